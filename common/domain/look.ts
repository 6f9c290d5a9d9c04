/**
 * What a page looks like, in 256 bits: whether each of 16 × 16 patches is lighter than its left neighbour. The same paper
 * scanned, recompressed or resized again differs in few bits, other pages in many. Averaging over large patches is the
 * blur that noise and moiré need.
 */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  /** One byte a pixel, row by row, 0 is black. */
  readonly pixels: Uint8Array | Uint8ClampedArray;
}

const side = 16;
const columns = side + 1;
/** Grey levels that two patches must differ to count: empty paper is never equal to itself in two scans. */
const step = 1.5;
/** A page with fewer differing patches has hardly anything on it; any two such pages would be alike. */
const fewest = 12;

/** 64 hex digits; null for what shows nothing: blank paper, a plain colour. */
export function lookOf(picture: GreyPicture): string | null {
  const patches = averaged(picture);
  if (!patches) return null;
  let hex = '';
  let count = 0;
  let digit = 0;
  let edges = 0;
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) {
      const at = row * columns + column;
      const difference = (patches[at + 1] ?? 0) - (patches[at] ?? 0);
      if (Math.abs(difference) > step) edges += 1;
      digit = digit * 2 + (difference > step ? 1 : 0);
      count += 1;
      if (count % 4 !== 0) continue;
      hex += digit.toString(16);
      digit = 0;
    }
  }
  return edges < fewest ? null : hex;
}

/** Mean grey of 17 × 16 patches; null for a picture that is smaller than that. */
function averaged({ width, height, pixels }: GreyPicture): Float64Array | null {
  if (width < columns || height < side) return null;
  const patches = new Float64Array(columns * side);
  const sizes = new Float64Array(columns * side);
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor((y * side) / height) * columns;
    for (let x = 0; x < width; x += 1) {
      const at = row + Math.floor((x * columns) / width);
      patches[at] = (patches[at] ?? 0) + (pixels[y * width + x] ?? 0);
      sizes[at] = (sizes[at] ?? 0) + 1;
    }
  }
  return patches.map((sum, at) => sum / (sizes[at] ?? 1));
}

const bitsOf = Array.from({ length: 16 }, (_, value) => value.toString(2).replaceAll('0', '').length);

/** Differing bits of two looks, 0 to 256. */
export function lookDistance(one: string, other: string): number {
  let distance = 0;
  for (let at = 0; at < one.length; at += 1) {
    distance += bitsOf[Number.parseInt(one[at] ?? '0', 16) ^ Number.parseInt(other[at] ?? '0', 16)] ?? 0;
  }
  return distance;
}

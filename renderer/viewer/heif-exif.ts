/** A box of an ISO media file: its kind, and where its content lies. */
interface Box {
  readonly kind: string;
  readonly begin: number;
  readonly end: number;
}

const exif = 'Exif';

/**
 * The EXIF block of a HEIF or AVIF picture, as a TIFF; null where there is none. The library that reads EXIF finds it
 * only as one maker of telephones lays out its files.
 */
export function heifExif(bytes: Uint8Array): Uint8Array | null {
  try {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const meta = boxes(view, 0, bytes.length).find(({ kind }) => kind === 'meta');
    if (!meta) return null;
    const inside = boxes(view, meta.begin + 4, meta.end);
    const [info, places] = ['iinf', 'iloc'].map((wanted) => inside.find(({ kind }) => kind === wanted));
    const item = info ? exifItem(view, info) : null;
    const place = places && item !== null ? placeOf(view, places, item) : null;
    if (!place) return null;
    const begin = place.begin + 4 + view.getUint32(place.begin);
    return bytes.slice(begin, place.begin + place.length);
  } catch (error) {
    if (error instanceof RangeError) return null; // cut off, or sizes that lie
    throw error;
  }
}

function boxes(view: DataView, from: number, to: number): readonly Box[] {
  const found: Box[] = [];
  let at = from;
  while (at + 8 <= to && found.length < 1000) {
    const size = view.getUint32(at);
    const length = size === 0 ? to - at : size;
    if (length < 8 || at + length > to) break; // 64-bit sizes are those of pixels, which come last
    const kind = String.fromCharCode(...[4, 5, 6, 7].map((offset) => view.getUint8(at + offset)));
    found.push({ kind, begin: at + 8, end: at + length });
    at += length;
  }
  return found;
}

function exifItem(view: DataView, info: Box): number | null {
  const isShort = view.getUint8(info.begin) === 0;
  for (const { kind, begin } of boxes(view, info.begin + (isShort ? 6 : 8), info.end)) {
    const version = view.getUint8(begin);
    if (kind !== 'infe' || version < 2) continue;
    const idSize = version === 2 ? 2 : 4;
    const type = String.fromCharCode(...[0, 1, 2, 3].map((offset) => view.getUint8(begin + 6 + idSize + offset)));
    if (type === exif) return idSize === 2 ? view.getUint16(begin + 4) : view.getUint32(begin + 4);
  }
  return null;
}

/** Where the content of an item lies in the file; of several pieces, the first. */
function placeOf(view: DataView, { begin, end }: Box, wanted: number) {
  const version = view.getUint8(begin);
  let at = begin + 4;
  const sizes = view.getUint16(at);
  const [offsetSize, lengthSize, baseSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const indexSize = version === 0 ? 0 : sizes & 15;
  at += 2;
  const read = (size: number): number => {
    const value =
      size === 8
        ? view.getUint32(at) * 2 ** 32 + view.getUint32(at + 4)
        : size === 4
          ? view.getUint32(at)
          : size === 2
            ? view.getUint16(at)
            : 0;
    at += size;
    return value;
  };
  const idSize = version < 2 ? 2 : 4;
  const count = read(idSize);
  for (let index = 0; index < count && at < end; index += 1) {
    const id = read(idSize);
    const method = version === 0 ? 0 : read(2) & 15;
    read(2);
    const base = read(baseSize);
    const pieces = read(2);
    for (let piece = 0; piece < pieces && at < end; piece += 1) {
      read(indexSize);
      const place = { begin: base + read(offsetSize), length: read(lengthSize) };
      if (id === wanted && method === 0) return place;
    }
  }
  return null;
}

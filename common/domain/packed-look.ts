/** Looks of pages (`look.ts`) as eight numbers of 32 bits, so that each of a hundred thousand can be compared with all. */
export const lookWords = 8;
/**
 * At most this many of 256 bits may differ. Measured on 107 pages and photos: compressed, halved, darkened or noisy they
 * differ from themselves in at most 13 bits (in the middle 2 or 3), turned by half a degree in 9 to 32; from each other in
 * 69, one pair of a hundred in 18 or less (pages of one form).
 */
export const alikeDistance = 16;
/** On nearly empty pages few bits say anything: a quarter of those that are set may differ. */
const alikePart = 4;

/** Null for what is no look. */
export const packLook = (look: string): Uint32Array | null =>
  /^[0-9a-f]{64}$/.test(look)
    ? Uint32Array.from({ length: lookWords }, (_, at) => Number.parseInt(look.slice(at * 8, at * 8 + 8), 16))
    : null;

function countBits(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Bits that differ between two of a list of looks, or null when they are not alike. */
export function distanceIfAlike(looks: Uint32Array, one: number, other: number): number | null {
  let distance = 0;
  let set = 0;
  for (let at = 0; at < lookWords; at += 1) {
    const first = looks[one * lookWords + at] ?? 0;
    const second = looks[other * lookWords + at] ?? 0;
    distance += countBits(first ^ second);
    if (distance > alikeDistance) return null;
    set += countBits(first) + countBits(second);
  }
  return distance * alikePart <= set ? distance : null;
}

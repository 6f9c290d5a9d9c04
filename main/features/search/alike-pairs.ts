import { distanceIfAlike, lookWords } from '#common/domain/packed-look.ts';

/** Up to so many comparisons all are made, a fraction of a second; beyond it pairs are looked for where they agree. */
const mostComparisons = 30_000_000;
/** Looks are sorted by so many of their bits, so many times, each time by others. */
const keyBits = 24;
const rounds = 24;
/** Of equal keys each is compared with so many that follow: the rest of a form used a thousand times hangs on them. */
const neighbours = 40;
/** Bits that are the same on nearly all pages (margins) tell nothing apart. */
const rarest = 0.05;

/** Milliseconds of work between two moments in which the thread may answer others. */
const slice = 25;
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Finds pairs of looks that are alike, each with one of those wanted. Among many pages not all are compared: of pairs that
 * differ in 16 bits one of 300 is missed, of closer ones none, and a copied document has several pages to be noticed by.
 */
export async function findAlikePairs(
  looks: Uint32Array,
  wanted: readonly boolean[],
  onPair: (one: number, other: number, distance: number) => void,
): Promise<void> {
  const count = wanted.length;
  let begun = performance.now();
  const rest = async (): Promise<void> => {
    if (performance.now() - begun < slice) return;
    await breathe();
    begun = performance.now();
  };
  const compare = (one: number, other: number): void => {
    const distance = distanceIfAlike(looks, one, other);
    if (distance !== null) onPair(one, other, distance);
  };

  const seekers = wanted.reduce((sum, isWanted) => sum + (isWanted ? 1 : 0), 0);
  if (seekers * count <= mostComparisons) {
    for (let one = 0; one < count; one += 1) {
      if (wanted[one] !== true) continue;
      for (let other = 0; other < count; other += 1)
        if (other > one || (other < one && wanted[other] !== true)) compare(one, other);
      await rest();
    }
    return;
  }
  const bits = tellingBits(looks, count);
  for (let round = 0; round < rounds; round += 1) {
    const sorted = sortedByBits(looks, count, chooseBits(bits, round));
    await rest();
    for (let at = 0; at < count; at += 1) {
      const key = Math.floor((sorted[at] ?? 0) / indexSpan);
      const one = (sorted[at] ?? 0) % indexSpan;
      for (let next = at + 1; next < Math.min(count, at + neighbours); next += 1) {
        const found = sorted[next] ?? 0;
        if (Math.floor(found / indexSpan) !== key) break;
        const other = found % indexSpan;
        if (wanted[one] === true || wanted[other] === true) compare(one, other);
      }
      if ((at & 1023) === 0) await rest();
    }
  }
}

/** Larger than any number of pages; with the key it stays a whole number. */
const indexSpan = 2 ** 26;

const isSet = (looks: Uint32Array, page: number, bit: number): number =>
  ((looks[page * lookWords + (bit >>> 5)] ?? 0) >>> (bit & 31)) & 1;

function tellingBits(looks: Uint32Array, count: number): readonly number[] {
  const step = Math.max(1, Math.floor(count / 2000));
  const all = Array.from({ length: 256 }, (_, bit) => bit);
  const telling = all.filter((bit) => {
    let set = 0;
    let seen = 0;
    for (let page = 0; page < count; page += step) {
      set += isSet(looks, page, bit);
      seen += 1;
    }
    return set / seen > rarest && set / seen < 1 - rarest;
  });
  return telling.length >= 2 * keyBits ? telling : all;
}

/** Other ones in each round, the same in each run. */
function chooseBits(bits: readonly number[], round: number): readonly number[] {
  let state = round * 2_654_435_761 + 1;
  const left = [...bits];
  return Array.from({ length: keyBits }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return left.splice(Math.floor((state / 2 ** 32) * left.length), 1)[0] ?? 0;
  });
}

function sortedByBits(looks: Uint32Array, count: number, bits: readonly number[]): Float64Array {
  const keys = new Float64Array(count);
  for (let page = 0; page < count; page += 1) {
    let key = 0;
    for (const bit of bits) key = key * 2 + isSet(looks, page, bit);
    keys[page] = key * indexSpan + page;
  }
  return keys.sort();
}

/** Random numbers that a printed seed repeats (mulberry32). */
export function seeded(seed: number) {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    /** A whole number from `low` up to and including `high`. */
    between: (low: number, high: number): number => low + Math.floor(next() * (high - low + 1)),
    /** A word that stands nowhere else. */
    word: (length = 9): string => Array.from({ length }, () => 'bcdfghjkmnpqrstvwxz'[Math.floor(next() * 19)]).join(''),
  };
}
export type Seeded = ReturnType<typeof seeded>;

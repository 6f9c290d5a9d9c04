/** Finds by score, without sorting those that nobody asked to see. */
export interface Ranking<T> {
  /** `score`: a whole number from 0 to 1023. */
  add(score: number, make: () => T): void;
  total(): number;
  /** Best first; equals in the order in which they were found. */
  slice(begin: number, end: number): T[];
}

const scores = 1024;

export function createRanking<T>(): Ranking<T> {
  const makers: (() => T)[] = [];
  const given: number[] = [];
  const counts = new Uint32Array(scores);

  return {
    add(score, make) {
      makers.push(make);
      given.push(score);
      counts[score] = (counts[score] ?? 0) + 1;
    },
    total: () => makers.length,
    slice(begin, end) {
      const places = new Uint32Array(scores);
      for (let score = scores - 2; score >= 0; score -= 1)
        places[score] = (places[score + 1] ?? 0) + (counts[score + 1] ?? 0);
      const chosen = new Map<number, () => T>();
      for (const [at, make] of makers.entries()) {
        const score = given[at] ?? 0;
        const place = places[score] ?? 0;
        places[score] = place + 1;
        if (place >= begin && place < end) chosen.set(place, make);
      }
      return [...chosen].sort(([one], [other]) => one - other).map(([, make]) => make());
    },
  };
}

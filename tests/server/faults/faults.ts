import { parseFaults, type Fault, type FaultName } from './parse-faults.ts';

/** Which fault strikes now. Strikes are counted per path. */
export interface Faults {
  set(spec: string | null): void;
  /** The first of these faults that has strikes left for the path; that strike is used. */
  take(path: string, ...names: readonly FaultName[]): Fault | null;
  /** The fault whatever the path, without using a strike. */
  find(name: FaultName): Fault | null;
}

export function createFaults(spec: string | undefined): Faults {
  let list: readonly Fault[] = parseFaults(spec ?? '');
  const used = new Map<string, number>();
  return {
    set(next) {
      list = parseFaults(next ?? '');
      used.clear();
    },
    take(path, ...names) {
      for (const [index, fault] of list.entries()) {
        if (!names.includes(fault.name)) continue;
        const key = `${index} ${path}`;
        // A file changes between two answers: the first one is still the old file.
        if (fault.name === 'change' && !used.has(key)) {
          used.set(key, 0);
          continue;
        }
        const strikes = used.get(key) ?? 0;
        if (strikes >= fault.times) continue;
        used.set(key, strikes + 1);
        return fault;
      }
      return null;
    },
    find: (name) => list.find((fault) => fault.name === name) ?? null,
  };
}

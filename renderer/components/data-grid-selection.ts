/** Rows that the person picked for one action; rows that it means nothing for have no box. */
export interface Selection<R> {
  readonly keys: ReadonlySet<string>;
  readonly can: (row: R) => boolean;
  readonly onChange: (keys: ReadonlySet<string>) => void;
  /** Name of the box of a row. */
  readonly label: (row: R) => string;
  /** Name of the box that takes all. */
  readonly allLabel: string;
}

/** The picked rows after one more was picked or let go; with `from`, all between it and this one follow. */
export function toggled(
  keys: ReadonlySet<string>,
  choosable: readonly string[],
  key: string,
  from: string | null,
): ReadonlySet<string> {
  const next = new Set(keys);
  const on = !keys.has(key);
  const [a, b] = [from === null ? -1 : choosable.indexOf(from), choosable.indexOf(key)];
  const range = a < 0 || b < 0 ? [key] : choosable.slice(Math.min(a, b), Math.max(a, b) + 1);
  for (const one of range) {
    if (on) next.add(one);
    else next.delete(one);
  }
  return next;
}

/** All, or none when all were. */
export const toggledAll = (keys: ReadonlySet<string>, choosable: readonly string[]): ReadonlySet<string> =>
  choosable.every((key) => keys.has(key)) ? new Set() : new Set(choosable);

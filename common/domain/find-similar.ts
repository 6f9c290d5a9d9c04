export interface Similar {
  readonly begin: number;
  readonly end: number;
  /** Letters to insert, remove or replace until both are the same. */
  readonly errors: number;
}

/**
 * Places where `pattern` stands with at most `limit` errors (Sellers' algorithm; Ukkonen's cut-off keeps it near
 * limit × text). Of places that overlap by more than a half only the best is given.
 */
export function findSimilar(pattern: string, text: string, limit: number): readonly Similar[] {
  const ends: { end: number; errors: number }[] = [];
  for (const [end, errors] of endsOf(pattern, text, limit)) {
    const last = ends.at(-1);
    if (last === undefined || end - last.end > pattern.length / 2) ends.push({ end, errors });
    else if (errors < last.errors) ends[ends.length - 1] = { end, errors };
  }
  return ends.map(({ end, errors }) => ({ begin: beginOf(pattern, text.slice(0, end), errors), end, errors }));
}

/** Errors of `pattern` against that end of `text` which suits it best. */
export function errorsAtEnd(pattern: string, text: string): number {
  let column = firstColumn(pattern.length);
  for (const letter of text) column = nextColumn(pattern, letter, column, pattern.length, 0);
  return column[pattern.length] ?? pattern.length;
}

export const reversed = (text: string): string => text.split('').reverse().join('');

function* endsOf(pattern: string, text: string, limit: number): Generator<readonly [number, number]> {
  let column = firstColumn(Math.min(pattern.length, limit));
  for (let index = 0; index < text.length; index += 1) {
    column = nextColumn(pattern, text.charAt(index), column, limit, 0);
    const errors = column[pattern.length];
    if (errors !== undefined) yield [index + 1, errors];
  }
}

/** Backwards from the known end; of several beginnings the one that comes nearest in length. */
function beginOf(pattern: string, text: string, errors: number): number {
  const backwards = reversed(pattern);
  let column = firstColumn(Math.min(pattern.length, errors));
  let best = pattern.length;
  let off = Number.POSITIVE_INFINITY;
  for (let length = 1; length <= Math.min(text.length, pattern.length + errors); length += 1) {
    column = nextColumn(backwards, text.charAt(text.length - length), column, errors, length);
    if (column[pattern.length] === undefined || Math.abs(length - pattern.length) >= off) continue;
    off = Math.abs(length - pattern.length);
    best = length;
  }
  return Math.max(0, text.length - best);
}

const firstColumn = (rows: number): number[] => Array.from({ length: rows + 1 }, (_, row) => row);

/** Rows beyond the last one with at most `limit` errors cannot matter; they are left out. */
function nextColumn(
  pattern: string,
  letter: string,
  column: readonly number[],
  limit: number,
  first: number,
): number[] {
  const next = [first];
  const rows = Math.min(pattern.length, column.length);
  const tooMany = limit + 1;
  for (let row = 1; row <= rows; row += 1) {
    const replaced = (column[row - 1] ?? tooMany) + (pattern.charAt(row - 1) === letter ? 0 : 1);
    next.push(Math.min(replaced, (column[row] ?? tooMany) + 1, (next[row - 1] ?? tooMany) + 1));
  }
  while (next.length > 1 && (next.at(-1) ?? 0) > limit) next.pop();
  return next;
}

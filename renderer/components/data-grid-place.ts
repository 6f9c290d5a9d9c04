/**
 * Rows move while the person works. The keys stay with their row as long as it is in view; when it went out of view, they
 * stay where the eyes are.
 */
export function placeOf<R>(
  rows: readonly R[],
  rowKey: (row: R) => string,
  active: { readonly index: number; readonly key: string | null },
  inView: { readonly startIndex: number; readonly endIndex: number } | null,
): number {
  const same = Math.min(active.index, rows.length - 1);
  const there = rows[active.index];
  if (active.key === null || (there !== undefined && rowKey(there) === active.key)) return same;
  const moved = rows.findIndex((row) => rowKey(row) === active.key);
  const isSeen = inView === null || (moved >= inView.startIndex && moved <= inView.endIndex);
  return moved >= 0 && isSeen ? moved : same;
}

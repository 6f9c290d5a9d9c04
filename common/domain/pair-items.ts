/** One thing, as it was and as it is. */
export interface Pair<T> {
  readonly before: T;
  readonly after: T;
}

interface Paired<T> {
  /** Same content, under whatever id. */
  readonly same: readonly Pair<T>[];
  /** Same id, other content. */
  readonly replaced: readonly Pair<T>[];
  readonly removed: readonly T[];
  readonly added: readonly T[];
}

/**
 * Finds for each item of two lists what it was before: by content first, and only what is then left by id. Of several
 * with the same content, those that kept their id belong together.
 */
export function pairItems<T extends { readonly id: string }>(
  before: readonly T[],
  after: readonly T[],
  contentOf: (item: T) => string,
): Paired<T> {
  const kept = match(before, after, (item) => `${item.id} ${contentOf(item)}`);
  const alike = match(kept.before, kept.after, contentOf);
  const { pairs: replaced, before: removed, after: added } = match(alike.before, alike.after, (item) => item.id);
  return { same: [...kept.pairs, ...alike.pairs], replaced, removed, added };
}

/** Pairs items with the same key, each once; what found no partner is left, in its order. */
function match<T>(before: readonly T[], after: readonly T[], keyOf: (item: T) => string) {
  const waiting = groupBy(after, keyOf);
  const pairs: Pair<T>[] = [];
  const left: T[] = [];
  for (const item of before) {
    const partner = waiting.get(keyOf(item))?.shift();
    if (partner === undefined) left.push(item);
    else pairs.push({ before: item, after: partner });
  }
  const unpaired = new Set([...waiting.values()].flat());
  return { pairs, before: left, after: after.filter((item) => unpaired.has(item)) };
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(item);
  }
  return groups;
}

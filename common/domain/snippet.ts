import type { SearchTerm } from './search-query.ts';
import { foldWithMap, skeletonWithMap, type FoldedMap } from './thai-fold.ts';

/** Some words around what was found, with [begin, end) of each find in them. */
export interface Snippet {
  readonly text: string;
  readonly ranges: readonly (readonly [number, number])[];
}

/** Letters shown before the first find, and altogether. */
const before = 40;
const whole = 180;
/** How far into a text is looked for words to show; longer ones are cut around the first find. */
const window = 20_000;

/** `text` has to be sound: words recognised, typed, or extracted without damage. */
export const snippetOf = (text: string, terms: readonly SearchTerm[]): Snippet & { readonly found: string | null } =>
  around(
    foldWithMap(text.slice(0, window)),
    terms.map(({ folded }) => folded),
  );

/** Around words that match but for their marks. */
export const skeletonSnippetOf = (text: string, terms: readonly SearchTerm[]): Snippet =>
  around(
    skeletonWithMap(text.slice(0, window)),
    terms.flatMap(({ skeleton }) => skeleton ?? []),
  );

function around(map: FoldedMap, words: readonly string[]): Snippet & { readonly found: string | null } {
  const finds = findAll(map.folded, words);
  const first = finds[0];
  if (first === undefined) return { ...cut(map, [], 0), found: null };
  const begin = clusterAt(map, first[0]);
  const shown = cut(map, finds, Math.max(0, begin - before));
  const found = map.clusters.slice(begin, clusterAt(map, first[1] - 1) + 1);
  return { ...shown, found: tidy(found.join('')) };
}

/** Finds of all words in order, without those that lie in others. */
function findAll(folded: string, words: readonly string[]): (readonly [number, number])[] {
  const all: (readonly [number, number])[] = [];
  for (const word of words)
    for (let at = folded.indexOf(word); at >= 0 && all.length < 200; at = folded.indexOf(word, at + 1))
      all.push([at, at + word.length]);
  all.sort(([a, aEnd], [b, bEnd]) => a - b || bEnd - aEnd);
  const apart: (readonly [number, number])[] = [];
  for (const find of all) if (find[0] >= (apart.at(-1)?.[1] ?? 0)) apart.push(find);
  return apart;
}

/** Last cluster that begins at or before this letter. */
function clusterAt({ begins }: FoldedMap, position: number): number {
  let low = 0;
  let high = begins.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((begins[middle] ?? 0) <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}

function cut(map: FoldedMap, finds: readonly (readonly [number, number])[], from: number): Snippet {
  const ranges: [number, number][] = [];
  let text = from > 0 ? '…' : '';
  const spans = finds.map(([begin, end]) => [clusterAt(map, begin), clusterAt(map, end - 1) + 1] as const);
  let span = spans.findIndex(([, end]) => end > from);
  let at = from;
  for (; at < map.clusters.length && text.length < whole; at += 1) {
    const [begin, end] = spans[span] ?? [-1, -1];
    const piece = tidyCluster(map.clusters[at] ?? '', text);
    if (begin === at) ranges.push([text.length, text.length]);
    text += piece;
    const open = ranges.at(-1);
    if (begin >= 0 && at >= begin && at < end && open !== undefined) open[1] = text.length;
    if (at + 1 === end) span += 1;
  }
  text = text.trimEnd();
  if (at < map.clusters.length) text += '…';
  return { text, ranges: ranges.filter(([begin, end]) => end > begin) };
}

const tidy = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[^\P{Cc}\t\n\r]|[\u00ad\u200b-\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufffd]/gu, '')
    .replace(/\u0e4d([\u0e48-\u0e4b]?)\u0e32/g, '$1\u0e33')
    .replace(/([\u0e48-\u0e4b])\u0e4d\u0e32/g, '$1\u0e33')
    .replace(/\s+/g, ' ');

const tidyCluster = (cluster: string, before: string): string => {
  const piece = tidy(cluster);
  return /[\s…]$/.test(before) || before === '' ? piece.trimStart() : piece;
};

import { isDamaged, skeletonOf } from './mark-quote.ts';
import { foldForSearch } from './thai-text.ts';

/** A place in the text as it was extracted. */
export interface Place {
  readonly begin: number;
  readonly end: number;
}

const thai = /[\u0e01-\u0e5b]/;
const space = /^\s+$/;
/**
 * A character with all that folds together with it: marks above and below, what is invisible, ํ + า, a doubled เ. Folding
 * cluster by cluster gives the same as folding all at once, and tells where each folded character came from.
 */
const clusters =
  /เเ|[\s\S](?:[\u0e31\u0e33-\u0e3a\u0e47-\u0e4e\u0300-\u036f\u0000\u00ad\u200b-\u200f\u2060\ufeff])*(?:(?<=\u0e4d[\u0e48-\u0e4b]*)\u0e32)?/gu;

/**
 * Finds words in the text of pages. Thai digits are Arabic ones, case and the ways to type a vowel do not matter. Where the
 * extractor lost vowels and tones, what survived of the query is looked for: more is found there than was meant, nothing
 * is missed. Thai is written without spaces and broken anywhere, so spaces count only in other scripts. Null for a query
 * of nothing.
 */
export function finderOf(query: string): ((text: string) => readonly Place[]) | null {
  const keepSpaces = !thai.test(query);
  const plain: Fold = (text) => spaced(foldForSearch(text), keepSpaces);
  const skeleton: Fold = (text) => skeletonOf(foldForSearch(text));
  const wanted = { plain: plain(query).trim(), skeleton: skeleton(query) };
  if (wanted.plain === '') return null;
  return (text) => {
    const isTorn = !keepSpaces && thai.test(text) && isDamaged(text);
    const [fold, words] = isTorn ? [skeleton, wanted.skeleton] : [plain, wanted.plain];
    // Few pages have it; only those are taken apart.
    return words === '' || !fold(text).includes(words) ? [] : placesOf(text, fold, words);
  };
}

type Fold = (text: string) => string;

const spaced = (text: string, keep: boolean): string => text.replace(/\s+/g, keep ? ' ' : '');

function placesOf(text: string, fold: Fold, words: string): readonly Place[] {
  let folded = '';
  const from: Place[] = [];
  for (const { 0: cluster, index } of text.matchAll(clusters)) {
    const piece = fold(cluster);
    if (space.test(piece) && folded.endsWith(' ')) continue;
    folded += piece;
    from.push(...Array.from({ length: piece.length }, () => ({ begin: index, end: index + cluster.length })));
  }
  const places: Place[] = [];
  for (let at = folded.indexOf(words); at >= 0; at = folded.indexOf(words, at + words.length)) {
    const first = from[at];
    const last = from[at + words.length - 1];
    if (first && last) places.push({ begin: first.begin, end: last.end });
  }
  return places;
}

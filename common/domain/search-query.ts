import { foldedSkeleton, foldText } from './thai-fold.ts';

/** One word or phrase that has to be there. */
export interface SearchTerm {
  readonly folded: string;
  /** For pages whose Thai is damaged; null where too little would be left of it to mean anything. */
  readonly skeleton: string | null;
}

/** Most words of a query; further ones are left out. */
const mostTerms = 16;
/** Shorter remains of Thai words would be found everywhere. */
const shortestSkeleton = 3;

const phrases = /["“”„]([^"“”„]*)["“”„]|[^\s"“”„]+/g;

/** Words between spaces, and "phrases in quotes"; each once. Quotes that do not close are ignored. */
export function parseQuery(query: string): readonly SearchTerm[] {
  const found = new Map<string, SearchTerm>();
  for (const [whole, phrase] of query.matchAll(phrases)) {
    const folded = foldText(phrase ?? whole);
    if (folded !== '' && found.size < mostTerms) found.set(folded, { folded, skeleton: skeletonFor(folded) });
  }
  return [...found.values()];
}

function skeletonFor(folded: string): string | null {
  const skeleton = foldedSkeleton(folded);
  return skeleton !== '' && (skeleton === folded || skeleton.length >= shortestSkeleton) ? skeleton : null;
}

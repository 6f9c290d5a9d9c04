import type { Foreground } from '#renderer/lib/foreground.ts';

/** A pause of this many milliseconds between keys is thinking; shorter ones are typing. */
const typing = 300;
/** How soon to look again whether what the person waits for is there. */
const lookAgain = 100;
const shortestRest = 20;
const longestRest = 400;

/** Milliseconds to stay quiet before the next page is read; 0: now. `sinceEnd`, `took`: of the page before. */
export function quietFor(
  { now, lastKey, isWaiting }: Foreground,
  before: { readonly sinceEnd: number; readonly took: number },
): number {
  const typed = lastKey + typing - now;
  // A page that was heavy is followed by a longer rest, so that reading never fills a processor.
  const rest = Math.min(longestRest, Math.max(shortestRest, before.took / 4)) - before.sinceEnd;
  return Math.max(0, typed, rest, isWaiting ? lookAgain : 0);
}

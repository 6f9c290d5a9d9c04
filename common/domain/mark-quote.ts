import type { Mark } from './annotation.ts';

/**
 * Text that a PDF library extracts from Thai documents is often damaged: documents printed by Chromium lose vowels and
 * tone marks (they come as U+0000 or not at all). The consonant skeleton survives exactly. So a damaged quote is kept as
 * its skeleton: good for finding the place again, and never shown as if it were the words of the document.
 */
const lostOrControl = /[^\P{Cc}\t\n\r]|\ufffd/gu;
const invisible = /[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]/g;
const thaiMark = /[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]/;
const thaiMarks = /[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]/g;
/** A vowel or tone mark with nothing to stand on: its consonant's cluster was torn apart. */
const orphanMark = /(^|[^\u0e01-\u0e2e\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]/;
/** A cut through a cluster must not leave its marks behind. */
const leadingMarks = /^[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]+/;
const thaiConsonant = /[\u0e01-\u0e2e]/;

/** True when the extractor lost characters somewhere in this text. */
export const isDamaged = (text: string): boolean => text.search(lostOrControl) >= 0 || orphanMark.test(text);

/** Consonants, leading vowels, digits and Latin letters: what survives extraction exactly. */
export const skeletonOf = (text: string): string =>
  text
    .replace(lostOrControl, '')
    .replace(invisible, '')
    .replace(thaiMarks, '')
    .replaceAll('\u0e33', '\u0e32')
    .replace(/[\s-]+/g, '');

const tidy = (text: string): string =>
  text
    .normalize('NFC')
    .replace(lostOrControl, '')
    .replace(invisible, '')
    .replace(/\u0e4d([\u0e48-\u0e4b]?)\u0e32/g, '$1\u0e33')
    .replace(/\s+/g, ' ')
    .trim();

const context = 32;

/**
 * `page` is the whole text of the page as extracted; the quote runs from `begin` to `end` in it. Null when so much was
 * lost that not even the skeleton is left.
 */
export function quoteFrom(page: string, begin: number, end: number): Mark['quote'] {
  const words = page.slice(begin, end);
  const isThai = thaiConsonant.test(page);
  const clean = isDamaged(page) && isThai ? skeletonOf : tidy;
  const exact = clean(words).slice(0, 2000);
  if (exact === '' || (isDamaged(words) && !isThai)) return null;
  return {
    exact,
    prefix: clean(page.slice(Math.max(0, begin - 2 * context), begin))
      .slice(-context)
      .replace(leadingMarks, ''),
    suffix: clean(page.slice(end, end + 2 * context)).slice(0, context),
  };
}

/**
 * The quoted words if they may be shown as the document's own, otherwise null. Thai without a single mark is taken for a
 * skeleton; a few exact quotes are lost by that ("คณะกรรมการ"), no damaged one is shown.
 */
export const readableQuote = (quote: Mark['quote']): string | null =>
  quote === null || quote.exact === '' || (thaiConsonant.test(quote.exact) && !thaiMark.test(quote.exact))
    ? null
    : quote.exact;

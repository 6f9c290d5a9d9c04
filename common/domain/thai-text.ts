const thaiZero = 0x0e50;

/** 0–9 become ๐–๙; everything else stays. */
export const toThaiDigits = (text: string): string =>
  text.replace(/[0-9]/g, (digit) => String.fromCharCode(thaiZero + Number(digit)));

/** ๐–๙ become 0–9; mixed text, as real letters have it, becomes uniform. */
export const toArabicDigits = (text: string): string =>
  text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - thaiZero));

/** Grouped by comma ("7,849"), with a true minus; decimals stay. */
export function formatNumber(value: number): string {
  const [whole = '', fraction] = Math.abs(value).toString().split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return `${value < 0 ? '−' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
}

const invisible = /[\u0000\u00ad\u200b-\u200f\u2060\ufeff]/g;
const markRuns = /[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]{2,}/g;
const isTone = (mark: string): boolean => mark >= '\u0e48' && mark <= '\u0e4b';

/**
 * One spelling for all that look the same, for search on both sides: invisible characters go, ํ + า becomes ำ (before or
 * after a tone mark; neither NFC nor NFKC does it), เเ becomes แ, vowels stand before tone marks, Thai digits become
 * Arabic, letters lower case. Folding Thai and Latin text twice changes nothing.
 */
export const foldForSearch = (text: string): string =>
  toArabicDigits(text.replace(invisible, ''))
    .toLowerCase()
    .normalize('NFC')
    .replace(/เเ/g, 'แ')
    .replace(markRuns, vowelsFirst)
    .replace(/\u0e4d([\u0e48-\u0e4b]*)\u0e32/g, '$1\u0e33')
    .replace(/\u0e33[\u0e33\u0e48-\u0e4b]+/g, tonesFirst);

const vowelsFirst = (run: string): string => sorted(run, (mark) => !isTone(mark));
const tonesFirst = (run: string): string => sorted(run, isTone);

const sorted = (run: string, first: (mark: string) => boolean): string => {
  const all = Array.from(run);
  return [...all.filter(first), ...all.filter((mark) => !first(mark))].join('');
};

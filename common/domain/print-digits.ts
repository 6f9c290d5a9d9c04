import type { Digits } from './thai-date.ts';
import { toArabicDigits, toThaiDigits } from './thai-text.ts';

/** Runs that Thai offices never write in Thai digits when they hold a Latin letter: "EHA1003", "ISO 9001:2015", codes. */
const latinRun = /[A-Za-z0-9_./:@#?&=%+-]+/g;

/** Writes every number of a text in one kind of digit, as official papers do; runs with Latin letters stay as they are. */
export function inDigits(text: string, digits: Digits): string {
  if (digits === 'arabic') return toArabicDigits(text);
  return text.replace(latinRun, (run) => (/[A-Za-z]/.test(run) ? run : toThaiDigits(run)));
}

/** Joins words that must not be torn apart at a line's end: number and unit, "ข้อ 61". */
export const joined = (...words: readonly string[]): string => words.join('\u00A0');

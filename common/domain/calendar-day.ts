import type { IsoDate } from './instrument.ts';

const dayMs = 86_400_000;
const dayPattern = /^(\d{4})-(\d\d)-(\d\d)$/;

/** Days since 1970-01-01, or null when the text is not a day of the Gregorian calendar ("2023-02-29"). */
export function dayNumber(text: unknown): number | null {
  const match = typeof text === 'string' ? dayPattern.exec(text) : null;
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  // Date.UTC reads years 0–99 as 1900–1999; no such day is meant here.
  if (year < 100) return null;
  const number = Date.UTC(year, month - 1, day) / dayMs;
  return isoDay(number) === text ? number : null;
}

/** The day with that number, ISO 8601. */
export const isoDay = (number: number): IsoDate => new Date(number * dayMs).toISOString().slice(0, 10);

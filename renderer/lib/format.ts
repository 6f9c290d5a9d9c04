import { useMemo, useState } from 'react';
import { formatDate, formatTime } from '#common/domain/thai-date.ts';
import { formatNumber, toThaiDigits } from '#common/domain/thai-text.ts';
import type { Language } from '#common/domain/text.ts';
import { useSettings } from './settings.ts';

/** Today in Thailand, ISO; stays the same while a screen is open. */
export function useToday(): string {
  const [today] = useState(() => dayInThailand(Date.now()));
  return today;
}

export interface Format {
  /** Digits by the setting; not for codes, file names and digests. */
  digits(text: string): string;
  number(value: number): string;
  /** "486 MB", "2.4 MB". */
  bytes(value: number): string;
  /** พ.ศ.; short "5 ก.ค. 2567", long "5 กรกฎาคม 2567", weekday "วันศุกร์ที่ 5 กรกฎาคม 2567". */
  date(iso: string, style?: 'short' | 'long' | 'weekday'): string;
  /** "5 ก.ค.", where the year stands beside it. */
  dayAndMonth(iso: string): string;
  /** "14:52 น." */
  time(instant: string): string;
  /** "14:52:07 น." */
  timeSeconds(instant: string): string;
  dateTime(instant: string): string;
  /** Percent text of the domain ("86.05"), "–" when there is none. */
  percent(value: string | null): string;
  /** With a sign and a true minus: "−9", "+2", "0". */
  difference(value: number): string;
}

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Decimal units, as disks and file managers print them. */
export function bytesText(value: number): string {
  let size = value;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  const decimals = unit >= 2 && size < 10 ? 1 : 0;
  return `${size.toFixed(decimals)}\u00a0${units[unit] ?? 'B'}`;
}

/** The calendar day in Thailand (UTC+7 all year) at an instant given in milliseconds, ISO. */
export const dayInThailand = (ms: number): string => new Date(ms + 7 * 3_600_000).toISOString().slice(0, 10);

export function createFormat(language: Language, digitKind: 'arabic' | 'thai'): Format {
  const digits = (text: string) => (digitKind === 'thai' ? toThaiDigits(text) : text);
  const date: Format['date'] = (iso, style = 'short') => formatDate(iso, { language, style, digits: digitKind });
  const clock = (instant: string, seconds: boolean) => formatTime(instant, { language, digits: digitKind, seconds });
  return {
    digits,
    number: (value) => digits(formatNumber(value)),
    bytes: (value) => digits(bytesText(value)),
    date,
    dayAndMonth: (iso) => date(iso).split(' ').slice(0, 2).join(' '),
    time: (instant) => clock(instant, false),
    timeSeconds: (instant) => clock(instant, true),
    dateTime: (instant) => `${date(instant)} ${clock(instant, false)}`,
    percent: (value) => (value === null ? '–' : digits(value)),
    difference: (value) => digits(value > 0 ? `+${String(value)}` : formatNumber(value)),
  };
}

/** Dates, numbers and digits as the person set them. */
export function useFormat(): Format {
  const { language, screenDigits } = useSettings();
  return useMemo(() => createFormat(language, screenDigits), [language, screenDigits]);
}

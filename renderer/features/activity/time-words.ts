import type { Format } from '#renderer/lib/format.ts';
import type { Messages } from '#renderer/lib/messages.ts';
import type { activityWords } from './words.ts';

type Words = typeof activityWords extends Messages<infer W> ? W : never;

/** "1 ชม. 12 นาที": as exact as the computation is. */
export function timeWords(ms: number, t: Words, format: Format): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes === 0) return ms === 0 ? '–' : t.underMinute;
  if (minutes < 60) return t.justMinutes(format.number(minutes));
  return t.hours(format.number(Math.floor(minutes / 60)), format.number(minutes % 60));
}

import { z } from 'zod';
import type { LiveCheck } from '#common/domain/visit.ts';
import { dayInThailand } from '#renderer/lib/format.ts';

/** What the dialog asks for; messages are keys of its words. */
export const LiveForm = z.object({
  address: z.string().trim().min(1, 'addressMissing').max(2000),
  // The written-out result types keep zod from narrowing: an empty field holds null.
  date: z
    .string()
    .nullable()
    .refine((date): boolean => date !== null, 'dateMissing'),
  time: z
    .string()
    .nullable()
    .refine((time): boolean => time !== null, 'timeMissing'),
  seen: z.string().trim().min(1, 'seenMissing').max(10_000),
  by: z.string().trim().min(1, 'byMissing').max(500),
  presence: z.string().trim().max(500),
});
export type LiveForm = z.infer<typeof LiveForm>;

const timeInThailand = (ms: number): string => new Date(ms + 7 * 3_600_000).toISOString().slice(11, 16);

/** A new one begins with now and the person at the desk; another one with what it says. */
export function liveFormOf(
  check: LiveCheck | null,
  start: { readonly now: number; readonly by: string; readonly address: string; readonly presence: string },
): LiveForm {
  if (check === null) {
    const { now, by, address, presence } = start;
    return { address, by, presence, date: dayInThailand(now), time: timeInThailand(now), seen: '' };
  }
  const at = Date.parse(check.at);
  const { address, seen, by, presence } = check;
  return { address, seen, by, presence, date: dayInThailand(at), time: timeInThailand(at) };
}

/** Thailand is on UTC+7 all year. */
export const instantOf = ({ date, time }: Pick<LiveForm, 'date' | 'time'>): string =>
  `${date ?? ''}T${time ?? ''}:00+07:00`;

import { z } from 'zod';
import { laoTypes } from '#common/domain/lao.ts';
import { channel } from '../channel.ts';
import { submissionId } from './submission.ts';

/** First and last day, both included; a letter may have moved the end. */
const CalendarWindow = z.object({
  begins: z.string(),
  ends: z.string(),
  extended: z.object({ until: z.string(), letter: z.string() }).nullable(),
});

/** One LAO that the team is assigned, as the server said last. */
export const Assignment = z.object({
  id: z.uuid(),
  /** Null: the LAO has not confirmed its submission yet, nothing can be downloaded. */
  submission: submissionId.nullable(),
  laoCode: z.string(),
  laoName: z.string(),
  laoType: z.enum(laoTypes),
  district: z.string(),
  province: z.string(),
  team: z.string(),
  round: z.string(),
  roundTitle: z.object({ th: z.string(), en: z.string() }),
  year: z.number(),
  /** The team's review; null where the server lists no such round. */
  review: CalendarWindow.nullable(),
  visitOn: z.string().nullable(),
  visitTime: z.string().nullable(),
  /** Taken from the team after it was assigned. */
  withdrawn: z.boolean(),
  /** What the server offers: the newest revision with its files and bytes. */
  revision: z.number().nullable(),
  files: z.number(),
  size: z.number(),
  /** The revision on this computer; null when it was not downloaded. */
  here: z.number().nullable(),
});
export type Assignment = z.infer<typeof Assignment>;

export const SyncResult = z.object({
  added: z.number(),
  amended: z.number(),
  withdrawn: z.number(),
  at: z.string(),
});
export type SyncResult = z.infer<typeof SyncResult>;

export const assignmentChannels = {
  /** From this computer, also without a network. Withdrawn ones only while something of them is here. */
  'assignment.list': channel(z.object({}), z.array(Assignment)),
  /** Asks the server what changed since the last time. */
  'assignment.sync': channel(z.object({}), SyncResult),
};

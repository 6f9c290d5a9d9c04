import { z } from 'zod';
import { Failure } from '../failures.ts';
import { channel } from '../channel.ts';
import { submissionId } from './submission.ts';

/** What is wrong with one file; the others go on. */
const FileProblem = z.object({ evidence: z.string(), title: z.string(), failure: Failure });

/** One submission in the queue. Leaves the queue when it is ready offline. */
export const Download = z.object({
  submission: submissionId,
  laoName: z.string(),
  state: z.enum([
    'queued',
    'running',
    'waiting', // the line is gone or the server is busy; goes on by itself at `retryAt`
    'paused', // by the person
    'failed', // needs the person: see `failure` and `problems`
  ]),
  /** Revision that is being fetched; 0 until its manifest came. */
  revision: z.number(),
  filesDone: z.number(),
  files: z.number(),
  bytesDone: z.number(),
  bytes: z.number(),
  /** Bytes per second over the last seconds; null when nothing moves. */
  rate: z.number().nullable(),
  /** Seconds. */
  remaining: z.number().nullable(),
  retryAt: z.string().nullable(),
  failure: Failure.nullable(),
  problems: z.array(FileProblem),
});
export type Download = z.infer<typeof Download>;

/** Everything in the queue, in the order in which it is worked off, with the sums of what is not paused. */
export const DownloadQueue = z.object({
  downloads: z.array(Download),
  /** The person stopped the whole queue. */
  paused: z.boolean(),
  filesDone: z.number(),
  files: z.number(),
  bytesDone: z.number(),
  bytes: z.number(),
  rate: z.number().nullable(),
  remaining: z.number().nullable(),
});
export type DownloadQueue = z.infer<typeof DownloadQueue>;

const one = z.object({ submission: submissionId });
/** Null: the whole queue. */
const oneOrAll = z.object({ submission: submissionId.nullable() });

export const downloadChannels = {
  'download.queue': channel(z.object({}), DownloadQueue),
  /** Adds to the end of the queue; those in it already stay where they are, and one that is here costs a single question. */
  'download.add': channel(z.object({ submissions: z.array(submissionId).min(1).max(20_000) }), DownloadQueue),
  'download.pause': channel(oneOrAll, DownloadQueue),
  /** Goes on, at once also when it waits for the line, and tries failed ones again. */
  'download.resume': channel(oneOrAll, DownloadQueue),
  /** Takes it out of the queue and removes what came in so far; a revision that is here already stays. */
  'download.cancel': channel(one, DownloadQueue),
  /** This one before all others. */
  'download.first': channel(one, DownloadQueue),
};

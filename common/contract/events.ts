import { z } from 'zod';
import { Download } from './channels/download.ts';
import { Indexing } from './channels/search.ts';
import { FailureCode } from './failures.ts';

/** Main → page. Small on purpose: the page asks for the data itself. */
export const events = {
  /** Something the page may have cached changed. */
  changed: z.object({
    what: z.enum([
      'submissions',
      'submission',
      'review',
      'phrases',
      'keys',
      'packages',
      'receipts',
      'outbox',
      'settings',
      'library',
      'profile',
      'server',
      'assignments',
      'downloads',
      'readiness',
      'instruments',
      'trust',
    ]),
    id: z.string().optional(),
  }),
  /** Progress of a long job (import, package, report). */
  progress: z.object({
    job: z.string(),
    done: z.number(),
    total: z.number(),
    unit: z.enum(['bytes', 'files', 'steps']),
    label: z.string().optional(),
  }),
  /** How the download that runs moves, a few times a second, with the sums of the queue. */
  downloading: z.object({
    download: Download,
    filesDone: z.number(),
    bytesDone: z.number(),
    rate: z.number().nullable(),
    remaining: z.number().nullable(),
  }),
  /** How far reading for search is, at most twice a second. */
  indexing: Indexing,
  locked: z.object({}),
  /** A file was handed to the app from outside (double click, second start). */
  opened: z.object({ ticket: z.string(), name: z.string() }),
  /** A download from `/export/<ticket>` ended. `folder` is where it lies now; with `failure` nothing was left there. */
  saved: z.object({ fileName: z.string(), folder: z.string(), failure: FailureCode.nullable() }),
};
export type EventName = keyof typeof events;
export type EventPayload<E extends EventName> = z.infer<(typeof events)[E]>;

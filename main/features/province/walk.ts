import type { LeftOut } from '#common/contract/channels/province.ts';
import type { SubmissionSummary } from '#common/contract/channels/submission.ts';
import { AppError, isAppError } from '#common/contract/failures.ts';
import type { Emit } from '#main/lib/ports.ts';
import { isFinalised, type GroupMembers, type LoadedResult, type ProvinceSources } from './sources.ts';

export interface Walk {
  readonly job: string;
  readonly signal: AbortSignal;
  readonly emit: Emit;
  /** Runs at the same time; 1 keeps the order. */
  readonly abreast?: number;
}

/** What ends the whole job, whoever's turn it is. */
const endsAll: readonly string[] = [
  'cancelled',
  'library.locked',
  'report.too-large',
  'storage.disk-full',
  'storage.read-only',
];

/**
 * Does something with each locked result of a group, loaded one by one, since all at once would not fit into memory. One
 * that cannot be read or worked on is left out and named; the others go on.
 */
export async function walkResults(
  sources: ProvinceSources,
  { all }: GroupMembers,
  { job, signal, emit, abreast = 1 }: Walk,
  work: (loaded: LoadedResult, summary: SubmissionSummary) => Promise<void>,
): Promise<{ readonly results: number; readonly leftOut: LeftOut[] }> {
  const locked = all.filter(isFinalised);
  const leftOut: LeftOut[] = [];
  const progress = (done: number, label?: string) =>
    emit('progress', { job, done, total: locked.length, unit: 'steps', label });
  let next = 0;
  let done = 0;
  progress(0);
  const lane = async (): Promise<void> => {
    for (;;) {
      signal.throwIfAborted();
      const summary = locked[next];
      next += 1;
      if (summary === undefined) return;
      try {
        const loaded = await sources.reviews.load(summary.id);
        if (loaded.review.finalised === null) throw new AppError('review.not-locked');
        await work(loaded, summary);
      } catch (error) {
        if (signal.aborted || !isAppError(error) || endsAll.includes(error.code)) {
          next = locked.length; // the other lanes end as well
          signal.throwIfAborted();
          throw error;
        }
        leftOut.push({ laoCode: summary.laoCode, laoName: summary.laoName, code: error.code });
      }
      done += 1;
      progress(done, summary.laoName);
      // Something else may want its turn: the page asks while this goes on.
      await new Promise(setImmediate);
    }
  };
  await Promise.all(Array.from({ length: abreast }, lane));
  signal.throwIfAborted();
  return { results: locked.length - leftOut.length, leftOut };
}

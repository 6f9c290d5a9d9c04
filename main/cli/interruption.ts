import { AppError } from '#common/contract/failures.ts';

/** Waits no longer than until the signal is aborted; for work that cannot be ended itself. Throws the signal's reason. */
export const orAborted = <T>(signal: AbortSignal, work: Promise<T>): Promise<T> =>
  Promise.race([
    work,
    new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    }),
  ]);

/**
 * Runs `work` with a signal that Ctrl-C aborts, so that it leaves nothing half written; a second Ctrl-C ends the program
 * at once. The work is expected to throw AppError('cancelled') then.
 */
export async function unlessInterrupted<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const stop = () => controller.abort(new AppError('cancelled'));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    return await work(controller.signal);
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}

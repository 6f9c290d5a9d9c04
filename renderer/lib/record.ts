import { useQueryClient } from '@tanstack/react-query';
import type { Change } from '#common/domain/review-event.ts';
import type { Input } from '#common/contract/contract.ts';
import type { ReviewSnapshot } from '#common/contract/channels/review.ts';
import { call } from './api.ts';
import { durable } from './durable.ts';
import { keepSnapshot } from './queries.ts';

export interface Recorder {
  /**
   * Resolves when the change is durable; the status bar follows. Rejects with AppError, then nothing was kept as far as
   * the page knows: a retry of the same change passes the same `command`.
   */
  record(change: Change, command?: string): Promise<ReviewSnapshot>;
  undo(): Promise<ReviewSnapshot>;
  redo(): Promise<ReviewSnapshot>;
  finalise(): Promise<ReviewSnapshot>;
  reopen(reason: string): Promise<ReviewSnapshot>;
}

/** All ways to change one review; each carries its own command id, so a retry after a lost answer is harmless. */
export function useRecorder(submission: string): Recorder {
  const client = useQueryClient();
  const run = (work: (command: string) => Promise<ReviewSnapshot>, command: string = crypto.randomUUID()) =>
    durable.track(async () => {
      const snapshot = await work(command);
      keepSnapshot(client, snapshot);
      return snapshot;
    });
  return {
    record: (change, command) =>
      // The domain type and the contract's input are the same JSON; only `readonly` differs.
      run(
        (id) => call('review.record', { submission, command: id, change: change as Input<'review.record'>['change'] }),
        command,
      ),
    undo: () => run((command) => call('review.undo', { submission, command })),
    redo: () => run((command) => call('review.redo', { submission, command })),
    finalise: () => run((command) => call('review.finalise', { submission, command })),
    reopen: (reason) => run((command) => call('review.reopen', { submission, command, reason })),
  };
}

import type { Clock, Emit } from '#main/lib/ports.ts';

/** Milliseconds between two words on the bytes. */
const tellEvery = 100;
/** Bytes; of so much, every fiftieth is told as well: a fast disk passes a hundred megabytes between two such words. */
const large = 16 * 1024 * 1024;
const shares = 50;

export interface BytesProgress {
  /** So many bytes have to pass from now on. */
  ahead(bytes: number): void;
  passed(bytes: number): void;
}

/** Of somebody who waits for a long work: may end it, and is told how far it is. */
export interface JobWatch extends BytesProgress {
  readonly signal: AbortSignal;
}

/** Tells how far a work is, some times a second; what is small, or has no bytes ahead, is told by its steps alone. */
export function bytesProgress(
  { emit, clock }: { readonly emit: Emit; readonly clock: Clock },
  job: string,
): BytesProgress {
  let [done, total, told, last] = [0, 0, 0, clock.now()];
  return {
    ahead: (bytes) => {
      total = bytes === 0 ? 0 : done + bytes;
    },
    passed: (bytes) => {
      done += bytes;
      if (total === 0) return;
      const isShare = total >= large && (done - told) * shares >= total;
      if (!isShare && clock.now() - last < tellEvery) return;
      [told, last] = [done, clock.now()];
      emit('progress', { job, done: Math.min(done, total), total, unit: 'bytes' });
    },
  };
}

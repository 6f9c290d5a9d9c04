import { AppError } from '#common/contract/failures.ts';

export interface Jobs {
  /** Runs `work` until it ends or somebody stops it. */
  run<T>(id: string, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  cancel(id: string): void;
  /** The library closes: nothing goes on. */
  stopAll(): void;
}

/** The long jobs that run, by the id that the page gave them. */
export function createJobs(): Jobs {
  const running = new Map<string, AbortController>();
  return {
    async run(id, work) {
      const stop = new AbortController();
      running.set(id, stop);
      try {
        return await work(stop.signal);
      } finally {
        running.delete(id);
      }
    },
    cancel: (id) => running.get(id)?.abort(new AppError('cancelled')),
    stopAll() {
      for (const stop of running.values()) stop.abort(new AppError('library.locked'));
    },
  };
}

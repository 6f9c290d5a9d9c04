/** Resolves after `ms`, earlier when `wake` is called; throws the signal's reason when it is aborted. */
export interface Sleeper {
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** Ends all waits: the person says "now", or the line is back. */
  wake(): void;
}

export function createSleeper(): Sleeper {
  const waiting = new Set<() => void>();
  return {
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const end = (settle: () => void) => {
          clearTimeout(timer);
          waiting.delete(onWake);
          signal.removeEventListener('abort', onAbort);
          settle();
        };
        const onWake = () => end(resolve);
        const onAbort = () => end(() => reject(signal.reason as Error));
        const timer = setTimeout(onWake, ms);
        if (signal.aborted) {
          onAbort();
          return;
        }
        waiting.add(onWake);
        signal.addEventListener('abort', onAbort, { once: true });
      }),
    wake() {
      for (const one of [...waiting]) one();
    },
  };
}

import { fileURLToPath } from 'node:url';
import { Worker, type ResourceLimits } from 'node:worker_threads';

/** Beside the module `base` in the source; where the build put it beside the bundle; never inside an installer's archive. */
export const threadFile = (base: string, source: string, built: string): string =>
  fileURLToPath(new URL(base.endsWith('.ts') ? source : built, base)).replace(
    /([\\/]app\.asar)([\\/])/,
    '$1.unpacked$2',
  );

interface ThreadJob {
  readonly file: string;
  readonly data: unknown;
  readonly memory: ResourceLimits;
  /** Milliseconds. */
  readonly patience: number;
  /** Bytes that the whole program may hold meanwhile: what is unpacked is not counted by the thread's own limits. */
  readonly rss?: number;
}

/**
 * The one thing that a thread says; null where it fails, ends without a word, or takes too long or too much memory. It is
 * ended in any case: what it reads may be hostile.
 */
export function runInThread({ file, data, memory, patience, rss = Infinity }: ThreadJob): Promise<unknown> {
  return new Promise((resolve) => {
    const worker = new Worker(file, { workerData: data, resourceLimits: memory, env: {}, execArgv: [] });
    const end = (answer: unknown) => {
      clearTimeout(timer);
      clearInterval(watch);
      resolve(answer);
      void worker.terminate();
    };
    const fail = () => end(null);
    const timer = setTimeout(fail, patience);
    const watch = setInterval(() => {
      if (process.memoryUsage.rss() > rss) fail();
    }, 50);
    worker.once('message', end);
    worker.once('error', fail);
    worker.once('exit', fail);
  });
}

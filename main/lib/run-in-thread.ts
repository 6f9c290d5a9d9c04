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
  /** Aborted, the thread is ended. */
  readonly signal?: AbortSignal;
  /** True of a word that is not the last one. */
  readonly heed?: (word: unknown) => boolean;
}

type ThreadEnd =
  | { readonly kind: 'said'; readonly word: unknown }
  /** It took too long, too much memory, or ended without a word. */
  | { readonly kind: 'time' | 'memory' | 'crash' };

/**
 * Runs a thread until it has said its last word. It is ended in any case: what it reads may be hostile. Throws the
 * signal's reason once that is aborted.
 */
export function watchThread(job: ThreadJob): Promise<ThreadEnd> {
  const { file, data, memory, patience, rss = Infinity, signal, heed = () => false } = job;
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const worker = new Worker(file, { workerData: data, resourceLimits: memory, env: {}, execArgv: [] });
    const stop = () => {
      clearTimeout(timer);
      clearInterval(watch);
      signal?.removeEventListener('abort', cancel);
      void worker.terminate();
    };
    const end = (how: ThreadEnd) => {
      stop();
      resolve(how);
    };
    const cancel = () => {
      stop();
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => end({ kind: 'time' }), patience);
    const watch = setInterval(() => {
      if (process.memoryUsage.rss() > rss) end({ kind: 'memory' });
    }, 50);
    signal?.addEventListener('abort', cancel, { once: true });
    worker.on('message', (word: unknown) => {
      if (!heed(word)) end({ kind: 'said', word });
    });
    worker.once('error', (error) => {
      const isMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      end({ kind: isMemory ? 'memory' : 'crash' });
    });
    worker.once('exit', () => end({ kind: 'crash' }));
  });
}

/** The one thing that a thread says; null where it fails, ends without a word, or takes too long or too much memory. */
export async function runInThread(job: Omit<ThreadJob, 'signal' | 'heed'>): Promise<unknown> {
  const end = await watchThread(job);
  return end.kind === 'said' ? end.word : null;
}

import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { TrustFile } from '#main/lib/signing/trust-anchors.ts';
import type { Examination } from './examined.ts';

/** Why an examination ended without a verdict. */
export type ExamineFailure = 'time' | 'memory' | 'crash' | 'disk';
export type ExamineAnswer =
  { readonly ok: true; readonly examination: Examination } | { readonly ok: false; readonly why: ExamineFailure };

export interface ExaminerOptions {
  /** First file of the threads. */
  readonly file?: string;
  /** Milliseconds that a package of this many bytes may take. */
  readonly patience?: (size: number) => number;
  readonly heapMb?: number;
  readonly trust?: readonly TrustFile[];
}

/** A thread verifies some 100 MB in a second; a hundredth of that is a disk on its last legs. */
const patienceFor = (size: number): number => 60_000 + size / 1_000;

/** Beside this file in the source, beside the bundle when built. */
const workerFile = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? 'intake-worker.ts' : 'intake-worker.mjs', import.meta.url),
);

/**
 * Threads that verify packages. One that hangs, runs out of memory or crashes is ended, costs only the package that it
 * had in hand, and is replaced by a fresh one for the next.
 */
export function createExaminers({
  file = workerFile,
  patience = patienceFor,
  heapMb = 768,
  trust = [],
}: ExaminerOptions = {}) {
  const idle: Worker[] = [];

  function start(): Worker {
    const resourceLimits = { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 };
    const worker = new Worker(file, { resourceLimits, env: {}, execArgv: [], workerData: { trust } });
    // Without a listener, what a thread says while it is being ended would end the program.
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      const at = idle.indexOf(worker);
      if (at !== -1) idle.splice(at, 1);
    });
    return worker;
  }

  return {
    examine: (path: string, size: number): Promise<ExamineAnswer> =>
      new Promise((resolve) => {
        const worker = idle.pop() ?? start();
        const end = (answer: ExamineAnswer, keep: boolean): void => {
          clearTimeout(timer);
          worker.off('message', receive).off('error', broke).off('exit', ended);
          if (keep) idle.push(worker);
          else void worker.terminate();
          resolve(answer);
        };
        const receive = (answer: ExamineAnswer) => end(answer, true);
        const broke = (error: Error & { readonly code?: string }) =>
          end({ ok: false, why: error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'crash' }, false);
        const ended = () => end({ ok: false, why: 'crash' }, false);
        const timer = setTimeout(() => end({ ok: false, why: 'time' }, false), patience(size));
        worker.on('message', receive).on('error', broke).on('exit', ended);
        worker.postMessage(path);
      }),

    close: async (): Promise<void> => {
      await Promise.all(idle.splice(0).map((worker) => worker.terminate()));
    },
  };
}

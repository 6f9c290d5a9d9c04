import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { PdfAnswer, PdfJob } from './pdf-job.ts';

/** Milliseconds; 200 MB of scans take some five seconds. */
const patience = 60_000;
const memory = { maxOldGenerationSizeMb: 1536, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 };
/** What the program may grow by meanwhile: unpacked streams are not counted by the thread's own limits. */
const growth = 1024 * 1024 * 1024;

/** Beside this file in the source, in `workers` beside the bundle when built; never inside an installer's archive. */
const workerFile = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? 'annotate-worker.ts' : 'workers/annotate-worker.mjs', import.meta.url),
).replace(/([\\/]app\.asar)([\\/])/, '$1.unpacked$2');

/** Evidence is hostile: a thread that takes too long or too much memory is ended, and the file counts as damaged. */
export function runAnnotate(job: PdfJob, limits = { patience, growth }): Promise<PdfAnswer> {
  return new Promise((resolve) => {
    const allowed = process.memoryUsage.rss() + 4 * job.bytes.length + limits.growth;
    const worker = new Worker(workerFile, { workerData: job, resourceLimits: memory, env: {}, execArgv: [] });
    const end = (answer: PdfAnswer) => {
      clearTimeout(timer);
      clearInterval(watch);
      resolve(answer);
      void worker.terminate();
    };
    const fail = () => end({ kind: 'failed', reason: 'damaged' });
    const timer = setTimeout(fail, limits.patience);
    const watch = setInterval(() => {
      if (process.memoryUsage.rss() > allowed) fail();
    }, 50);
    worker.once('message', (answer: PdfAnswer) => end(answer));
    worker.once('error', fail);
    worker.once('exit', fail);
  });
}

import { runInThread, threadFile } from '#main/lib/run-in-thread.ts';
import type { PdfAnswer, PdfJob } from './pdf-job.ts';

/** Milliseconds; 200 MB of scans take some five seconds. */
const patience = 60_000;
const memory = { maxOldGenerationSizeMb: 1536, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 };
/** What the program may grow by meanwhile: unpacked streams are not counted by the thread's own limits. */
const growth = 1024 * 1024 * 1024;

const file = threadFile(import.meta.url, 'annotate-worker.ts', 'workers/annotate-worker.mjs');

const weightOf = ({ source }: PdfJob): number =>
  source.kind === 'file' ? source.bytes.length : source.redacted.reduce((sum, { pdf }) => sum + pdf.length, 0);

/** Evidence is hostile: a thread that takes too long or too much memory is ended, and the file counts as damaged. */
export async function runAnnotate(job: PdfJob, limits = { patience, growth }): Promise<PdfAnswer> {
  const rss = process.memoryUsage.rss() + 4 * weightOf(job) + limits.growth;
  const answer = await runInThread({ file, data: job, memory, patience: limits.patience, rss });
  return (answer as PdfAnswer | null) ?? { kind: 'failed', reason: 'damaged' };
}

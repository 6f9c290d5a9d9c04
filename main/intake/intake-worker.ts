import { parentPort } from 'node:worker_threads';
import { examine } from './examine.ts';
import type { ExamineAnswer } from './examiners.ts';

async function answerOf(path: string): Promise<ExamineAnswer> {
  try {
    return { ok: true, examination: await examine(path) };
  } catch (error) {
    return { ok: false, why: error instanceof Error && 'syscall' in error ? 'disk' : 'crash' };
  }
}

/** One file after another, until the centre ends the thread. */
parentPort?.on('message', (path: string) => void answerOf(path).then((answer) => parentPort?.postMessage(answer)));

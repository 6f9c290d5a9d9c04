import { parentPort, workerData } from 'node:worker_threads';
import { trustAnchorsOf, type TrustFile } from '#main/lib/signing/trust-anchors.ts';
import { examine } from './examine.ts';
import type { ExamineAnswer } from './examiners.ts';

const { trust } = workerData as { readonly trust: readonly TrustFile[] };
const anchors = trust.length === 0 ? null : trustAnchorsOf(trust);

async function answerOf(path: string): Promise<ExamineAnswer> {
  try {
    return { ok: true, examination: await examine(path, anchors) };
  } catch (error) {
    return { ok: false, why: error instanceof Error && 'syscall' in error ? 'disk' : 'crash' };
  }
}

/** One file after another, until the centre ends the thread. */
parentPort?.on('message', (path: string) => void answerOf(path).then((answer) => parentPort?.postMessage(answer)));

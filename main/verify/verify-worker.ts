import { parentPort, workerData } from 'node:worker_threads';
import { trustedOf } from '#main/lib/signing/trust-anchors.ts';
import { verifyPackage } from './verify-file.ts';
import type { VerifyAnswer, VerifyRequest } from './verify-in-thread.ts';

/** Milliseconds between two words on how far it is. */
const tellEvery = 100;

const tell = (answer: VerifyAnswer): void => parentPort?.postMessage(answer);

let [done, last] = [0, 0];
function passed(bytes: number, total: number): void {
  done += bytes;
  if (Date.now() - last < tellEvery) return;
  last = Date.now();
  tell({ kind: 'progress', done: Math.min(done, total), total });
}

/** One package, then the thread ends. It is ended from outside, so nobody stops it from within. */
const { path, now, trusted } = workerData as VerifyRequest;
const watch = { signal: new AbortController().signal, passed };
tell({ kind: 'done', report: await verifyPackage(path, { now: () => now, ...trustedOf(trusted), watch }) });

import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Text } from '#common/domain/text.ts';
import type { VerifyReport } from '#common/domain/verdict.ts';
import { threadFile, watchThread } from '#main/lib/run-in-thread.ts';
import type { TrustFiles } from '#main/lib/signing/trust-anchors.ts';
import { createFindingLog, say } from './finding-log.ts';

export interface VerifyRequest {
  readonly path: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** As bytes: what was parsed cannot go to another thread. */
  readonly trusted: TrustFiles;
}

export type VerifyAnswer =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly report: VerifyReport };

interface VerifyOptions {
  readonly signal?: AbortSignal;
  /** Bytes that were read, out of how many. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Milliseconds that a package of this many bytes may take. */
  readonly patience?: (size: number) => number;
  /** Bytes that the program may grow by meanwhile. */
  readonly growth?: number;
}

/** Some 100 MB are verified in a second; a hundredth of that is a disk on its last legs. */
const patienceFor = (size: number): number => 60_000 + size / 1_000;
const memory = { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 };
const usualGrowth = 1.5 * 1024 ** 3;

const file = threadFile(import.meta.url, 'verify-worker.ts', 'workers/verify-worker.mjs');

const brokenOff = {
  time: say('ตรวจไม่เสร็จ เพราะใช้เวลานานเกินกำหนด', 'The check was ended: it took too long.'),
  memory: say('ตรวจไม่เสร็จ เพราะใช้หน่วยความจำเกินกำหนด', 'The check was ended: it took too much memory.'),
  crash: say('ตรวจไม่เสร็จ เพราะตัวตรวจหยุดกลางคัน', 'The check broke off.'),
} as const satisfies Record<string, Text>;

/** What can be said of a package on which the check was ended. */
function unreadable(why: keyof typeof brokenOff, path: string, size: number): VerifyReport {
  const log = createFindingLog();
  log.error('structure', `container.${why}`, brokenOff[why]);
  log.close('structure', brokenOff[why]);
  const { checks, findings } = log;
  const nothing = { audience: 'full', closing: 'unsaid', signers: [], content: null } as const;
  return { file: basename(path), size, verdict: 'unreadable', checks, findings, ...nothing };
}

/**
 * Verifies as `verifyPackage` does, in a thread that is ended when it takes too long or too much memory: a file from
 * anywhere must not freeze the window. Such a file counts as unreadable. Throws the signal's reason once that is aborted.
 */
export async function verifyInThread(request: VerifyRequest, options: VerifyOptions = {}): Promise<VerifyReport> {
  const { signal, onProgress = () => undefined, patience = patienceFor, growth = usualGrowth } = options;
  const { path } = request;
  const size = await stat(path).then(
    (facts) => facts.size,
    () => 0,
  );
  const end = await watchThread({
    ...{ file, data: request, memory, patience: patience(size), rss: process.memoryUsage.rss() + growth },
    ...(signal === undefined ? {} : { signal }),
    heed: (word) => {
      const answer = word as VerifyAnswer;
      if (answer.kind === 'progress') onProgress(answer.done, answer.total);
      return answer.kind === 'progress';
    },
  });
  if (end.kind !== 'said') return unreadable(end.kind, path, size);
  const answer = end.word as VerifyAnswer;
  return answer.kind === 'done' ? answer.report : unreadable('crash', path, size);
}

import type { AppError } from '#common/contract/failures.ts';
import { isAppError, type Failure, type FailureCode } from '#common/contract/failures.ts';
import type { EvidenceItem } from '#common/domain/submission.ts';
import type { Circuit } from '#main/lib/http/circuit.ts';
import { isPassing } from '#main/lib/http/line-failure.ts';
import type { BlobStore, PartialBlob } from '#main/storage/library.ts';
import { receive, type FileMemory, type Receiving } from './receive.ts';
import type { Sleeper } from '#main/lib/sleeper.ts';

export type FileOutcome =
  | { readonly kind: 'ready' }
  /** Twice not what the manifest says. */
  | { readonly kind: 'differs'; readonly failure: Failure }
  /** The server does not give it. */
  | { readonly kind: 'missing'; readonly failure: Failure };

export interface FetchContext extends Receiving {
  readonly blobs: BlobStore;
  /** Digests of what was in the store before. */
  readonly here: ReadonlySet<string>;
  readonly circuit: Circuit;
  readonly sleeper: Sleeper;
  /** Whether other files can be had just now: a file that alone fails is that file's fault. */
  othersWork(): Promise<boolean>;
  /** The line works: ends the waits of all. */
  onLine(): void;
  /** The line, not the file, is what is waited for. */
  onWait(retryAt: string | null, failure: Failure): void;
}

/** Tries without a single new byte, while the server answers other requests. */
const fruitlessTries = 6;
/** "Retried once from zero." */
const mismatches = 2;

/** These say something about the sign-in, the server or the disk: no file can be had, so the whole download stops. */
const general: readonly FailureCode[] = [
  'sign-in.required',
  'sign-in.failed',
  'server.none',
  'server.certificate',
  'library.locked',
  'storage.disk-full',
  'storage.read-only',
];

/**
 * Brings one file into the store over as many requests as it takes, each from the byte where the last one stopped. One bad
 * file ends in an outcome and never stops the others; an aborted signal suspends it and throws the signal's reason.
 */
export async function fetchFile(path: string, item: EvidenceItem, context: FetchContext): Promise<FileOutcome> {
  const { blobs, here, signal, onBytes } = context;
  signal.throwIfAborted();
  if (here.has(item.sha256)) {
    onBytes(item.size);
    return { kind: 'ready' };
  }
  const partial = await blobs.resume({ sha256: item.sha256, size: item.size });
  onBytes(partial.position);
  try {
    return await persist(partial, path, item, context);
  } finally {
    await leave(partial);
  }
}

async function persist(
  first: PartialBlob,
  path: string,
  item: EvidenceItem,
  context: FetchContext,
): Promise<FileOutcome> {
  const { blobs, onBytes } = context;
  const memory: FileMemory = { tag: null };
  let partial = first;
  let wrong = 0;
  let fruitless = 0;
  try {
    for (;;) {
      await waitForLine(context);
      const from = partial.position;
      try {
        await receive(partial, path, item, memory, context);
        await partial.finish();
        context.onLine();
        return { kind: 'ready' };
      } catch (error) {
        context.signal.throwIfAborted();
        if (!isAppError(error)) throw error;
        if (error.code === 'file.unreadable') {
          wrong += 1;
          onBytes(-partial.position);
          memory.tag = null;
          await partial.discard();
          if (wrong === mismatches) return { kind: 'differs', failure: differs(error) };
          partial = await blobs.resume({ sha256: item.sha256, size: item.size });
          continue;
        }
        if (general.includes(error.code)) throw error;
        if (!isPassing(error)) return { kind: 'missing', failure: refused(error) };
        if (partial.position > from) fruitless = 0;
        else if (await isFilesFault(error, context)) fruitless += 1;
        if (fruitless === fruitlessTries)
          return { kind: 'missing', failure: { code: error.code, details: error.details } };
        await backOff(error, partial.position > from, context);
      }
    }
  } finally {
    if (partial !== first) await leave(partial);
  }
}

/** For another try; where nothing came, nothing is left. */
const leave = (partial: PartialBlob): Promise<void> => (partial.position === 0 ? partial.discard() : partial.suspend());

const differs = ({ details }: AppError): Failure => ({ code: 'download.file-differs', details });

/** 404 and 410 mean the file; a forbidden redirect or a refusal say themselves. */
const refused = ({ code, details }: AppError): Failure =>
  code === 'server.refused' && (details.status === 404 || details.status === 410)
    ? { code: 'download.file-missing', details }
    : { code, details };

async function waitForLine({ circuit, sleeper, signal, now }: FetchContext): Promise<void> {
  signal.throwIfAborted();
  for (let ms = circuit.admit(now()); ms > 0; ms = circuit.admit(now())) await sleeper.sleep(ms, signal);
}

async function isFilesFault(error: AppError, context: FetchContext): Promise<boolean> {
  if (error.code === 'server.busy') return false;
  return context.othersWork();
}

async function backOff(error: AppError, progressed: boolean, context: FetchContext): Promise<void> {
  const { circuit, sleeper, signal, now, onWait } = context;
  const { waitMs } = error.details;
  // A line that is cut now and then, but brings bytes each time, is not made slower by waiting.
  if (progressed && typeof waitMs !== 'number') context.onLine();
  const wait = circuit.failed(now(), typeof waitMs === 'number' ? waitMs : null);
  if (circuit.retryAt !== null) onWait(circuit.retryAt, { code: error.code, details: error.details });
  await sleeper.sleep(wait, signal);
}

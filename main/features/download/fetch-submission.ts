import { statfs } from 'node:fs/promises';
import { AppError, isAppError, type Failure } from '#common/contract/failures.ts';
import type { EvidenceItem } from '#common/domain/submission.ts';
import type { SignedManifest } from '#main/lib/manifest-jws.ts';
import type { BlobStore } from '#main/storage/library.ts';
import { fetchFile, type FetchContext, type FileOutcome } from './fetch-file.ts';
import type { FileProblem } from './queries.ts';

export interface Plan {
  readonly signed: SignedManifest;
  /** Each content once: a submission attaches the same annex to many indicators. */
  readonly items: readonly EvidenceItem[];
  readonly bytes: number;
}

/** Throws AppError('bundle.bad-manifest') when one content has two sizes: it would be looked for again and again. */
export function planOf(signed: SignedManifest): Plan {
  const items = new Map<string, EvidenceItem>();
  for (const item of signed.manifest.evidence) {
    const same = items.get(item.sha256);
    if (same !== undefined && same.size !== item.size)
      throw new AppError('bundle.bad-manifest', { reason: 'size-twice', path: item.path });
    if (same === undefined) items.set(item.sha256, item);
  }
  return { signed, items: [...items.values()], bytes: sum([...items.values()]) };
}

const sum = (items: readonly EvidenceItem[]): number => items.reduce((total, { size }) => total + size, 0);

/**
 * Files at a time: some more than there are connections, so that those are in use while others are flushed to the disk. On a bad
 * line the time to the first byte rules, so some wait while others flow.
 */
const workers = 12;
/** Left free, so that the person can go on working: bytes. */
const reserve = 256 * 1024 ** 2;

/**
 * Digests of what is in the store already. Throws AppError('download.no-room') when what is still missing would fill the
 * disk.
 */
export async function checkRoom(folder: string, blobs: BlobStore, { items }: Plan): Promise<ReadonlySet<string>> {
  const here = await blobs.present(items);
  const missing = items.filter(({ sha256 }) => !here.has(sha256));
  const { bavail, bsize } = await statfs(folder);
  const needed = sum(missing) + reserve;
  if (missing.length > 0 && needed > bavail * bsize)
    throw new AppError('download.no-room', { needed, free: bavail * bsize });
  return here;
}

type FileContext = Omit<FetchContext, 'othersWork'> & {
  /** Whether the server answers. */
  serverWorks(): Promise<boolean>;
  readonly onFile: (problem: FileProblem | null) => void;
};

/** What became of the contents, by digest. */
export type Outcomes = ReadonlyMap<string, FileOutcome>;

/** Brings all files of a submission into the store. Throws only what concerns all of them. */
export async function fetchFiles(submission: string, { items }: Plan, context: FileContext): Promise<Outcomes> {
  const outcomes = new Map<string, FileOutcome>();
  const queue = [...items];
  // A failure of one worker ends the others: they would only meet the same.
  const stop = new AbortController();
  const signal = AbortSignal.any([context.signal, stop.signal]);
  const othersWork = async () =>
    (outcomes.size === items.length - 1 || [...outcomes.values()].some(({ kind }) => kind === 'ready')) &&
    (await context.serverWorks());
  async function work(): Promise<void> {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      const path = `v1/submissions/${submission}/evidence/${item.id}`;
      const outcome = await fetchFile(path, item, { ...context, signal, othersWork });
      outcomes.set(item.sha256, outcome);
      context.onFile(
        outcome.kind === 'ready' ? null : { evidence: item.id, title: item.title, failure: outcome.failure },
      );
    }
  }
  const results = await Promise.allSettled(
    Array.from({ length: Math.min(workers, items.length) }, () =>
      work().catch((error: unknown) => {
        stop.abort(error);
        throw error;
      }),
    ),
  );
  context.signal.throwIfAborted();
  for (const result of results) if (result.status === 'rejected') throw firstCause(result.reason, stop.signal);
  return outcomes;
}

/** Several workers fail together; the first failure is the one to tell. */
const firstCause = (reason: unknown, signal: AbortSignal): Error => {
  const cause: unknown = signal.aborted ? signal.reason : reason;
  return cause instanceof Error ? cause : new Error(String(cause));
};

export const failureOf = (error: unknown): Failure | null =>
  isAppError(error) ? { code: error.code, details: error.details } : null;

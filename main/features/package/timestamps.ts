import type { PackageRecord } from '#common/contract/channels/package.ts';
import { AppError, isAppError } from '#common/contract/failures.ts';
import { timestampAsice } from '#main/lib/asice/timestamp-asice.ts';
import { isPassing } from '#main/lib/http/line-failure.ts';
import type { Clock, Emit } from '#main/lib/ports.ts';
import type { AskAuthority } from '#main/lib/signing/request-timestamp.ts';
import type { Trusted } from '#main/lib/signing/trust-anchors.ts';
import { openStrictZipFrom } from '#main/lib/zip/strict-zip-source.ts';
import type { OpenLibrary } from '#main/storage/library.ts';
import { packageLimits, verifySource } from '#main/verify/verify-package.ts';
import * as queries from './queries.ts';
import { blobSource, watchedStream } from './blob-bytes.ts';

export interface TimestampDeps {
  /** The open library; throws 'library.locked'. */
  current(): Pick<OpenLibrary, 'db' | 'vault' | 'blobs'>;
  readonly clock: Clock;
  readonly emit: Emit;
  readonly trust: {
    /** Asks the authority that was set; null where none was. */
    authority(): Promise<AskAuthority | null>;
    trusted(): Promise<Trusted>;
  };
  defect(where: string, error: unknown): void;
}

/** Between two tries of itself while the authority cannot be reached: the laptop is in a village, or on the way home. */
const firstPause = 60_000;
const longestPause = 30 * 60_000;

export interface StampWatch {
  readonly signal: AbortSignal;
  readonly onStep: (done: number, total: number) => void;
}

/** Asked, written, verified. */
const stampSteps = 3;
const unwatched = (): StampWatch => ({ signal: new AbortController().signal, onStep: () => undefined });

/** Timestamps for packages that were signed without network: by hand, or by itself once an authority can be reached. */
export function createTimestamps({ current, clock, emit, trust, defect }: TimestampDeps) {
  const running = new Map<string, { readonly work: Promise<PackageRecord>; readonly end: AbortController }>();
  let timer: NodeJS.Timeout | null = null;
  let pause = firstPause;

  /**
   * The container is written anew beside the old one and verified; one transaction puts it in its place. Throws
   * 'timestamp.no-authority', 'timestamp.refused', 'timestamp.untrusted', and the failures of the line; then the package is as it was.
   */
  async function upgrade(id: string, { signal, onStep }: StampWatch): Promise<PackageRecord> {
    const { db, vault, blobs } = current();
    const ask = await trust.authority();
    if (ask === null) throw new AppError('timestamp.no-authority');
    const stored = await queries.readPackage(db, vault, id);
    if (stored === null) throw new AppError('package.unknown');
    if (stored.record.timestamp !== null) return stored.record;
    const watch = { signal, passed: () => undefined };
    onStep(0, stampSteps);
    const zip = await openStrictZipFrom(blobSource(blobs, stored.sha256, stored.record.size), packageLimits);
    const stamped = await timestampAsice(zip, (request) => ask(request, signal));
    onStep(1, stampSteps);
    const timestamp = stamped?.timestamps[0];
    if (stamped === null || timestamp === undefined) return stored.record;
    const made = new Set(stamped.timestamps.map(({ fingerprint }) => fingerprint));
    const { sha256, size } = await blobs.add(watchedStream(stamped.container, watch));
    onStep(2, stampSteps);
    try {
      const source = blobSource(blobs, sha256, size);
      const { trustTime } = await trust.trusted();
      const { verdict, signers } = await verifySource(stored.record.fileName, source, {
        ...{ now: () => clock.now(), watch },
        ...(trustTime === undefined ? {} : { trustTime }),
      });
      if (verdict !== 'valid') throw new AppError('timestamp.refused', { reason: 'package' });
      const isStrange = signers.some(({ timestamp: one }) => one?.trusted === false && made.has(one.fingerprint));
      if (isStrange) throw new AppError('timestamp.untrusted', { authority: timestamp.authority });
      const { at, authority } = timestamp;
      const record = { ...stored.record, size, timestamp: { at, authority, checked: trustTime !== undefined } };
      const isKept = await db.write(async (tx) => {
        const now = await queries.readPackage(tx, vault, id);
        // It may have been removed, with its submission, while the authority was asked.
        if (now === null) throw new AppError('package.unknown');
        if (now.sha256 !== stored.sha256) return false;
        await queries.updatePackage(tx, vault, { record, sha256 });
        return true;
      });
      if (!isKept) {
        // Somebody signed meanwhile: that is what has to be stamped.
        await blobs.remove(sha256).catch((error: unknown) => defect('timestamps', error));
        return await upgrade(id, { signal, onStep });
      }
      await blobs.remove(stored.sha256).catch((error: unknown) => defect('timestamps', error));
      onStep(stampSteps, stampSteps);
      emit('changed', { what: 'packages', id: record.submission });
      return record;
    } catch (error) {
      if (sha256 !== stored.sha256) await blobs.remove(sha256).catch(() => undefined);
      throw error;
    }
  }

  /** Asked twice it is stamped once; whoever cancels ends it for both. */
  function timestamp(id: string, watch: StampWatch = unwatched()): Promise<PackageRecord> {
    const before = running.get(id);
    if (before !== undefined) {
      watch.signal.addEventListener('abort', () => before.end.abort(watch.signal.reason), { once: true });
      return before.work;
    }
    const end = new AbortController();
    const signal = AbortSignal.any([end.signal, watch.signal]);
    const work = upgrade(id, { ...watch, signal }).finally(() => running.delete(id));
    running.set(id, { work, end });
    return work;
  }

  /** Tries every package that waits. The first that finds no line ends the round: the others would find none either. */
  async function round(): Promise<'done' | 'later'> {
    if ((await trust.authority()) === null) return 'done';
    const { db, vault } = current();
    const waiting = (await queries.listPackages(db, vault, null)).filter(({ record }) => record.timestamp === null);
    for (const { record } of waiting) {
      try {
        await timestamp(record.id);
      } catch (error) {
        if (isPassing(error)) return 'later';
        if (!isAppError(error)) throw error;
        if (error.code === 'library.locked') return 'done';
      }
    }
    return 'done';
  }

  function stop(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  }

  /** Begins a round now; while there is no line another follows after a pause that grows. Never throws. */
  async function wake(): Promise<void> {
    stop();
    const outcome = await round().catch((error: unknown) => {
      if (!isAppError(error)) defect('timestamps', error);
      return 'done';
    });
    if (outcome === 'done') {
      pause = firstPause;
      return;
    }
    stop();
    timer = setTimeout(() => void wake(), pause);
    timer.unref();
    pause = Math.min(pause * 2, longestPause);
  }

  return {
    timestamp,
    wake,
    /** Something tells that there may be a line again. */
    nudge: (): void => {
      if (timer !== null) void wake();
    },
    stop,
  };
}

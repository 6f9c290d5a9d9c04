import type { DownloadQueue } from '#common/contract/channels/download.ts';
import { AppError, type Failure } from '#common/contract/failures.ts';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import type { ServerAssignment } from '#common/formats/assessment-server.ts';
import type { Circuit } from '#main/lib/http/circuit.ts';
import { isBlocking } from '#main/lib/http/line-failure.ts';
import { reopenManifest } from '#main/lib/manifest-jws.ts';
import type { Clock, Emit } from '#main/lib/ports.ts';
import type { Database } from '#main/storage/database.ts';
import type { OpenLibrary } from '#main/storage/library.ts';
import { describeQueue, type Live } from './describe-queue.ts';
import type { DownloadSession } from './fetch-manifest.ts';
import { failureOf } from './fetch-submission.ts';
import { createMeter } from './meter.ts';
import type { QueuedDownload } from './queries.ts';
import { loadQueue, type DownloadQueueStore } from './queue.ts';
import { runDownload, type RunContext, type RunResult } from './run-download.ts';
import type { Sleeper } from '#main/lib/sleeper.ts';

export interface DownloadDeps {
  /** The open library; throws 'library.locked'. */
  current(): OpenLibrary;
  /** One for the server, whoever asks it: who finds the line back tells the others. */
  readonly circuit: Circuit;
  readonly sleeper: Sleeper;
  readonly session: DownloadSession;
  readonly clock: Clock;
  readonly emit: Emit;
  /** The list of work: which LAO a submission belongs to. Throws 'assignment.unknown'. */
  findAssignment(submission: string): Promise<ServerAssignment>;
  readonly submissions: Pick<RunContext, 'hasInstrument' | 'importFrom'> & {
    known(submission: string): ReturnType<RunContext['known']>;
    discard(digests: readonly string[]): Promise<void>;
  };
  defect(where: string, error: unknown): void;
}

/** Why the one that runs has to stop. */
type Stop = 'ordered' | 'closed';
interface Running {
  readonly submission: string;
  readonly controller: AbortController;
  readonly ended: Promise<void>;
}

/** Milliseconds between two words about progress. */
const tellEvery = 250;
/** A server that has something newer each time is not followed for ever. */
const mostRepeats = 3;

export type DownloadService = ReturnType<typeof createDownloads>;

/** The download queue: one submission after another, several files of it at a time. Survives restarts and cut lines. */
export function createDownloads(deps: DownloadDeps) {
  const { current, clock, emit } = deps;
  const { circuit, sleeper } = deps;
  let loaded: { readonly db: Database; readonly queue: Promise<DownloadQueueStore> } | null = null;
  let running: Running | null = null;
  let live: Live | null = null;
  let blocked: Failure | null = null;
  let looping = false;
  /** How often in a row the one that runs had to begin again. */
  let repeats = 0;
  /** Something changed while the loop was already deciding to end. */
  let again = false;

  function queueOf(): Promise<DownloadQueueStore> {
    const library = current();
    if (loaded?.db !== library.db) loaded = { db: library.db, queue: loadQueue(library) };
    return loaded.queue;
  }

  const changed = () => emit('changed', { what: 'downloads' });

  async function overview(): Promise<DownloadQueue> {
    const queue = await queueOf();
    return describeQueue(queue.all(), queue.paused, live, blocked);
  }

  async function tell(): Promise<void> {
    const { downloads, filesDone, bytesDone, rate, remaining } = await overview();
    const download = downloads.find(({ submission }) => submission === live?.submission);
    if (download !== undefined) emit('downloading', { download, filesDone, bytesDone, rate, remaining });
  }

  async function stop(submission: string | null): Promise<void> {
    if (running === null || (submission !== null && running.submission !== submission)) return;
    running.controller.abort(new AppError('cancelled', { why: 'ordered' satisfies Stop }));
    await running.ended;
  }

  /** Works the queue off; started by everything that may give it work. */
  function kick(): void {
    again = true;
    if (looping) return;
    looping = true;
    void loop()
      .catch((error: unknown) => {
        if (failureOf(error)?.code !== 'library.locked') deps.defect('download', error);
      })
      .finally(() => {
        looping = false;
        if (again && loaded !== null) kick();
      });
  }

  async function loop(): Promise<void> {
    for (;;) {
      again = false;
      const queue = await queueOf();
      const next = queue.paused || blocked !== null ? undefined : queue.all().find(({ state }) => state === 'queued');
      if (next === undefined) return;
      await run(queue, next);
      changed();
    }
  }

  async function run(queue: DownloadQueueStore, entry: QueuedDownload): Promise<void> {
    const { submission } = entry;
    const controller = new AbortController();
    let end: () => void = () => undefined;
    running = { submission, controller, ended: new Promise((resolve) => (end = resolve)) };
    const timer = setInterval(() => void tell().catch(() => undefined), tellEvery);
    try {
      const result = await runDownload(await contextFor(queue, entry, controller.signal));
      repeats = result.kind === 'again' ? repeats + 1 : 0;
      if (repeats > mostRepeats) throw new AppError('server.bad-answer', { reason: 'changing' });
      await settle(queue, submission, result);
    } catch (error) {
      repeats = 0;
      if (!controller.signal.aborted) await settleFailed(queue, submission, error);
      else await keepProgress(queue, submission).catch(() => undefined);
    } finally {
      clearInterval(timer);
      running = null;
      live = null;
      end();
    }
  }

  async function contextFor(
    queue: DownloadQueueStore,
    entry: QueuedDownload,
    signal: AbortSignal,
  ): Promise<RunContext> {
    const { submission } = entry;
    const { blobs, folder } = current();
    const meter = createMeter(clock.now);
    let state: Live = { submission, filesDone: 0, bytesDone: 0, rate: null, retryAt: null, failure: null };
    const show = (next: Partial<Live>) => {
      live = state = { ...state, ...next, rate: meter.rate() };
    };
    show({});
    changed();
    return {
      submission,
      assignment: await deps.findAssignment(submission),
      session: deps.session,
      folder,
      blobs,
      circuit,
      sleeper,
      signal,
      now: clock.now,
      known: () => deps.submissions.known(submission),
      hasInstrument: deps.submissions.hasInstrument,
      importFrom: deps.submissions.importFrom,
      async onPlan({ signed, items, bytes }) {
        await dropStale(queue, submission, signed.manifest);
        await queue.put({
          ...(queue.find(submission) ?? entry),
          revision: signed.manifest.revision,
          manifest: signed.jws,
          files: items.length,
          bytes,
          failure: null,
          problems: [],
        });
        show({ filesDone: 0, bytesDone: 0 });
        changed();
      },
      async onRefused() {
        const fetched = queue.find(submission);
        if (fetched === undefined) return;
        await removeFetched(queue, submission, fetched.manifest);
        await queue.put({ ...fetched, manifest: null });
        show({ filesDone: 0, bytesDone: 0 });
      },
      onBytes: (bytes) => show({ bytesDone: state.bytesDone + bytes }),
      onReceived: (bytes) => {
        meter.add(bytes);
        if (state.retryAt !== null) show({ retryAt: null, failure: null });
      },
      onFile: () => show({ filesDone: state.filesDone + 1 }),
      onWait: (retryAt, failure) => show({ retryAt, failure }),
      onLine() {
        if (circuit.succeeded()) sleeper.wake();
        if (state.retryAt !== null) show({ retryAt: null, failure: null });
      },
    };
  }

  /** A newer manifest: what was begun for files that it no longer names is of no use. */
  async function dropStale(queue: DownloadQueueStore, submission: string, next: SubmissionManifest): Promise<void> {
    const before = queue.find(submission)?.manifest ?? null;
    if (before === null) return;
    const wanted = new Set(next.evidence.map(({ sha256 }) => sha256));
    const stale = digestsOf(before).filter((digest) => !wanted.has(digest));
    for (const digest of stale) await current().blobs.dropPartial(digest);
    await discard(queue, submission, stale);
  }

  /** Contents that neither a submission here nor another place in the queue needs. */
  async function discard(queue: DownloadQueueStore, submission: string, digests: readonly string[]): Promise<void> {
    const others = new Set(
      queue
        .all()
        .flatMap((one) => (one.submission === submission || one.manifest === null ? [] : digestsOf(one.manifest))),
    );
    await deps.submissions.discard(digests.filter((digest) => !others.has(digest)));
  }

  async function settle(queue: DownloadQueueStore, submission: string, result: RunResult): Promise<void> {
    const entry = queue.find(submission);
    if (entry === undefined || result.kind === 'again') return;
    if (result.kind !== 'incomplete') return queue.remove(submission);
    await queue.put({ ...withProgress(entry), state: 'failed', failure: null, problems: [...result.problems] });
  }

  async function settleFailed(queue: DownloadQueueStore, submission: string, error: unknown): Promise<void> {
    const failure = failureOf(error) ?? { code: 'internal', details: {} };
    if (failureOf(error) === null) deps.defect('download', error);
    if (failure.code === 'library.locked') return;
    const entry = queue.find(submission);
    if (entry === undefined) return;
    if (isBlocking(failure)) {
      blocked = failure;
      await queue.put(withProgress(entry));
    } else await queue.put({ ...withProgress(entry), state: 'failed', failure });
  }

  const withProgress = (entry: QueuedDownload): QueuedDownload =>
    live?.submission === entry.submission ? { ...entry, filesDone: live.filesDone, bytesDone: live.bytesDone } : entry;

  async function keepProgress(queue: DownloadQueueStore, submission: string): Promise<void> {
    const entry = queue.find(submission);
    if (entry !== undefined) await queue.put(withProgress(entry));
  }

  async function afterOrder(): Promise<DownloadQueue> {
    kick();
    changed();
    return overview();
  }

  function goOn(): void {
    blocked = null;
    circuit.reset();
    sleeper.wake();
  }

  const wanted = (queue: DownloadQueueStore, submission: string): QueuedDownload => {
    const entry = queue.find(submission);
    if (entry === undefined) throw new AppError('download.unknown');
    return entry;
  };

  return {
    queue: overview,

    async add(submissions: readonly string[]): Promise<DownloadQueue> {
      const queue = await queueOf();
      const last = queue.all().at(-1)?.order ?? 0;
      const fresh = [...new Set(submissions)].filter((submission) => queue.find(submission) === undefined);
      const entries = await Promise.all(
        fresh.map(async (submission, index) =>
          newEntry(await deps.findAssignment(submission), submission, last + 1 + index),
        ),
      );
      await queue.put(...entries);
      // Whatever it waited for: the person wants it now.
      goOn();
      return afterOrder();
    },

    async pause(submission: string | null): Promise<DownloadQueue> {
      const queue = await queueOf();
      if (submission === null) await queue.setPaused(true);
      else await queue.put({ ...wanted(queue, submission), state: 'paused' });
      await stop(submission);
      return afterOrder();
    },

    async resume(submission: string | null): Promise<DownloadQueue> {
      const queue = await queueOf();
      const chosen = submission === null ? queue.all() : [wanted(queue, submission)];
      await queue.put(...chosen.map((entry) => ({ ...entry, state: 'queued' as const, failure: null })));
      if (queue.paused) await queue.setPaused(false);
      goOn();
      return afterOrder();
    },

    async cancel(submission: string): Promise<DownloadQueue> {
      const queue = await queueOf();
      const { manifest } = wanted(queue, submission);
      await queue.remove(submission);
      await stop(submission);
      await removeFetched(queue, submission, manifest);
      return afterOrder();
    },

    async first(submission: string): Promise<DownloadQueue> {
      const queue = await queueOf();
      const entry = wanted(queue, submission);
      const front = queue.all()[0]?.order ?? 0;
      await queue.put({ ...entry, state: 'queued', failure: null, order: front - 1 });
      if (queue.paused) await queue.setPaused(false);
      if (running?.submission !== submission) await stop(null);
      goOn();
      return afterOrder();
    },

    /** For the list of work: these were taken from the team. */
    async withdraw(submissions: readonly string[]): Promise<void> {
      const queue = await queueOf();
      for (const submission of submissions) {
        const entry = queue.find(submission);
        if (entry === undefined) continue;
        await queue.remove(submission);
        await stop(submission);
        await removeFetched(queue, submission, entry.manifest);
      }
      changed();
    },

    /** The library opened, or the person signed in: goes on where it stopped. */
    async wake(): Promise<void> {
      goOn();
      const queue = await queueOf();
      if (running === null && !looping)
        await current().blobs.prunePartials(
          queue.all().flatMap(({ manifest }) => (manifest === null ? [] : digestsOf(manifest))),
        );
      kick();
    },

    /** The library closes: what is on its way stays as it is. Resolves when nothing is written any more. */
    async close(): Promise<void> {
      loaded = null;
      blocked = null;
      const last = running;
      last?.controller.abort(new AppError('library.locked'));
      await last?.ended;
    },
  };

  async function removeFetched(queue: DownloadQueueStore, submission: string, manifest: string | null): Promise<void> {
    if (manifest === null) return;
    const digests = digestsOf(manifest);
    for (const digest of digests) await current().blobs.dropPartial(digest);
    await discard(queue, submission, digests);
  }
}

const digestsOf = (jws: string): string[] => [...new Set(reopenManifest(jws).evidence.map(({ sha256 }) => sha256))];

const newEntry = (
  { lao, submission: offered }: ServerAssignment,
  submission: string,
  order: number,
): QueuedDownload => ({
  submission,
  laoName: lao.name,
  laoCode: lao.code,
  order,
  state: 'queued',
  revision: offered?.revision ?? 0,
  files: offered?.files ?? 0,
  bytes: offered?.size ?? 0,
  filesDone: 0,
  bytesDone: 0,
  manifest: null,
  failure: null,
  problems: [],
});

import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { ImportResult, SubmissionDetail, SubmissionSummary } from '#common/contract/channels/submission.ts';
import { AppError, isAppError } from '#common/contract/failures.ts';
import type { Instrument } from '#common/domain/instrument.ts';
import type { EvidenceItem, SubmissionManifest } from '#common/domain/submission.ts';
import type { Served } from '#main/host/host.ts';
import { reopenManifest } from '#main/lib/manifest-jws.ts';
import type { Clock, Emit, Tickets } from '#main/lib/ports.ts';
import type { Database, Reader, Tx } from '#main/storage/database.ts';
import { openBundle } from './bundle-source.ts';
import { findShipped, parseInstrument } from './find-instrument.ts';
import { importSubmission, type Imported, type ImportLibrary } from './import-submission.ts';
import { readSampleSender } from './judge-sender.ts';
import { keepContent } from './keep-content.ts';
import * as queries from './queries.ts';
import type { FileStatus } from './queries.ts';
import { removeDiscarded, removeSubmissions } from './remove-submissions.ts';
import { createRevisions } from './revisions.ts';
import { serveEvidence, type FoundEvidence } from './serve-evidence.ts';
import type { SubmissionSource } from './submission-source.ts';

export interface SubmissionDeps {
  /** The open library; throws 'library.locked'. */
  current(): ImportLibrary;
  readonly clock: Clock;
  readonly emit: Emit;
  readonly tickets: Tickets;
  /** The shipped `resources/`. */
  readonly resourcesFolder: string;
  /** What other features keep of a submission that is removed; gives the digests of blobs that go with it. */
  readonly alsoRemove?: (tx: Tx, submission: string) => Promise<readonly string[]>;
  /** A file that is not the LAO's: the team's own evidence. */
  readonly teamFile?: (submission: string, evidence: string) => Promise<EvidenceItem | null>;
}

export interface KnownSubmission {
  /** SHA-256 (hex) of the manifest's payload. */
  readonly digest: string;
  readonly jws: string;
  readonly complete: boolean;
  /** Finalised or signed: judged on these files, so no other revision may come. */
  readonly locked: boolean;
}

/** A submission with everything that other features compute from. */
export interface LoadedSubmission {
  /** The same object as long as the manifest is the same. */
  readonly manifest: SubmissionManifest;
  readonly manifestJws: string;
  readonly manifestDigest: string;
  readonly instrument: Instrument;
  readonly instrumentBytes: Buffer;
  readonly instrumentDigest: string;
  readonly evidence: readonly { readonly id: string; readonly status: FileStatus }[];
  readonly sample: boolean;
}

/** Milliseconds between two progress events. */
const progressEvery = 100;
/** Submissions kept unsealed in memory. */
const kept = 4;

export function createSubmissions(deps: SubmissionDeps) {
  const { current, clock, emit, tickets, resourcesFolder } = deps;
  const sampleFolder = join(resourcesFolder, 'sample');
  const instrumentFolder = join(resourcesFolder, 'instruments');
  const cache = new Map<string, Omit<LoadedSubmission, 'evidence'>>();
  let cached: Database | null = null;
  const revisions = createRevisions(current);

  // Imports and removals one after another: a removal must not take a file that an import just found in the store.
  let tail: Promise<unknown> = Promise.resolve();
  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const result = tail.then(work);
    tail = result.catch(() => undefined);
    return result;
  };

  async function load(id: string): Promise<LoadedSubmission> {
    const { db, vault } = current();
    const record = await queries.readRecord(db, vault, id);
    if (record === null) throw new AppError('submission.unknown');
    if (cached !== db) cache.clear();
    cached = db;
    const known = cache.get(id);
    if (known?.manifestDigest === record.manifestDigest) return { ...known, evidence: record.evidence };
    const { manifestDigest, instrumentDigest } = record;
    const manifestJws = await queries.readManifestText(db, vault, id, record.revision);
    const instrumentBytes = await queries.readInstrument(db, vault, instrumentDigest);
    if (instrumentBytes === null) throw new AppError('storage.damaged', { what: 'instruments' });
    const loaded = {
      manifest: reopenManifest(manifestJws),
      manifestJws,
      manifestDigest,
      instrument: parseInstrument(instrumentBytes),
      instrumentBytes,
      instrumentDigest,
      sample: record.known === 'sample',
    };
    current(); // locked meanwhile: then nothing readable stays
    cache.delete(id);
    cache.set(id, loaded);
    const oldest = cache.size > kept ? cache.keys().next().value : undefined;
    if (oldest !== undefined) cache.delete(oldest);
    return { ...loaded, evidence: record.evidence };
  }

  async function importFiles(paths: readonly string[], job: string): Promise<ImportResult[]> {
    const library = current();
    await removeDiscarded(library);
    const sampleSender = await readSampleSender(sampleFolder);
    const sizes = await Promise.all(
      paths.map((path) =>
        stat(path).then(
          ({ size }) => size,
          () => 0,
        ),
      ),
    );
    const total = sizes.reduce((sum, size) => sum + size, 0);
    const progress = throttled(clock, (done, label) => emit('progress', { job, done, total, unit: 'bytes', label }));
    const results: ImportResult[] = [];
    let before = 0;
    for (const [index, path] of paths.entries()) {
      const size = sizes[index] ?? 0;
      const begin = before;
      results.push(
        await importFile(path, {
          library,
          clock,
          sampleSender,
          instrumentFolder,
          onProgress: ({ laoName, done, total: all }) =>
            progress(begin + (all === 0 ? size : Math.floor((size * done) / all)), laoName),
        }),
      );
      before += size;
      emit('progress', { job, done: before, total, unit: 'bytes', label: results.at(-1)?.laoName ?? basename(path) });
      emit('changed', { what: 'submissions' });
    }
    return results;
  }

  async function findEvidence(submission: string, evidence: string): Promise<FoundEvidence> {
    const loaded = await load(submission);
    const index = loaded.manifest.evidence.findIndex(({ id }) => id === evidence);
    const { blobs } = current();
    const item = loaded.manifest.evidence[index];
    if (item !== undefined) return { blobs, item, status: loaded.evidence[index]?.status ?? 'missing' };
    // What was cited before the LAO took it back can still be read: its content stays.
    const other = (await deps.teamFile?.(submission, evidence)) ?? (await revisions.findFile(submission, evidence));
    const isHere = other !== null && (await blobs.has(other.sha256, other.size));
    return { blobs, item: other, status: isHere ? 'ready' : 'missing' };
  }

  return {
    load,
    /** Manifests of all revisions by digest, for what other features compute from. */
    revisions: revisions.all,
    changes: revisions.changes,

    async list(): Promise<SubmissionSummary[]> {
      const { db, vault } = current();
      return queries.listSummaries(db, vault);
    },

    /** Manifest digest and states of the files of every submission, without reading the manifests. */
    async records(): Promise<Awaited<ReturnType<typeof queries.listRecords>>> {
      const { db, vault } = current();
      return queries.listRecords(db, vault);
    },

    async get(id: string): Promise<SubmissionDetail> {
      const { db, vault } = current();
      const { manifest, instrument, evidence } = await load(id);
      const record = await queries.readRecord(db, vault, id);
      const summary = await queries.readSummary(db, vault, id);
      if (record === null || summary === null) throw new AppError('submission.unknown');
      const sender = { fingerprint: record.sender, known: record.known };
      // The wire's types are the domain's, but not read-only.
      return { summary, manifest, instrument, evidence, sender } as SubmissionDetail;
    },

    importTickets: (chosen: readonly string[], job: string) =>
      alone(() =>
        importFiles(
          chosen.map((ticket) => tickets.path(ticket)),
          job,
        ),
      ),

    importSample: (job: string) =>
      alone(async () => {
        const names = (await readdir(sampleFolder)).filter((name) => name.endsWith('.lpasub')).sort();
        return importFiles(
          names.map((name) => join(sampleFolder, name)),
          job,
        );
      }),

    /** Takes in what came from elsewhere, while its files are in the store already or come with it. */
    importFrom: (source: SubmissionSource): Promise<Imported> =>
      alone(async () => {
        const imported = await importSubmission(source, {
          library: current(),
          clock,
          sampleSender: await readSampleSender(sampleFolder),
          instrumentFolder,
          onProgress: () => undefined,
        });
        emit('changed', { what: 'submissions' });
        return imported;
      }),

    /** What is here of a submission: its newest manifest, and whether every file of it is. */
    async known(id: string): Promise<KnownSubmission | null> {
      const { db, vault } = current();
      const record = await queries.readRecord(db, vault, id);
      if (record === null) return null;
      const summary = await queries.readSummary(db, vault, id);
      return {
        digest: record.manifestDigest,
        jws: await queries.readManifestText(db, vault, id, record.revision),
        complete: record.evidence.every(({ status }) => status === 'ready'),
        locked: summary?.state === 'finalised' || summary?.state === 'signed',
      };
    },

    revisionsHere: (reader: Reader) => queries.readRevisions(reader),

    async hasInstrument(digest: string): Promise<boolean> {
      const { db, vault } = current();
      if ((await queries.readInstrument(db, vault, digest)) !== null) return true;
      return (await findShipped(instrumentFolder, digest)) !== null;
    },

    /** For what the team adds itself; see `keepContent`. */
    keepContent: <T>(
      submission: string,
      content: { readonly sha256: string; readonly size: number },
      open: () => Readable,
      commit: (register: (tx: Tx) => Promise<void>) => Promise<T>,
    ): Promise<T> => alone(() => keepContent(current(), submission, content, open, commit)),

    /** Removes contents that came in for a submission and are needed by none. */
    discard: (digests: readonly string[]): Promise<void> =>
      alone(async () => {
        const { db, vault, blobs } = current();
        for (const digest of digests) if (!(await queries.isBlobNeeded(db, vault, digest))) await blobs.remove(digest);
      }),

    removeSample: () =>
      alone(async () => {
        const library = current();
        const samples = (await queries.listSummaries(library.db, library.vault)).filter(({ sample }) => sample);
        const ids = samples.map(({ id }) => id);
        await removeSubmissions(library, ids, deps.alsoRemove ?? (() => Promise.resolve([])));
        await removeDiscarded(library);
        for (const id of ids) cache.delete(id);
        emit('changed', { what: 'submissions' });
        return { removed: ids.length };
      }),

    /** Updates the sealed row of the assignments table inside another feature's transaction. */
    async touchSummary(tx: Tx, id: string, patch: Partial<Omit<SubmissionSummary, 'id'>>): Promise<void> {
      const { vault } = current();
      const before = await queries.readSummary(tx, vault, id);
      if (before === null) throw new AppError('submission.unknown');
      await queries.writeSummary(tx, vault, { ...before, ...patch });
    },

    findEvidence,

    serveEvidence: (submission: string, evidence: string, range: string | null): Promise<Served> =>
      serveEvidence(() => findEvidence(submission, evidence), range),

    /** Drops what is unsealed in memory. */
    forget: () => {
      cache.clear();
      revisions.forget();
    },
  };
}

async function importFile(path: string, context: Parameters<typeof importSubmission>[1]): Promise<ImportResult> {
  const fileName = basename(path);
  try {
    const source = await openBundle(path);
    try {
      return describe(fileName, await importSubmission(source, context));
    } finally {
      await source.close();
    }
  } catch (error) {
    const refusal = toRefusal(error);
    if (refusal === null) throw error;
    const { code, details } = refusal;
    const failure = { code, details };
    return { fileName, submission: null, laoName: null, outcome: 'refused', files: 0, quarantined: [], failure };
  }
}

/** A medium that breaks off is no defect of the program. */
function toRefusal(error: unknown): AppError | null {
  if (isAppError(error)) return error;
  if (error instanceof Error && 'syscall' in error && 'code' in error)
    return new AppError('file.unreadable', { reason: String(error.code) }, { cause: error });
  return null;
}

function describe(fileName: string, { manifest, decision, evidence }: Imported): ImportResult {
  const lost = new Set(evidence.filter(({ status }) => status !== 'ready').map(({ id }) => id));
  const outcomes = { import: 'imported', update: 'updated', heal: 'updated', nothing: 'already-there' } as const;
  return {
    fileName,
    submission: manifest.id,
    laoName: manifest.lao.name,
    outcome: lost.size > 0 ? 'incomplete' : outcomes[decision],
    files: evidence.length - lost.size,
    quarantined: manifest.evidence.filter(({ id }) => lost.has(id)).map(({ title }) => title),
    failure: null,
  };
}

function throttled(clock: Clock, report: (done: number, label: string) => void): (done: number, label: string) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (done, label) => {
    if (clock.now() - last < progressEvery) return;
    last = clock.now();
    report(done, label);
  };
}

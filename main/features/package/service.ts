import type { ExportTicket } from '#common/contract/channels/library.ts';
import type { PackageRecord, SignAs } from '#common/contract/channels/package.ts';
import type { SubmissionSummary } from '#common/contract/channels/submission.ts';
import { AppError, isAppError } from '#common/contract/failures.ts';
import { computeTotals } from '#common/domain/scoring.ts';
import type { VerifyReport } from '#common/domain/verdict.ts';
import { asiceMediaType, signatureMember } from '#main/lib/asice/asic-manifest.ts';
import { createAsice } from '#main/lib/asice/create-asice.ts';
import type { Exports } from '#main/lib/ports.ts';
import type { AskAuthority } from '#main/lib/signing/request-timestamp.ts';
import type { Signer } from '#main/lib/signing/signer.ts';
import { signCades } from '#main/lib/signing/sign-cades.ts';
import type { Trusted, TrustFiles } from '#main/lib/signing/trust-anchors.ts';
import type { Tx } from '#main/storage/database.ts';
import { packageCode } from '#main/verify/package-members.ts';
import { verifyInThread } from '#main/verify/verify-in-thread.ts';
import { verifySource } from '#main/verify/verify-package.ts';
import type { MakeCopy } from './annotated-copies.ts';
import { blobSource, watchedStream } from './blob-bytes.ts';
import type { PackageParts } from './build-members.ts';
import { createCoSigning, signersOf } from './co-sign.ts';
import { statementMember } from './further-signature.ts';
import { bytesProgress, type JobWatch } from './job-watch.ts';
import { createKeys, type KeyChoice, type KeyDeps } from './keys.ts';
import { fileNameOf, packageContent, type Wanted } from './package-content.ts';
import * as queries from './queries.ts';
import { signedReports, type ReportPrinter } from './signed-reports.ts';
import { createTimestamps } from './timestamps.ts';

export interface PackageDeps extends KeyDeps {
  readonly exports: Exports;
  readonly submissions: {
    load(
      id: string,
    ): Promise<
      Pick<
        PackageParts,
        | 'manifest'
        | 'manifestJws'
        | 'manifestDigest'
        | 'instrument'
        | 'instrumentBytes'
        | 'instrumentDigest'
        | 'evidence'
      >
    >;
    touchSummary(tx: Tx, id: string, patch: Partial<SubmissionSummary>): Promise<void>;
  };
  readonly reviews: {
    load(id: string): Promise<Pick<PackageParts, 'events' | 'review' | 'amendments'>>;
  };
  readonly reports: ReportPrinter;
  readonly annotations: { readonly pdfCopy: MakeCopy };
  readonly trust: {
    /** Whose certificates to trust for what; also as bytes. Throws 'library.locked'. */
    trusted(): Promise<Trusted>;
    files(): Promise<TrustFiles>;
    /** Asks the timestamp authority that was set; null where none was. */
    authority(): Promise<AskAuthority | null>;
  };
  defect(where: string, error: unknown): void;
  /** The page that checks a package in any browser. Throws AppError('package.no-verify-page') where it was not built. */
  readonly verifyPage: () => Promise<Uint8Array>;
  readonly version: string;
}

interface SignRequest extends Wanted, KeyChoice {
  readonly submission: string;
  readonly passphrase: string;
  readonly as: SignAs;
  /** Names the progress events of this call. */
  readonly job: string;
}

const steps = 4;

/** Keys and packages of the open library, and the verification of packages from anywhere. */
export function createPackages(deps: PackageDeps) {
  const { current, clock, ids, emit } = deps;
  const keys = createKeys(deps);
  const { defect, trust } = deps;
  const timestamps = createTimestamps({ current, clock, emit, trust, defect });
  const coSigning = createCoSigning({ ...deps, keys });
  /** By their names: what signs, stamps or verifies and may still be cancelled. */
  const jobs = new Map<string, AbortController>();

  /** A review that is locked, with everything it was made from. Throws AppError('review.not-locked'). */
  async function loadLocked(submission: string) {
    const loaded = await deps.submissions.load(submission);
    const { events, review, amendments } = await deps.reviews.load(submission);
    if (review.finalised === null) throw new AppError('review.not-locked');
    return { ...loaded, events, review, amendments, totals: computeTotals(loaded.instrument, loaded.manifest, review) };
  }

  /**
   * Prints the report, builds and signs the container into the sealed store, and verifies it there as anybody would.
   * Only a package that verifies gets a row; whatever fails before leaves nothing behind.
   */
  async function sign(request: SignRequest): Promise<PackageRecord> {
    current();
    return unlessCancelled(request.job, async (signal) => {
      await deps.confirmPassphrase(request.passphrase);
      // One session, and one PIN, for the report's signature and the package's.
      return keys.withSigner(request, (signer) => signUnless(signal, request, signer));
    });
  }

  async function unlessCancelled<T>(job: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    jobs.set(job, controller);
    try {
      return await work(controller.signal);
    } finally {
      jobs.delete(job);
    }
  }

  async function signUnless(signal: AbortSignal, request: SignRequest, signer: Signer): Promise<PackageRecord> {
    const { submission, job } = request;
    const { db, vault, blobs } = current();
    const progress = (done: number) => emit('progress', { job, done, total: steps, unit: 'steps' });
    progress(0);
    const locked = await loadLocked(submission);
    const code = packageCode(locked.events.map(({ line }) => line));
    if (request.audience !== 'full' && !(await hasFull(submission, code))) throw new AppError('package.no-full');
    const signedAt = new Date(clock.now());
    const software = { name: 'LPA Assessor', version: deps.version };
    const { files, members, withoutCopy } = await packageContent(
      request,
      { ...locked, software, verifyPage: await deps.verifyPage() },
      {
        ...{ blobs, pdfCopy: deps.annotations.pdfCopy },
        printer: signedReports(deps.reports, signer, request.as, signedAt),
        statement: statementMember(signer.certificate, signatureMember, request.as),
      },
    );
    progress(1);
    const watch: JobWatch = { signal, ...bytesProgress(deps, job) };
    // Written once and read once again.
    watch.ahead(2 * files.reduce((sum, { size: one }) => sum + one, 0));
    const container = createAsice(members(), (manifest) => signCades(signer, manifest, signedAt), signedAt);
    const { sha256, size } = await blobs.add(watchedStream(container, watch));
    progress(2);
    try {
      const fileName = fileNameOf(locked.manifest, request.audience);
      const verdict = await verifySource(fileName, blobSource(blobs, sha256, size), { now: () => clock.now(), watch });
      if (verdict.verdict !== 'valid') {
        const finding = verdict.findings.find(({ severity }) => severity === 'error')?.code ?? '';
        throw new AppError('package.failed', { finding });
      }
      progress(3);
      const record: PackageRecord = {
        id: ids.random(),
        submission,
        code,
        signedAt: signedAt.toISOString(),
        signer: signer.name,
        fileName,
        size,
        percent: locked.totals.teamOverall.deciding,
        audience: request.audience,
        evidence: request.audience === 'full' ? request.evidence : 'none',
        evidenceFiles: files.length,
        withoutCopy: [...withoutCopy],
        timestamp: null,
        ...signersOf(verdict.signers),
      };
      await db.write(async (tx) => {
        // The review may have been opened again while the report was printed.
        if ((await loadLocked(submission)).events.length !== locked.events.length)
          throw new AppError('review.not-locked');
        await queries.insertPackage(tx, vault, { record, sha256 });
        if (request.audience === 'full') await deps.submissions.touchSummary(tx, submission, { state: 'signed' });
      });
      progress(steps);
      emit('changed', { what: 'packages', id: submission });
      emit('changed', { what: 'submissions' });
      // The signature stands without it: whoever signs does not wait for the network.
      void timestamps.wake();
      return record;
    } catch (error) {
      // Signing twice in one second with an RSA key gives the same bytes: then they belong to the first package.
      const kept = await queries.listPackages(db, vault, submission).catch(() => null);
      if (kept?.some((stored) => stored.sha256 === sha256) === false) await blobs.remove(sha256).catch(() => undefined);
      throw error;
    }
  }

  /** An edition for others points to a full package, which has to be there. */
  async function hasFull(submission: string, code: string): Promise<boolean> {
    const { db, vault } = current();
    const packages = await queries.listPackages(db, vault, submission);
    return packages.some(({ record }) => record.audience === 'full' && record.code === code);
  }

  /** A further signature, or further ones; `job` of the request names it to whoever wants to know or to end it. */
  const watched =
    <R, T>(work: (request: R, watch: JobWatch) => Promise<T>) =>
    (request: R & { readonly job?: string | undefined }): Promise<T> => {
      const { job = ids.random() } = request;
      return unlessCancelled(job, (signal) => work(request, { signal, ...bytesProgress(deps, job) }));
    };

  async function verifyUnless(
    signal: AbortSignal,
    { ticket, job }: { readonly ticket: string; readonly job: string },
  ): Promise<VerifyReport> {
    const trusted = await trust.files().catch((error: unknown): TrustFiles => {
      if (isAppError(error) && error.code === 'library.locked') return { signers: [], time: [] };
      throw error;
    });
    const onProgress = (done: number, total: number) => emit('progress', { job, done, total, unit: 'bytes' });
    const path = deps.tickets.path(ticket);
    const report = await verifyInThread({ path, now: clock.now(), trusted }, { signal, onProgress });
    return { ...report, file: deps.tickets.name(ticket) };
  }

  return {
    keys,
    timestamps,
    sign,
    addSignature: watched(coSigning.addSignature),
    receive: watched(coSigning.receive),
    signFile: watched(coSigning.signFile),

    cancel: (job: string): void => jobs.get(job)?.abort(new AppError('cancelled')),

    async list(submission: string | null): Promise<PackageRecord[]> {
      const { db, vault } = current();
      return (await queries.listPackages(db, vault, submission)).map(({ record }) => record);
    },

    /** The package whose container has this SHA-256. */
    async find(sha256: string): Promise<PackageRecord | null> {
      const { db, vault } = current();
      const all = await queries.listPackages(db, vault, null);
      return all.find((stored) => stored.sha256 === sha256)?.record ?? null;
    },

    /** Every package with the SHA-256 of its container, newest first. */
    containers: async (): Promise<queries.StoredPackage[]> => {
      const { db, vault } = current();
      return queries.listPackages(db, vault, null);
    },

    async exportFile(id: string): Promise<ExportTicket & { readonly sha256: string }> {
      const { db, vault, blobs } = current();
      const stored = await queries.readPackage(db, vault, id);
      if (stored === null) throw new AppError('package.unknown');
      const { record, sha256 } = stored;
      const ticket = deps.exports.offerStream(record.fileName, asiceMediaType, record.size, (begin, end) =>
        blobs.read(sha256, begin, end),
      );
      return { ...ticket, sha256 };
    },

    /** Needs no library: whoever has the program can verify. `job` names the progress events. */
    verify: (request: { readonly ticket: string; readonly job: string }): Promise<VerifyReport> =>
      unlessCancelled(request.job, (signal) => verifyUnless(signal, request)),

    /** Has the signatures of a package stamped. */
    stamp: (id: string, job: string = ids.random()): Promise<PackageRecord> =>
      unlessCancelled(job, (signal) => {
        const onStep = (done: number, total: number) => emit('progress', { job, done, total, unit: 'steps' });
        return timestamps.timestamp(id, { signal, onStep });
      }),

    /** Forgets the packages of a submission that is being removed; gives the digests of their containers. */
    async discard(tx: Tx, submission: string): Promise<readonly string[]> {
      const stored = await queries.listPackages(tx, current().vault, submission);
      await queries.deletePackages(tx, submission);
      return stored.map(({ sha256 }) => sha256);
    },
  };
}

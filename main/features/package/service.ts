import type { ExportTicket } from '#common/contract/channels/library.ts';
import type { PackageRecord } from '#common/contract/channels/package.ts';
import type { SubmissionSummary } from '#common/contract/channels/submission.ts';
import { AppError } from '#common/contract/failures.ts';
import { computeTotals } from '#common/domain/scoring.ts';
import type { VerifyReport } from '#common/domain/verdict.ts';
import { asiceMediaType } from '#main/lib/asice/asic-manifest.ts';
import { createAsice } from '#main/lib/asice/create-asice.ts';
import type { Exports } from '#main/lib/ports.ts';
import { signerOf } from '#main/lib/signing/key-signer.ts';
import { signCades } from '#main/lib/signing/sign-cades.ts';
import type { Tx } from '#main/storage/database.ts';
import { packageCode } from '#main/verify/package-members.ts';
import { verifyPackage } from '#main/verify/verify-file.ts';
import { verifySource } from '#main/verify/verify-package.ts';
import { buildMembers, type PackageParts } from './build-members.ts';
import { createKeys, type KeyDeps } from './keys.ts';
import * as queries from './queries.ts';

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
  readonly reports: {
    /** PDF of the finalised review, with the package's code on it. */
    renderReport(id: string): Promise<Uint8Array>;
  };
  readonly version: string;
}

interface SignRequest {
  readonly submission: string;
  readonly key: string;
  readonly passphrase: string;
  /** Names the progress events of this call. */
  readonly job: string;
}

const steps = 4;

/** Round, LAO code and name, without what file systems refuse: "LPA2567-05990312-ท่าแก้วพัฒนา.asice". */
const fileNameOf = ({ round, lao }: PackageParts['manifest']): string =>
  `LPA${round.year}-${lao.code}-${lao.name.replace(/[\\/:*?"<>|\s\p{Cc}]+/gu, '-')}.asice`;

/** Keys and packages of the open library, and the verification of packages from anywhere. */
export function createPackages(deps: PackageDeps) {
  const { current, clock, ids, emit } = deps;
  const keys = createKeys(deps);

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
  async function sign({ submission, key, passphrase, job }: SignRequest): Promise<PackageRecord> {
    const { db, vault, blobs } = current();
    await deps.confirmPassphrase(passphrase);
    const signer = await signerOf(await keys.load(key));
    const progress = (done: number) => emit('progress', { job, done, total: steps, unit: 'steps' });
    progress(0);
    const locked = await loadLocked(submission);
    const report = await deps.reports.renderReport(submission);
    progress(1);

    const signedAt = new Date(clock.now());
    const software = { name: 'LPA Assessor', version: deps.version };
    const members = buildMembers({ ...locked, report, software });
    const container = createAsice(members, (manifest) => signCades(signer, manifest, signedAt), signedAt);
    const { sha256, size } = await blobs.add(container);
    progress(2);
    try {
      const fileName = fileNameOf(locked.manifest);
      const source = { size, readAt: readerOf(blobs, sha256, size) };
      const verdict = await verifySource(fileName, source, { now: () => clock.now() });
      if (verdict.verdict !== 'valid') {
        const finding = verdict.findings.find(({ severity }) => severity === 'error')?.code ?? '';
        throw new AppError('package.failed', { finding });
      }
      progress(3);
      const record: PackageRecord = {
        id: ids.random(),
        submission,
        code: packageCode(locked.events.map(({ line }) => line)),
        signedAt: signedAt.toISOString(),
        signer: signer.name,
        fileName,
        size,
        percent: locked.totals.teamOverall.deciding,
      };
      await db.write(async (tx) => {
        // The review may have been opened again while the report was printed.
        if ((await loadLocked(submission)).events.length !== locked.events.length)
          throw new AppError('review.not-locked');
        await queries.insertPackage(tx, vault, { record, sha256 });
        await deps.submissions.touchSummary(tx, submission, { state: 'signed' });
      });
      progress(steps);
      emit('changed', { what: 'packages', id: submission });
      emit('changed', { what: 'submissions' });
      return record;
    } catch (error) {
      // Signing twice in one second with an RSA key gives the same bytes: then they belong to the first package.
      const kept = await queries.listPackages(db, vault, submission).catch(() => null);
      if (kept?.some((stored) => stored.sha256 === sha256) === false) await blobs.remove(sha256).catch(() => undefined);
      throw error;
    }
  }

  return {
    keys,
    sign,

    async list(submission: string | null): Promise<PackageRecord[]> {
      const { db, vault } = current();
      return (await queries.listPackages(db, vault, submission)).map(({ record }) => record);
    },

    async exportFile(id: string): Promise<ExportTicket> {
      const { db, vault, blobs } = current();
      const stored = await queries.readPackage(db, vault, id);
      if (stored === null) throw new AppError('package.unknown');
      const { record, sha256 } = stored;
      return deps.exports.offerStream(record.fileName, asiceMediaType, record.size, (begin, end) =>
        blobs.read(sha256, begin, end),
      );
    },

    /** Needs no library: whoever has the program can verify. */
    async verify(ticket: string): Promise<VerifyReport> {
      const report = await verifyPackage(deps.tickets.path(ticket), { now: () => clock.now() });
      return { ...report, file: deps.tickets.name(ticket) };
    },

    /** Forgets the packages of a submission that is being removed; gives the digests of their containers. */
    async discard(tx: Tx, submission: string): Promise<readonly string[]> {
      const stored = await queries.listPackages(tx, current().vault, submission);
      await queries.deletePackages(tx, submission);
      return stored.map(({ sha256 }) => sha256);
    },
  };
}

/** Reads a blob as a zip reader does: fewer bytes only at the end. */
const readerOf =
  (blobs: { read(sha256: string, begin: number, end: number): Promise<Buffer> }, sha256: string, size: number) =>
  (position: number, length: number): Promise<Buffer> =>
    blobs.read(sha256, Math.min(position, size), Math.min(position + length, size));

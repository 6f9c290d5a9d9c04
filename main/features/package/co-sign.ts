import { stat } from 'node:fs/promises';
import type { ExportTicket } from '#common/contract/channels/library.ts';
import type { PackageRecord, SignAs } from '#common/contract/channels/package.ts';
import { AppError, isAppError } from '#common/contract/failures.ts';
import type { Signer as ReportedSigner, VerifyReport } from '#common/domain/verdict.ts';
import { asiceMediaType } from '#main/lib/asice/asic-manifest.ts';
import { replaceMembers, type AddedMember } from '#main/lib/asice/replace-members.ts';
import type { Exports } from '#main/lib/ports.ts';
import type { Signer } from '#main/lib/signing/signer.ts';
import type { TrustFiles } from '#main/lib/signing/trust-anchors.ts';
import { openStrictZipFrom, type StrictZip } from '#main/lib/zip/strict-zip-source.ts';
import type { ZipSource } from '#main/lib/zip/zip-source.ts';
import { openStrictZip } from '#main/lib/zip/strict-zip.ts';
import { writeScratch, type Scratch } from '#main/storage/scratch.ts';
import { verifyInThread } from '#main/verify/verify-in-thread.ts';
import { packageLimits, verifySource } from '#main/verify/verify-package.ts';
import { blobSource, watchedStream } from './blob-bytes.ts';
import { furtherSignature, newerSignatures } from './further-signature.ts';
import type { JobWatch } from './job-watch.ts';
import type { createKeys, KeyChoice, KeyDeps } from './keys.ts';
import * as queries from './queries.ts';

interface CoSignDeps extends KeyDeps {
  readonly exports: Exports;
  readonly keys: Pick<ReturnType<typeof createKeys>, 'withSigner'>;
  /** Whom to trust among those who signed elsewhere. */
  readonly trust: { files(): Promise<TrustFiles> };
}

export interface CoSignRequest extends KeyChoice {
  readonly passphrase: string;
  readonly as: SignAs;
}

/** What somebody adds to the package as it stands. */
type Make = (zip: StrictZip, report: VerifyReport, at: Date) => Promise<readonly AddedMember[]>;

const nothing: ReadonlyMap<string, Uint8Array> = new Map();

const sourceOf = ({ size, read }: Scratch): ZipSource => ({
  size,
  readAt: (position, length) => read(position, Math.min(position + length, size)),
});

/** As the list of packages shows it. */
export const signersOf = (signers: readonly ReportedSigner[]): Pick<PackageRecord, 'signers' | 'closed'> => ({
  // The certificate's name: what somebody says about themselves makes nobody a signer.
  signers: signers.map(({ name, title, role, signedAs, signedAt }) => ({
    ...{ name, title: signedAs?.title ?? title, role, signedAt },
  })),
  closed: signers.some(({ closes }) => closes),
});

/** The old container is verified, the new one written, and verified in its turn. */
const passes = 3;

/**
 * Further signatures on a package: on this computer, on a file that came from another one, and brought back from there.
 * Each makes the container anew beside the old one; only one that verifies takes its place. Whoever waits may end it until
 * then, and nothing has changed; afterwards it is done.
 */
export function createCoSigning(deps: CoSignDeps) {
  const { current, clock, emit, tickets } = deps;
  let last: Promise<unknown> = Promise.resolve();

  const verified = (fileName: string, source: ZipSource, watch: JobWatch): Promise<VerifyReport> =>
    verifySource(fileName, source, { now: () => clock.now(), watch });

  /** A file from elsewhere, in a thread of its own. `more`: passes over as many bytes that follow. */
  async function verifiedInThread(
    path: string,
    trusted: TrustFiles,
    watch: JobWatch,
    more: number,
  ): Promise<VerifyReport> {
    const { size } = await stat(path);
    watch.ahead((1 + more) * size);
    let before = 0;
    const pass = (done: number) => {
      watch.passed(done - before);
      before = done;
    };
    const report = await verifyInThread(
      { path, now: clock.now(), trusted },
      { signal: watch.signal, onProgress: pass },
    );
    pass(size); // the thread's last words may be older than its verdict
    return report;
  }

  /** Writes and verifies; the caller removes the blob when it is not wanted after all. */
  async function extend(
    zip: StrictZip,
    { added, at, fileName }: { readonly added: readonly AddedMember[]; readonly at: Date; readonly fileName: string },
    watch: JobWatch,
  ) {
    const { blobs } = current();
    const changed = new Map(added.filter(({ name }) => zip.has(name)).map(({ name, content }) => [name, content]));
    const fresh = added.filter(({ name }) => !zip.has(name));
    const { sha256, size } = await blobs.add(watchedStream(replaceMembers(zip, changed, at, fresh), watch));
    try {
      const report = await verified(fileName, blobSource(blobs, sha256, size), watch);
      refuseInvalid(report, 'package.failed');
      return { sha256, size, report };
    } catch (error) {
      await blobs.remove(sha256).catch(() => undefined);
      throw error;
    }
  }

  /** Puts what was made in the place of what is stored; false when that is no longer what it was made from. */
  async function keep(
    stored: queries.StoredPackage,
    made: queries.StoredPackage,
    { signal }: JobWatch,
  ): Promise<boolean> {
    const { db, vault, blobs } = current();
    const { id } = stored.record;
    const discard = ({ sha256 }: queries.StoredPackage) => blobs.remove(sha256).catch(() => undefined);
    try {
      const isKept = await db.write(async (tx) => {
        // The last moment: from here on it is done.
        signal.throwIfAborted();
        if ((await queries.readPackage(tx, vault, id))?.sha256 !== stored.sha256) return false;
        await queries.updatePackage(tx, vault, made);
        return true;
      });
      await discard(isKept ? stored : made);
      return isKept;
    } catch (error) {
      // Only what is certainly not the package is removed.
      const now = await queries.readPackage(db, vault, id).catch(() => made);
      if (now?.sha256 !== made.sha256) await discard(made);
      throw error;
    }
  }

  /**
   * The stored package with what `make` adds to it; as it was when nothing is added. Null: another change (a timestamp,
   * signatures from elsewhere) took its place meanwhile, so that this one has to be made on that.
   */
  async function attempt(id: string, make: Make, watch: JobWatch): Promise<PackageRecord | null> {
    const { db, vault, blobs } = current();
    const stored = await queries.readPackage(db, vault, id);
    if (stored === null) throw new AppError('package.unknown');
    const { record } = stored;
    const source = blobSource(blobs, stored.sha256, record.size);
    watch.ahead(passes * record.size);
    let zip: StrictZip | null = null;
    try {
      const report = await verified(record.fileName, source, watch);
      zip = await openStrictZipFrom(source, packageLimits);
      const at = new Date(clock.now());
      const added = await make(zip, report, at);
      if (added.length === 0) return record;
      const { sha256, ...made } = await extend(zip, { added, at, fileName: record.fileName }, watch);
      // The new signature has no timestamp yet, whatever the others have.
      const next: PackageRecord = { ...record, size: made.size, timestamp: null, ...signersOf(made.report.signers) };
      if (!(await keep(stored, { record: next, sha256 }, watch))) return null;
      emit('changed', { what: 'packages', id: record.submission });
      return next;
    } catch (error) {
      const now = isOfTheFile(error) ? await queries.readPackage(db, vault, id) : null;
      if (now === null || now.sha256 === stored.sha256) throw error;
      return null;
    } finally {
      await zip?.close();
    }
  }

  async function replace(id: string, make: Make, watch: JobWatch): Promise<PackageRecord> {
    let record = await attempt(id, make, watch);
    while (record === null) record = await attempt(id, make, watch);
    return record;
  }

  /** One after the other, so that nobody signs for nothing; a timestamp may still come between. Who waits may leave. */
  function inTurn<T>({ signal }: JobWatch, work: () => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    let hasBegun = false;
    const turn = last.then(() => {
      signal.throwIfAborted();
      hasBegun = true;
      return work();
    });
    last = turn.catch(() => undefined);
    const left = new Promise<never>((_, leave) => {
      const onAbort = () => {
        if (!hasBegun) leave(signal.reason as Error);
      };
      signal.addEventListener('abort', onAbort, { once: true });
    });
    return Promise.race([turn, left]);
  }

  return {
    /** A further member of the team signs on this computer. One session, and one PIN, however often it has to be made. */
    async addSignature(request: CoSignRequest & { readonly id: string }, watch: JobWatch): Promise<PackageRecord> {
      await deps.confirmPassphrase(request.passphrase);
      return inTurn(watch, () =>
        deps.keys.withSigner(request, (signer) => {
          const make: Make = async (zip, report, at) => {
            refuse(report, request.as);
            return furtherSignature(zip, signer, request.as, at);
          };
          return replace(request.id, make, watch);
        }),
      );
    },

    /** Signatures that were made elsewhere on a copy of this package. Throws AppError('package.other' | 'package.edition'). */
    async receive(
      { id, ticket }: { readonly id: string; readonly ticket: string },
      watch: JobWatch,
    ): Promise<PackageRecord> {
      const path = tickets.path(ticket);
      const report = await verifiedInThread(path, await deps.trust.files(), watch, passes);
      refuseInvalid(report);
      refuseEdition(report);
      const other = await openStrictZip(path, packageLimits);
      try {
        return await inTurn(watch, () => replace(id, (zip) => newerSignatures(zip, other), watch));
      } finally {
        await other.close();
      }
    },

    /** Signs a package that came from another computer; the result goes back there as a file. */
    async signFile(request: CoSignRequest & { readonly ticket: string }, watch: JobWatch): Promise<ExportTicket> {
      await deps.confirmPassphrase(request.passphrase);
      const [path, fileName] = [tickets.path(request.ticket), tickets.name(request.ticket)];
      refuse(await verifiedInThread(path, { signers: [], time: [] }, watch, passes - 1), request.as);
      const zip = await openStrictZip(path, packageLimits);
      try {
        const at = new Date(clock.now());
        const sign = (signer: Signer) => furtherSignature(zip, signer, request.as, at);
        const added = await deps.keys.withSigner(request, sign);
        const copy = watchedStream(replaceMembers(zip, nothing, at, added), watch);
        const made = await writeScratch(current().temporary, copy);
        try {
          refuseInvalid(await verified(fileName, sourceOf(made), watch), 'package.failed');
          watch.signal.throwIfAborted();
        } catch (error) {
          await made.remove();
          throw error;
        }
        return deps.exports.offerStream(fileName, asiceMediaType, made.size, made.read, made.remove);
      } finally {
        await zip.close();
      }
    },
  };
}

/** Throws AppError('package.not-valid') with the first finding, 'package.edition', 'package.closed'. */
function refuse(report: VerifyReport, as: SignAs): void {
  refuseInvalid(report);
  refuseEdition(report);
  const closed = report.signers.some(({ closes }) => closes);
  if (closed && as.role !== 'lao') throw new AppError('package.closed');
}

/** What is said of a file that went away while it was read. Nothing of a key or its PIN: those are never tried again. */
const isOfTheFile = (error: unknown): boolean =>
  isAppError(error) && ['storage.damaged', 'package.not-valid', 'package.failed'].includes(error.code);

function refuseInvalid(report: VerifyReport, code: 'package.not-valid' | 'package.failed' = 'package.not-valid'): void {
  if (report.verdict === 'valid') return;
  const finding = report.findings.find(({ severity }) => severity === 'error')?.code ?? '';
  throw new AppError(code, { finding });
}

/** The team signs the result; what others are given of it carries the signature of whoever made it, and no more. */
function refuseEdition({ audience }: VerifyReport): void {
  if (audience !== 'full') throw new AppError('package.edition');
}

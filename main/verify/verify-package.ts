import { AppError, isAppError } from '#common/contract/failures.ts';
import { noAmendments, type Amendments } from '#common/domain/amendments.ts';
import type { Instrument } from '#common/domain/instrument.ts';
import { laoFullName } from '#common/domain/lao.ts';
import type { Review } from '#common/domain/review.ts';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import type { Totals } from '#common/domain/totals.ts';
import type { PackageContent, VerifyReport } from '#common/domain/verdict.ts';
import { openStrictZipFrom, type StrictZip, type ZipLimits } from '#main/lib/zip/strict-zip-source.ts';
import type { ZipSource } from '#main/lib/zip/zip-source.ts';
import { watchedSource, type Watch } from '#main/lib/zip/watched-source.ts';
import type { Trusted } from '#main/lib/signing/trust-anchors.ts';
import { checkEdition } from './check-edition.ts';
import { checkFiles } from './check-files.ts';
import { checkHistory, checkHistoryGround, closeGround, type ReadHistory } from './check-history.ts';
import { checkScores } from './check-scores.ts';
import { checkSignatures, type CheckedSignatures } from './check-signatures.ts';
import { audienceOf, checkStructure } from './check-structure.ts';
import { containerSentence } from './container-sentence.ts';
import { createFindingLog, say, type FindingLog } from './finding-log.ts';
import { packageMembers } from './package-members.ts';
import { readMembers } from './read-container.ts';
import {
  checkAnswers,
  readInstrument,
  readSubmission,
  type ReadInstrument,
  type ReadSubmission,
} from './read-content.ts';

/** `trust`: whose certificates are good for signers; `trustTime`: who may stamp the time. Without, no issuer is checked. */
export interface VerifyDeps extends Trusted {
  /** Milliseconds since the epoch; to notice a signing time that lies in the future. */
  readonly now?: () => number;
  /** SHA-256 (hex) of the certificate that must be among the signers', known from elsewhere. */
  readonly signer?: string;
  /** Is told of the bytes that were read, and may end it. */
  readonly watch?: Watch;
}

/** What a package's own members say; to be shown even of an invalid one, and printed only of a valid one. */
interface PackageGround {
  readonly manifest: SubmissionManifest;
  readonly instrument: Instrument;
  readonly review: Review;
  /** What was cited on an earlier revision, as signed; the rest only a library knows. */
  readonly amendments: Amendments;
  readonly code: string;
  /** RFC 7638 thumbprint (hex) of the key that signed what the LAO sent. */
  readonly sender: string;
  /** ISO 8601; when the history was last added to. */
  readonly lastEventAt: string;
}

/** A verified package: what was found, and the content where all of it could be read. */
export interface OpenedPackage {
  readonly report: VerifyReport;
  readonly ground: PackageGround | null;
  readonly members: readonly { readonly name: string; readonly size: number }[];
}

/** Far above any honest package with all its evidence: some thousand files, some gigabytes. */
export const packageLimits: ZipLimits = {
  entries: 30_000,
  entrySize: 8 * 1024 ** 3,
  totalSize: 32 * 1024 ** 3,
  ratio: 1_100,
  nameLength: 1_000,
};

/** `verifyPackage` for bytes that lie anywhere: in a sealed store, or in a page of a browser. */
export const verifySource = async (name: string, source: ZipSource, deps: VerifyDeps = {}): Promise<VerifyReport> =>
  (await openSource(name, source, deps)).report;

export const openSource = (name: string, source: ZipSource, deps: VerifyDeps): Promise<OpenedPackage> => {
  const watched = deps.watch === undefined ? source : watchedSource(source, deps.watch);
  return openWith(name, source.size, (limits) => openStrictZipFrom(watched, limits), deps);
};

/**
 * Checks a review package from its own content alone: container, digests, signatures, certificates, history; and
 * computes every score again. Never throws; needs no library, no network and no Node.
 */
export async function openWith(
  file: string,
  size: number,
  open: (limits: ZipLimits) => Promise<StrictZip>,
  deps: VerifyDeps,
): Promise<OpenedPackage> {
  const log = createFindingLog();
  const end = (verdict: VerifyReport['verdict'], rest: Partial<VerifyReport> = {}): OpenedPackage => ({
    report: {
      ...{ audience: 'full', closing: 'unsaid' },
      ...{ file, size, verdict, checks: log.checks, findings: log.findings, signers: [], content: null },
      ...rest,
    },
    ground: null,
    members: [],
  });
  let zip: StrictZip;
  try {
    zip = await open(packageLimits);
  } catch (error) {
    const failure = refusalOf(error);
    const { code, message, where } = containerSentence(failure);
    log.error('structure', code, message, where);
    log.close('structure', message);
    // A zip that breaks the rules is a package somebody worked on; anything else is no package at all.
    return end(failure.code === 'zip.unsafe' || failure.code === 'zip.bomb' ? 'invalid' : 'unreadable');
  }
  try {
    if (!isPackage(zip)) {
      const message = say('ไฟล์นี้ไม่ใช่แพ็กเกจผลการประเมิน', 'This file is not a review package.');
      log.error('structure', 'container.not-a-package', message);
      log.close('structure', message);
      return end('unreadable');
    }
    const { ground, ...rest } = await checkAll(zip, deps, log);
    const verdict = log.findings.some(({ severity }) => severity === 'error') ? 'invalid' : 'valid';
    return { ...end(verdict, rest), ground, members: zip.entries };
  } catch (error) {
    const { code, message, where } = containerSentence(refusalOf(error));
    log.error('structure', code, message, where);
    if (!log.checks.some(({ check }) => check === 'structure')) log.close('structure', message);
    return end('unreadable');
  } finally {
    await zip.close().catch(() => undefined);
  }
}

/**
 * A disk that fails while reading is a refusal too. So is what nobody foresaw: whoever finds a file that our libraries
 * trip over must not end a run over thousands, nor get a verdict other than that it cannot be read. A person's wish to stop stays one.
 */
function refusalOf(error: unknown): AppError {
  if (isAppError(error) && error.code === 'cancelled') throw error;
  if (isAppError(error)) return error;
  const code = error instanceof Error && 'syscall' in error && 'code' in error ? String(error.code) : '';
  const reason = code === '' && error instanceof Error ? error.name : code;
  return new AppError('file.unreadable', { reason }, { cause: error });
}

const isPackage = (zip: StrictZip): boolean =>
  zip.entries.some(({ name }) => name.startsWith('META-INF/')) ||
  (zip.has(packageMembers.review.name) && zip.has(packageMembers.events.name));

async function checkAll(zip: StrictZip, { now = Date.now, signer, ...trusted }: VerifyDeps, log: FindingLog) {
  const members = await readMembers(zip, log);
  const audience = audienceOf(members);
  checkStructure(zip, members, audience, log);
  const names = zip.entries.map(({ name }) => name);
  const signatures = await checkSignatures(members, { now: now(), signer: signer ?? null, ...trusted }, log);
  checkFiles(names, members, signatures, log);
  const { signers, closing } = signatures;
  const submission = audience === 'public' ? null : await readSubmission(members, log);
  const instrument = readInstrument(members, log);
  if (audience !== 'full') {
    if (submission !== null && instrument !== null) checkAnswers(submission, instrument, log);
    closeGround(submission, instrument, log);
    const files = signatures.covered.size;
    const content = checkEdition(audience, members, { submission, instrument, files }, log);
    return { signers, closing, audience, content, ground: null };
  }
  const history = checkHistory(members, log);
  const signedAt = signers.map((signer) => signer.signedAt);
  if (submission !== null && instrument !== null) checkAnswers(submission, instrument, log);
  if (history !== null) checkHistoryGround(history, submission, instrument, signedAt, log);
  closeGround(submission, instrument, log);
  if (history === null || submission === null || instrument === null) {
    const missing = say('คำนวณซ้ำไม่ได้ เพราะไฟล์ที่ต้องใช้อ่านไม่ได้', 'Cannot be recomputed: files it needs are unreadable');
    log.close('scores', missing, true);
    return { signers, closing, audience, content: null, ground: null };
  }
  const { totals, cited } = checkScores(members, { history, submission, instrument }, log);
  const content = contentOf(history, submission, instrument, totals, filesOf(signatures));
  const ground: PackageGround = {
    manifest: submission.manifest,
    instrument: instrument.instrument,
    review: history.review,
    amendments: { ...noAmendments, cited },
    code: history.code,
    sender: submission.sender,
    lastEventAt: history.lastEventAt,
  };
  return { signers, closing, audience, content, ground };
}

/** Those that say something; a closing signature covers earlier signatures, too. */
const filesOf = ({ covered }: CheckedSignatures): number =>
  [...covered.keys()].filter((name) => !name.startsWith('META-INF/')).length;

function contentOf(
  { code, events, review }: ReadHistory,
  { manifest }: ReadSubmission,
  { instrument }: ReadInstrument,
  totals: Totals,
  files: number,
): PackageContent {
  const { deciding, grade } = totals.teamOverall;
  return {
    code,
    laoCode: manifest.lao.code,
    laoName: { th: laoFullName(manifest.lao, 'th'), en: laoFullName(manifest.lao, 'en') },
    district: manifest.lao.district,
    province: manifest.lao.province,
    round: manifest.round.title,
    year: manifest.round.year,
    team: review.team?.team ?? manifest.assignment.team,
    instrumentTitle: instrument.title,
    instrumentVersion: instrument.version,
    files,
    events,
    indicators: totals.indicators,
    percent: deciding,
    grade: instrument.grades.find(({ id }) => id === grade)?.name ?? null,
  };
}

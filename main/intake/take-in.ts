import { mkdir } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ReceiptOutcome } from '#common/formats/receipt-schema.ts';
import { inParallel } from '#main/lib/in-parallel.ts';
import { sha256 as digestOf } from '#main/lib/sha256.ts';
import type { SigningIdentity } from '#main/lib/signing/identity.ts';
import type { TrustFile } from '#main/lib/signing/trust-anchors.ts';
import type { Database } from '#main/storage/database.ts';
import { onDisk } from '#main/storage/storage-failure.ts';
import {
  candidates,
  countOutcomes,
  keepDecision,
  knownFiles,
  openBook,
  rule,
  rulings,
  usedInstruments,
  type UsedInstrument,
} from './book.ts';
import { ownKey } from './centre-key.ts';
import { decide } from './decide.ts';
import { hashFile, stampOf } from './examine.ts';
import type { Examination, Examined } from './examined.ts';
import { createExaminers, type ExaminerOptions } from './examiners.ts';
import { findPackages } from './find-packages.ts';
import { failureReason } from './reasons.ts';
import { writeResults, type WrittenResults } from './results/write-results.ts';
import { issueReceipts, writeReceipts } from './receipts.ts';
import { createScribe } from './scribe.ts';

export interface IntakeOptions {
  readonly folder: string;
  readonly out: string;
  /** Signs the receipts; null: the intake's own key in `out`. */
  readonly identity: SigningIdentity | null;
  /** Whose certificates are good, and which were revoked; empty: anybody's. */
  readonly trust: readonly TrustFile[];
  /** Who may stamp the time; without, stamps prove nothing. */
  readonly trustTime?: readonly TrustFile[];
  /** Keys (thumbprints) that may have signed submissions, and instruments (SHA-256) that are taken; null: any. */
  readonly senders?: ReadonlySet<string> | null;
  readonly instruments?: ReadonlySet<string> | null;
  /** SHA-256 of packages that a person chose. */
  readonly choose: readonly string[];
  /** How many packages are verified at once. */
  readonly examinersAtOnce: number;
  readonly now: () => number;
  readonly version: string;
  readonly examiners?: ExaminerOptions;
  readonly onProgress: (progress: IntakeProgress) => void;
}

interface IntakeProgress {
  readonly done: number;
  readonly total: number;
}

export interface IntakeSummary {
  /** Of all that is in the book. */
  readonly outcomes: Readonly<Record<ReceiptOutcome, number>>;
  /** Files of the book that repeat another one byte for byte. */
  readonly copies: number;
  /** Of the folder: packages, those of them that were examined now, other files. */
  readonly files: number;
  readonly examined: number;
  readonly others: number;
  /** Files that the disk did not give at all: without their digest there is no receipt. */
  readonly lost: readonly string[];
  /** Chosen by a person, but not in the book. */
  readonly unknown: readonly string[];
  readonly issued: number;
  /** Of years in which accepted packages were judged by several instruments: these. */
  readonly mixedInstruments: readonly UsedInstrument[];
  readonly results: WrittenResults;
}

/** Takes in every package of a folder. Whatever is in a package, the others are taken; a second run continues. */
export async function takeIn(options: IntakeOptions): Promise<IntakeSummary> {
  const { folder, out } = options;
  const terms = termsOf(options);
  const found = await findPackages(folder, out);
  return onDisk(out, async () => {
    await mkdir(out, { recursive: true });
    const identity = options.identity ?? (await ownKey(out, options.now()));
    const book = await openBook(out);
    try {
      const { examined, lost } = await examineAll(book, found.packages, terms, options);
      const unknown: string[] = [];
      const issued = await book.write(async (tx) => {
        for (const chosen of options.choose) if (!(await rule(tx, chosen))) unknown.push(chosen);
        const all = await candidates(tx, terms.anchors);
        const decisions = decide(all, {
          ...{ trusted: options.trust.length > 0, rulings: await rulings(tx) },
          ...{ senders: options.senders ?? null, instruments: options.instruments ?? null },
        });
        for (const [sha256, decision] of decisions) await keepDecision(tx, sha256, decision);
        return issueReceipts(tx, { identity, now: options.now(), version: options.version });
      });
      await writeReceipts(book, out);
      const results = await writeResults(book, out);
      const mixedInstruments = mixedOf(await usedInstruments(book));
      const counts = { files: found.packages.length, examined, others: found.others, lost, unknown, issued, results };
      return { ...counts, mixedInstruments, ...(await countOutcomes(book)) };
    } finally {
      await book.close();
    }
  });
}

/** Under what a package is examined. */
interface Terms {
  /** Changed, they put everything in question that is not examined again. */
  readonly anchors: string;
  /** With the revocations: what lies in the folder is examined again. */
  readonly all: string;
}

/** Grows when an examination says more than before: what lies in the folder is then looked at again. */
const examinationVersion = 2;

function termsOf({ trust, trustTime = [] }: Pick<IntakeOptions, 'trust' | 'trustTime'>): Terms {
  const name = (parts: readonly Uint8Array[]) => digestOf(parts.map(digestOf).sort().join());
  const certificatesOf = (files: readonly TrustFile[]) => name(files.flatMap((file) => file.certificates));
  const anchors = trust.length === 0 ? '' : certificatesOf(trust);
  const revocations = name([...trust, ...trustTime].flatMap((file) => file.revocations));
  return { anchors, all: [anchors, revocations, certificatesOf(trustTime), examinationVersion].join(' ') };
}

const mixedOf = (used: readonly UsedInstrument[]): readonly UsedInstrument[] =>
  used.filter(({ year, digest }) => used.some((other) => other.year === year && other.digest !== digest));

async function examineAll(book: Database, paths: readonly string[], terms: Terms, options: IntakeOptions) {
  const known = await knownFiles(book, terms.all);
  const told = { signers: options.trust, time: options.trustTime ?? [], now: options.now() };
  const examiners = createExaminers({ ...options.examiners, terms: told });
  const lost: string[] = [];
  let examined = 0;
  let done = 0;
  const tell = (count: number) => options.onProgress({ done: (done += count), total: paths.length });
  // Done is what is durable: a run that was killed goes on from there.
  const scribe = createScribe(book, (count) => {
    examined += count;
    tell(count);
  });
  tell(0);
  try {
    await inParallel(paths, options.examinersAtOnce, async (path) => {
      const before = await stampOf(path).catch(() => null);
      if (before !== null && known.get(path) === before.stamp) {
        tell(1);
        return;
      }
      const examination = before === null ? null : await examineOne(examiners, path, before.size);
      if (before === null || examination === null) {
        lost.push(path);
        tell(1);
      } else await scribe.add({ path, name: basename(path), stamp: before.stamp, terms, examination });
    });
  } finally {
    examiners.close();
  }
  await scribe.end();
  return { examined, lost: lost.sort() };
}

async function examineOne(
  examiners: ReturnType<typeof createExaminers>,
  path: string,
  size: number,
): Promise<Examination | null> {
  const answer = await examiners.examine(path, size);
  return answer.ok ? answer.examination : failedOf(path, size, failureReason(answer.why));
}

/** The receipt of what could not be read names its bytes nevertheless; null where not even these can be had. */
async function failedOf(path: string, size: number, reason: Examined['reasons'][number]): Promise<Examination | null> {
  const sha256 = await hashFile(path).catch(() => null);
  if (sha256 === null) return null;
  const nothing = { moreReasons: 0, signers: [], closed: false, signedAt: null, content: null };
  const examined: Examined = { sha256, size, verdict: 'failed', reasons: [reason], ...nothing };
  return { examined, lines: [], instrument: null };
}

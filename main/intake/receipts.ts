import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson } from '#common/domain/canonical-json.ts';
import { mostReasons, type Receipt } from '#common/formats/receipt-schema.ts';
import { createReceiptSigner } from '#main/lib/receipt-jws.ts';
import { sha256 } from '#main/lib/sha256.ts';
import { readCertificate } from '#main/lib/signing/certificate.ts';
import type { SigningIdentity } from '#main/lib/signing/identity.ts';
import type { Database, Tx } from '#main/storage/database.ts';
import { entries, keepReceipt, receiptFiles, receiptOf, type BookEntry } from './book.ts';
import { decisionReason } from './reasons.ts';

export interface Issuer {
  readonly identity: SigningIdentity;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly version: string;
}

type Statement = Pick<
  Receipt,
  'format' | 'package' | 'outcome' | 'content' | 'result' | 'signers' | 'reasons' | 'moreReasons' | 'other'
>;

/** What a receipt says on one package; equal statements are never signed twice. */
function statementOf({ name, examined, outcome, reason, other }: BookEntry): Statement {
  const { sha256: digest, size, content, signers, reasons, moreReasons } = examined;
  const { points, full, percent, grade, passed } = content?.totals ?? {};
  const isTaken = outcome === 'accepted' && points !== undefined && full !== undefined;
  return {
    format: 'lpa-receipt/1',
    package: { sha256: digest, size, fileName: name.slice(0, 500) },
    outcome,
    content: content?.said ?? null,
    result: isTaken ? { points, full, percent: percent ?? null, grade: grade ?? null, passed: passed ?? null } : null,
    signers,
    reasons: [...(reason === null ? [] : [decisionReason(reason)]), ...reasons].slice(0, mostReasons),
    moreReasons,
    other,
  };
}

/** "LPA2567-05990312-…-7f3a91c2d05e….lpareceipt", without what file systems refuse. */
function fileNameOf({ name, examined }: BookEntry): string {
  const base = name.replace(/\.asice$/i, '').replace(/[\\/:*?"<>|\s\p{Cc}\p{Cf}]+/gu, '-');
  return `${Array.from(base).slice(0, 60).join('')}-${examined.sha256}.lpareceipt`;
}

/** Signs a receipt for every package whose decision says something new. Returns how many were issued. */
export async function issueReceipts(tx: Tx, { identity, now, version }: Issuer): Promise<number> {
  const sign = await createReceiptSigner(identity);
  const { owner } = await readCertificate(identity.certificate);
  let issued = 0;
  for await (const entry of entries(tx)) {
    const said = statementOf(entry);
    const statement = sha256(canonicalJson(said));
    const before = await receiptOf(tx, entry.examined.sha256);
    if (before?.statement === statement) continue;
    const software = { name: 'LPA Assessor', version };
    const jws = await sign({ ...said, issuedAt: new Date(now).toISOString(), issuer: owner.slice(0, 500), software });
    await keepReceipt(tx, { sha256: entry.examined.sha256, file: before?.file ?? fileNameOf(entry), statement, jws });
    issued += 1;
  }
  return issued;
}

/** Puts the receipts of the book into `receipts/`; what is there already is left alone. */
export async function writeReceipts(book: Database, out: string): Promise<void> {
  const folder = join(out, 'receipts');
  await mkdir(folder, { recursive: true });
  for (const { sha256: digest, file } of await receiptFiles(book)) {
    const kept = await receiptOf(book, digest);
    if (kept === undefined) continue;
    const path = join(folder, file);
    const there = await readFile(path, 'latin1').catch(() => null);
    if (there === kept.jws) continue;
    // Not forced to the disk one by one: the book is, and the next run writes what is missing.
    await writeFile(`${path}.new`, kept.jws);
    await rename(`${path}.new`, path);
  }
}

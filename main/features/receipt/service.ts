import { open } from 'node:fs/promises';
import type { ReceiptImport, ReceiptRecord } from '#common/contract/channels/receipt.ts';
import { AppError, isAppError } from '#common/contract/failures.ts';
import type { Emit, Tickets } from '#main/lib/ports.ts';
import { readReceipt as readSigned, type SignedReceipt } from '#main/lib/receipt-jws.ts';
import type { OpenLibrary } from '#main/storage/library.ts';
import * as queries from './queries.ts';

/** A package that was signed here. */
interface KnownPackage {
  readonly id: string;
  readonly submission: string;
  readonly code: string;
}

export interface ReceiptDeps {
  /** The open library; throws 'library.locked'. */
  current(): Pick<OpenLibrary, 'db' | 'vault'>;
  readonly emit: Emit;
  readonly tickets: Tickets;
  /** The package whose file has this SHA-256. */
  findPackage(sha256: string): Promise<KnownPackage | null>;
  /** The file with this SHA-256 has a receipt that was believed, now or before. */
  received(sha256: string, receipt: ReceiptRecord): Promise<void>;
}

/** 200 reasons with the longest sentences, as base64. */
const mostBytes = 4 * 1024 * 1024;

async function readFile(path: string): Promise<string> {
  const unreadable = (cause: unknown) => new AppError('file.unreadable', {}, { cause });
  const handle = await open(path, 'r').catch((error: unknown) => {
    throw unreadable(error);
  });
  try {
    const { size } = await handle.stat();
    if (size > mostBytes) throw new AppError('file.too-large', { size, limit: mostBytes });
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(mostBytes + 1), 0, mostBytes + 1, 0);
    if (bytesRead > mostBytes) throw new AppError('file.too-large', { limit: mostBytes });
    return buffer.toString('utf8', 0, bytesRead);
  } catch (error) {
    throw isAppError(error) ? error : unreadable(error);
  } finally {
    await handle.close();
  }
}

/** What centres said of the packages that were signed here. */
export function createReceipts({ current, emit, tickets, findPackage, received }: ReceiptDeps) {
  const importFile = (ticket: string): Promise<ReceiptImport> =>
    judge(ticket, tickets.name(ticket), () => readFile(tickets.path(ticket)));

  /** `about`: the SHA-256 of the only package that it may be of. */
  async function judge(
    ticket: string,
    fileName: string,
    read: () => Promise<string>,
    about: string | null = null,
  ): Promise<ReceiptImport> {
    const base = { ticket, fileName, centre: null, receipt: null, laoName: null, failure: null };
    try {
      const jws = (await read()).trim();
      const signed = await readSigned(jws);
      const { owner, fingerprint, selfSigned, issuer } = signed.issuer;
      const centre = { name: owner, fingerprint, selfSigned, issuer };
      const laoName = signed.receipt.content?.lao.name.th ?? null;
      const { sha256 } = signed.receipt.package;
      const known = about === null || about === sha256 ? await findPackage(sha256) : null;
      if (known === null) return { ...base, outcome: 'unknown-package', centre, laoName };
      const receipt = recordOf(known, signed, centre);
      const { db, vault } = current();
      const trusted = await queries.trustedCentres(db, vault);
      if (!trusted.includes(fingerprint)) return { ...base, outcome: 'unknown-centre', centre, receipt, laoName };
      const outcome = await keep({ record: receipt, jws });
      await received(sha256, receipt);
      return { ...base, outcome, centre, receipt, laoName };
    } catch (error) {
      if (!isAppError(error) || error.code === 'library.locked') throw error;
      return { ...base, outcome: 'refused', failure: { code: error.code, details: error.details } };
    }
  }

  /** The person has compared these fingerprints. */
  async function remember(trust: readonly string[]): Promise<void> {
    if (trust.length === 0) return;
    const { db, vault } = current();
    await db.write(async (tx) => {
      const before = await queries.trustedCentres(tx, vault);
      await queries.keepCentres(tx, vault, [...new Set([...before, ...trust])]);
    });
  }

  /** The one that was issued last holds, whatever the order they come in. */
  async function keep(stored: queries.StoredReceipt): Promise<ReceiptImport['outcome']> {
    const { db, vault } = current();
    return db.write(async (tx) => {
      const before = await queries.readReceipt(tx, vault, stored.record.package);
      if (before?.jws === stored.jws) return 'already-there';
      if (before !== null && Date.parse(before.record.issuedAt) > Date.parse(stored.record.issuedAt)) return 'older';
      await queries.keepReceipt(tx, vault, stored);
      return 'kept';
    });
  }

  return {
    async list(submission: string | null): Promise<ReceiptRecord[]> {
      const { db, vault } = current();
      return (await queries.listReceipts(db, vault, submission)).map(({ record }) => record);
    },

    /** A receipt that came over the line, about that package. */
    async importText(jws: string, about: string, trust: readonly string[]): Promise<ReceiptImport> {
      await remember(trust);
      const result = await judge('', '', async () => jws, about);
      if (result.outcome === 'kept') emit('changed', { what: 'receipts' });
      return result;
    },

    async importFiles(files: readonly string[], trust: readonly string[]): Promise<ReceiptImport[]> {
      await remember(trust);
      const results: ReceiptImport[] = [];
      for (const ticket of files) results.push(await importFile(ticket));
      if (results.some(({ outcome }) => outcome === 'kept')) emit('changed', { what: 'receipts' });
      return results;
    },
  };
}

function recordOf(known: KnownPackage, { receipt }: SignedReceipt, centre: ReceiptRecord['centre']): ReceiptRecord {
  const { outcome, issuedAt, result, reasons, moreReasons } = receipt;
  const { id, submission, code } = known;
  return {
    ...{ package: id, submission, code, outcome, issuedAt, centre },
    ...{ percent: result?.percent ?? null, reasons, moreReasons },
  };
}

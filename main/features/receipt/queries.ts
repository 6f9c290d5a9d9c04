import { z } from 'zod';
import type { ReceiptRecord } from '#common/contract/channels/receipt.ts';
import { sql, type Reader, type Tx } from '#main/storage/database.ts';
import { readDocument, writeDocument } from '#main/storage/documents.ts';
import type { Vault } from '#main/storage/library.ts';

/** With the text as it came, so that it can be handed on and checked again. */
export interface StoredReceipt {
  readonly record: ReceiptRecord;
  readonly jws: string;
}

interface Row {
  readonly package: string;
  readonly sealed: Buffer;
}

const unseal = (vault: Vault, row: Row): StoredReceipt =>
  vault.unsealJson('receipts', row.package, row.sealed) as StoredReceipt;

/** Newest first. */
export async function listReceipts(reader: Reader, vault: Vault, submission: string | null): Promise<StoredReceipt[]> {
  const rows = await reader.all<Row>(
    sql`SELECT receipts.package, receipts.sealed FROM receipts JOIN packages ON packages.id = receipts.package
        WHERE ${submission} IS NULL OR packages.submission = ${submission}`,
  );
  const receipts = rows.map((row) => unseal(vault, row));
  return receipts.sort((one, other) => Date.parse(other.record.issuedAt) - Date.parse(one.record.issuedAt));
}

export async function readReceipt(reader: Reader, vault: Vault, id: string): Promise<StoredReceipt | null> {
  const row = await reader.get<Row>(sql`SELECT package, sealed FROM receipts WHERE package = ${id}`);
  return row === undefined ? null : unseal(vault, row);
}

export async function keepReceipt(tx: Tx, vault: Vault, stored: StoredReceipt): Promise<void> {
  const id = stored.record.package;
  const sealed = vault.sealJson('receipts', id, stored);
  await tx.run(
    sql`INSERT INTO receipts (package, sealed) VALUES (${id}, ${sealed})
        ON CONFLICT (package) DO UPDATE SET sealed = excluded.sealed`,
  );
}

const centres = { kind: 'centres', id: 'trusted' };

/** Fingerprints of the centres whose receipts are believed. */
export async function trustedCentres(reader: Reader, vault: Vault): Promise<readonly string[]> {
  return z
    .array(z.string())
    .catch([])
    .parse(await readDocument(reader, vault, centres.kind, centres.id));
}

export const keepCentres = (tx: Tx, vault: Vault, fingerprints: readonly string[]): Promise<void> =>
  writeDocument(tx, vault, centres.kind, centres.id, fingerprints);

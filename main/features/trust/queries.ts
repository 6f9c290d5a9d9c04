import type { TrustPurpose } from '#common/contract/channels/trust.ts';
import { sql, type Reader, type Tx } from '#main/storage/database.ts';
import type { Vault } from '#main/storage/library.ts';

/** A file that was taken in, as it was read: DER in base64. */
export interface StoredTrust {
  readonly id: string;
  readonly fileName: string;
  readonly addedAt: string;
  readonly certificates: readonly string[];
  readonly revocations: readonly string[];
  /** Missing in entries of before, when what was trusted was trusted for everything. */
  readonly purposes?: readonly TrustPurpose[];
}

const table = 'trust';
const authorityRow = 'authority';

/** Sealed by this program after they were checked, so not checked again. Oldest first. */
export async function readEntries(reader: Reader, vault: Vault): Promise<StoredTrust[]> {
  const rows = await reader.all<{ id: string; sealed: Buffer }>(
    sql`SELECT id, sealed FROM trust WHERE id <> ${authorityRow}`,
  );
  const entries = rows.map((row) => vault.unsealJson(table, row.id, row.sealed) as StoredTrust);
  return entries.sort((one, other) => one.addedAt.localeCompare(other.addedAt));
}

async function write(tx: Tx, vault: Vault, id: string, value: unknown): Promise<void> {
  const sealed = vault.sealJson(table, id, value);
  await tx.run(
    sql`INSERT INTO trust (id, sealed) VALUES (${id}, ${sealed}) ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed`,
  );
}

export const writeEntry = (tx: Tx, vault: Vault, entry: StoredTrust): Promise<void> =>
  write(tx, vault, entry.id, entry);

export async function deleteEntry(tx: Tx, id: string): Promise<void> {
  await tx.run(sql`DELETE FROM trust WHERE id = ${id}`);
}

export async function readAuthority(reader: Reader, vault: Vault): Promise<string | null> {
  const row = await reader.get<{ sealed: Buffer }>(sql`SELECT sealed FROM trust WHERE id = ${authorityRow}`);
  return row === undefined ? null : (vault.unsealJson(table, authorityRow, row.sealed) as string);
}

export const writeAuthority = (tx: Tx, vault: Vault, address: string | null): Promise<void> =>
  address === null ? deleteEntry(tx, authorityRow) : write(tx, vault, authorityRow, address);

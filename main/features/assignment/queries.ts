import { z } from 'zod';
import type { ServerAssignment } from '#common/formats/assessment-server.ts';
import { Round } from '#common/formats/assessment-server.ts';
import { sql, type Reader, type Tx } from '#main/storage/database.ts';
import { readDocument, writeDocument } from '#main/storage/documents.ts';
import type { Vault } from '#main/storage/library.ts';

/** How far the list of work is known. */
const SyncState = z.object({
  /** Where the next question for changes begins. */
  cursor: z.string(),
  at: z.string(),
  /** Person and teams that it was told to. */
  owner: z.string(),
  rounds: z.array(Round),
});
export type SyncState = z.infer<typeof SyncState>;

const place = ['assignments', 'state'] as const;

export const readState = async (reader: Reader, vault: Vault): Promise<SyncState | null> =>
  SyncState.nullable()
    .catch(null)
    .parse((await readDocument(reader, vault, ...place)) ?? null);

export const writeState = (tx: Tx, vault: Vault, state: SyncState | null): Promise<void> =>
  writeDocument(tx, vault, ...place, state);

/** Sealed by this program after it was checked, so not checked again: a country has 7,849 of them. */
export async function readAll(reader: Reader, vault: Vault): Promise<ServerAssignment[]> {
  const rows = await reader.all<{ id: string; sealed: Buffer }>(sql`SELECT id, sealed FROM assignments`);
  return rows.map((row) => vault.unsealJson('assignments', row.id, row.sealed) as ServerAssignment);
}

/** Rows in one statement; SQLite takes the bytes as hexadecimal text, since JSON has none. */
const perStatement = 1000;

export async function putAll(tx: Tx, vault: Vault, assignments: readonly ServerAssignment[]): Promise<void> {
  for (let at = 0; at < assignments.length; at += perStatement) {
    const rows = assignments
      .slice(at, at + perStatement)
      .map((one) => [one.id, Buffer.from(vault.sealJson('assignments', one.id, one)).toString('hex')]);
    await tx.run(
      sql`INSERT INTO assignments (id, sealed)
          SELECT json_extract(value, '$[0]'), unhex(json_extract(value, '$[1]')) FROM json_each(${JSON.stringify(rows)})
          WHERE true ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed`,
    );
  }
}

export async function deleteAll(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.run(sql`DELETE FROM assignments WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`);
}

export async function forgetEverything(tx: Tx, vault: Vault): Promise<void> {
  await tx.run(sql`DELETE FROM assignments`);
  await writeState(tx, vault, null);
}

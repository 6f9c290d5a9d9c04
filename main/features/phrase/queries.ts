import type { Phrase } from '#common/domain/phrase.ts';
import { sql, type Reader, type Tx } from '#main/storage/database.ts';
import type { Vault } from '#main/storage/library.ts';

const table = 'phrases';

/** Sealed by this program after they were checked, so not checked again. */
export async function readPhrases(reader: Reader, vault: Vault): Promise<Phrase[]> {
  const rows = await reader.all<{ id: string; sealed: Buffer }>(sql`SELECT id, sealed FROM phrases ORDER BY id`);
  return rows.map((row) => vault.unsealJson(table, row.id, row.sealed) as Phrase);
}

export async function writePhrase(tx: Tx, vault: Vault, phrase: Phrase): Promise<void> {
  const sealed = vault.sealJson(table, phrase.id, phrase);
  await tx.run(
    sql`INSERT INTO phrases (id, sealed) VALUES (${phrase.id}, ${sealed})
        ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed`,
  );
}

export async function deletePhrase(tx: Tx, id: string): Promise<void> {
  await tx.run(sql`DELETE FROM phrases WHERE id = ${id}`);
}

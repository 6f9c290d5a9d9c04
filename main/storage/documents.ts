import { sql, type Reader, type Tx } from './database.ts';
import type { Vault } from './library.ts';

/** A small sealed thing by kind and id, or undefined. Throws AppError('storage.damaged') when it was altered. */
export async function readDocument(reader: Reader, vault: Vault, kind: string, id: string): Promise<unknown> {
  const row = await reader.get<{ sealed: Buffer }>(
    sql`SELECT sealed FROM documents WHERE kind = ${kind} AND id = ${id}`,
  );
  return row === undefined ? undefined : vault.unsealJson(`documents:${kind}`, id, row.sealed);
}

export async function writeDocument(tx: Tx, vault: Vault, kind: string, id: string, value: unknown): Promise<void> {
  const sealed = vault.sealJson(`documents:${kind}`, id, value);
  await tx.run(
    sql`INSERT INTO documents (kind, id, sealed) VALUES (${kind}, ${id}, ${sealed})
        ON CONFLICT (kind, id) DO UPDATE SET sealed = excluded.sealed`,
  );
}

import { z } from 'zod';
import type { Instrument } from '#common/domain/instrument.ts';
import { Instrument as InstrumentSchema } from '#common/formats/instrument-schema.ts';
import { sha256 } from '#main/lib/sha256.ts';
import { sql, type Reader, type Tx } from '#main/storage/database.ts';
import { readDocument, writeDocument } from '#main/storage/documents.ts';
import type { Vault } from '#main/storage/library.ts';

export interface StoredInstrument {
  readonly digest: string;
  readonly bytes: Buffer;
  readonly instrument: Instrument;
}

const kind = 'own-instruments';
const place = 'list';
const Own = z.array(z.object({ digest: z.string(), savedAt: z.string() }));

/** Digests of instruments that were made here, with the time. */
export const readOwn = async (reader: Reader, vault: Vault) =>
  Own.catch([]).parse(await readDocument(reader, vault, kind, place));

export const writeOwn = (tx: Tx, vault: Vault, own: z.infer<typeof Own>): Promise<void> =>
  writeDocument(tx, vault, kind, place, own);

/** Every instrument in the library; their files are few. */
export async function listStored(reader: Reader, vault: Vault): Promise<readonly StoredInstrument[]> {
  const rows = await reader.all<{ name: string; sealed: Buffer }>(sql`SELECT name, sealed FROM instruments`);
  return rows.flatMap(({ name, sealed }) => stored(vault.unseal('instruments', name, sealed)) ?? []);
}

/** Null for one of a newer format: another version of the program keeps it. */
export function stored(bytes: Buffer): StoredInstrument | null {
  const parsed = InstrumentSchema.safeParse(JSON.parse(bytes.toString('utf8')));
  return parsed.success ? { digest: sha256(bytes), bytes, instrument: parsed.data } : null;
}

export async function writeStored(tx: Tx, vault: Vault, digest: string, bytes: Buffer): Promise<void> {
  const name = vault.nameOf(digest);
  const sealed = vault.seal('instruments', name, bytes);
  await tx.run(sql`INSERT INTO instruments (name, sealed) VALUES (${name}, ${sealed}) ON CONFLICT DO NOTHING`);
}

export async function deleteStored(tx: Tx, vault: Vault, digest: string): Promise<void> {
  await tx.run(sql`DELETE FROM instruments WHERE name = ${vault.nameOf(digest)}`);
}

import { z } from 'zod';
import { Centre } from '#common/contract/channels/receipt.ts';
import { Failure } from '#common/contract/failures.ts';
import { receiptOutcomes } from '#common/formats/receipt-schema.ts';
import { sql, type Reader, type Tx } from '#main/storage/database.ts';
import type { Vault } from '#main/storage/library.ts';

/** A package in the outbox, as it survives a restart. How many bytes the server has, the server says. */
const OutboxEntry = z.object({
  id: z.string(),
  package: z.string(),
  submission: z.string(),
  /** Smaller first. */
  order: z.number(),
  /** The file that goes or went: a package that is stamped or signed once more becomes another file. */
  file: z.object({
    sha256: z.string(),
    size: z.number(),
    fileName: z.string(),
    code: z.string(),
    stamped: z.boolean(),
  }),
  state: z.enum(['queued', 'paused', 'failed', 'sent', 'received', 'handed-over']),
  waitForTimestamp: z.boolean(),
  /** Where the server wants the bytes; durable before the first of them is sent. */
  upload: z.object({ server: z.string(), address: z.string() }).nullable(),
  /** When it last stopped. */
  done: z.number(),
  failure: Failure.nullable(),
  sent: z.object({ server: z.string(), at: z.string() }).nullable(),
  handedOver: z.object({ at: z.string(), by: z.string() }).nullable(),
  /** A receipt of a centre that nobody has confirmed. */
  unconfirmed: z.object({ jws: z.string(), centre: Centre }).nullable(),
  receipt: z.object({ outcome: z.enum(receiptOutcomes), issuedAt: z.string() }).nullable(),
});
export type OutboxEntry = z.infer<typeof OutboxEntry>;

interface Row {
  readonly id: string;
  readonly sealed: Buffer;
}

const unseal = (vault: Vault, { id, sealed }: Row): OutboxEntry =>
  OutboxEntry.parse(vault.unsealJson('outbox', id, sealed));

/** In the order in which they go out. */
export async function listEntries(reader: Reader, vault: Vault): Promise<OutboxEntry[]> {
  const rows = await reader.all<Row>(sql`SELECT id, sealed FROM outbox`);
  return rows.map((row) => unseal(vault, row)).sort((a, b) => a.order - b.order);
}

export async function readEntry(reader: Reader, vault: Vault, id: string): Promise<OutboxEntry | null> {
  const row = await reader.get<Row>(sql`SELECT id, sealed FROM outbox WHERE id = ${id}`);
  return row === undefined ? null : unseal(vault, row);
}

export async function putEntry(tx: Tx, vault: Vault, entry: OutboxEntry): Promise<void> {
  const { id, submission } = entry;
  const sealed = vault.sealJson('outbox', id, entry);
  await tx.run(
    sql`INSERT INTO outbox (id, submission, sealed) VALUES (${id}, ${submission}, ${sealed})
        ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed`,
  );
}

export const deleteEntry = (tx: Tx, id: string): Promise<unknown> => tx.run(sql`DELETE FROM outbox WHERE id = ${id}`);

export const deleteEntriesOf = (tx: Tx, submission: string): Promise<unknown> =>
  tx.run(sql`DELETE FROM outbox WHERE submission = ${submission}`);

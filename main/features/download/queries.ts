import { z } from 'zod';
import { Failure } from '#common/contract/failures.ts';
import { sql, type Reader, type Tx } from '#main/storage/database.ts';
import { readDocument, writeDocument } from '#main/storage/documents.ts';
import type { Vault } from '#main/storage/library.ts';

/** One place in the queue, as it survives a restart. What comes in meanwhile shows itself in the store. */
const QueuedDownload = z.object({
  submission: z.string(),
  laoName: z.string(),
  laoCode: z.string(),
  /** Smaller first. */
  order: z.number(),
  state: z.enum(['queued', 'paused', 'failed']),
  /** Announced by the list of work until the manifest came. */
  revision: z.number(),
  files: z.number(),
  bytes: z.number(),
  /** When it last stopped; counted anew from the store when it runs. */
  filesDone: z.number(),
  bytesDone: z.number(),
  /** The verified manifest that is being fetched; its files are looked for in the store. */
  manifest: z.string().nullable(),
  failure: Failure.nullable(),
  problems: z.array(z.object({ evidence: z.string(), title: z.string(), failure: Failure })),
});
export type QueuedDownload = z.infer<typeof QueuedDownload>;
export type FileProblem = QueuedDownload['problems'][number];

export async function readQueue(reader: Reader, vault: Vault): Promise<QueuedDownload[]> {
  const rows = await reader.all<{ submission: string; sealed: Buffer }>(sql`SELECT submission, sealed FROM downloads`);
  return rows
    .map((row) => QueuedDownload.parse(vault.unsealJson('downloads', row.submission, row.sealed)))
    .sort((a, b) => a.order - b.order);
}

export async function putDownload(tx: Tx, vault: Vault, download: QueuedDownload): Promise<void> {
  const { submission } = download;
  const sealed = vault.sealJson('downloads', submission, download);
  await tx.run(
    sql`INSERT INTO downloads (submission, sealed) VALUES (${submission}, ${sealed})
        ON CONFLICT (submission) DO UPDATE SET sealed = excluded.sealed`,
  );
}

export async function deleteDownload(tx: Tx, submission: string): Promise<void> {
  await tx.run(sql`DELETE FROM downloads WHERE submission = ${submission}`);
}

export const readPaused = async (reader: Reader, vault: Vault): Promise<boolean> =>
  (await readDocument(reader, vault, 'downloads', 'paused')) === true;

export const writePaused = (tx: Tx, vault: Vault, paused: boolean): Promise<void> =>
  writeDocument(tx, vault, 'downloads', 'paused', paused);

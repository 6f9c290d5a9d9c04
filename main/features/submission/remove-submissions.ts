import { z } from 'zod';
import { reopenManifest } from '#main/lib/manifest-jws.ts';
import type { Reader, Tx } from '#main/storage/database.ts';
import { readDocument, writeDocument } from '#main/storage/documents.ts';
import type { Vault } from '#main/storage/library.ts';
import * as queries from './queries.ts';
import type { ImportLibrary } from './import-submission.ts';

const kind = 'discarded-blobs';
const place = 'pending';

/**
 * Forgets submissions with their histories in one transaction. Their files' digests are noted in it and removed by
 * `removeDiscarded`, with those that `alsoRemove` names, so that a crash in between leaves no file that nobody knows of.
 */
export async function removeSubmissions(
  { db, vault, events }: ImportLibrary,
  ids: readonly string[],
  alsoRemove: (tx: Tx, id: string) => Promise<readonly string[]>,
): Promise<void> {
  await db.write(async (tx) => {
    const digests: string[] = [];
    for (const id of ids) {
      for (const jws of await queries.readAllManifests(tx, vault, id))
        digests.push(...reopenManifest(jws).evidence.map(({ sha256 }) => sha256));
      digests.push(...(await alsoRemove(tx, id)));
      await events.remove(tx, id);
      await queries.deleteSubmission(tx, id);
    }
    await noteDiscarded(tx, vault, digests);
  });
}

/** What `removeDiscarded` will remove, unless somebody needs it by then. */
export async function noteDiscarded(tx: Tx, vault: Vault, digests: readonly string[]): Promise<void> {
  const pending = await readPending(tx, vault);
  await writeDocument(tx, vault, kind, place, [...new Set([...pending, ...digests])]);
}

const readPending = async (reader: Reader, vault: Vault): Promise<readonly string[]> =>
  z
    .array(z.string())
    .catch([])
    .parse(await readDocument(reader, vault, kind, place));

/** Removes stored files that no submission needs any more. Must not run while an import does. */
export async function removeDiscarded({ db, vault, blobs }: ImportLibrary): Promise<void> {
  const pending = await readPending(db, vault);
  if (pending.length === 0) return;
  for (const digest of pending) if (!(await queries.isBlobNeeded(db, vault, digest))) await blobs.remove(digest);
  await db.write((tx) => writeDocument(tx, vault, kind, place, []));
}

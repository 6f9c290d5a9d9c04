import type { Readable } from 'node:stream';
import type { Tx } from '#main/storage/database.ts';
import type { ImportLibrary } from './import-submission.ts';
import * as queries from './queries.ts';
import { noteDiscarded, removeDiscarded } from './remove-submissions.ts';

/**
 * Seals content that is part of no bundle and lets `commit` make it count, in a transaction that also registers it as
 * needed. Noted as discarded before: killed in between, the next import or addition removes it. Must not run while an
 * import does.
 */
export async function keepContent<T>(
  library: ImportLibrary,
  submission: string,
  content: { readonly sha256: string; readonly size: number },
  open: () => Readable,
  commit: (register: (tx: Tx) => Promise<void>) => Promise<T>,
): Promise<T> {
  const { db, vault, blobs } = library;
  const { sha256, size } = content;
  await removeDiscarded(library);
  const isHere = await blobs.has(sha256, size);
  if (!isHere) await db.write((tx) => noteDiscarded(tx, vault, [sha256]));
  try {
    if (!isHere) await blobs.put(open(), { sha256, size });
    await blobs.settle([sha256]);
    return await commit((tx) => queries.addBlobs(tx, vault, submission, [sha256]));
  } finally {
    // Refused, or the same content had come in meanwhile: it takes no room then.
    const isNeeded = isHere || (await queries.isBlobNeeded(db, vault, sha256).catch(() => true));
    if (!isNeeded) await blobs.remove(sha256);
  }
}

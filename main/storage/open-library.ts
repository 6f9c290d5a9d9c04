import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, isAppError } from '#common/contract/failures.ts';
import type { Clock } from '#main/lib/ports.ts';
import { replaceFile, syncFolder } from './atomic-file.ts';
import { createBlobStore } from './blob-store.ts';
import type { Tx } from './database.ts';
import { isThere } from './key-file.ts';
import { deriveKeys } from './library-keys.ts';
import type { OpenLibrary, Vault } from './library.ts';
import { openDatabase } from './open-database.ts';
import { onDisk } from './storage-failure.ts';
import { createVault } from './vault.ts';

const temporaryOf = (folder: string) => join(folder, 'temporary');
/** Sealed files that are not complete yet; they stay. */
const partialOf = (folder: string) => join(folder, 'partial');
export const databaseOf = (folder: string) => join(folder, 'library.db');

/** Creates what is missing and empties `temporary/`. Only under the lock: another process may be writing there. */
export async function prepareFolder(folder: string): Promise<void> {
  await onDisk(folder, async () => {
    for (const path of [folder, join(folder, 'blobs'), temporaryOf(folder), partialOf(folder)])
      await mkdir(path, { recursive: true, mode: 0o700 });
    for (const entry of await readdir(temporaryOf(folder)))
      await rm(join(temporaryOf(folder), entry), { recursive: true, force: true });
  });
}

/** Opens what lies in the folder with its key. Throws AppError('library.damaged') when there is no database. */
export async function openLibrary(folder: string, libraryKey: Uint8Array, clock: Clock): Promise<OpenLibrary> {
  const file = databaseOf(folder);
  // SQLite would make an empty one, and an empty library would look as if everything were lost.
  if (!(await isThere(file))) throw new AppError('library.damaged', { reason: 'database-missing' });
  const keys = deriveKeys(libraryKey);
  const vault = createVault(keys);
  const db = await asDamagedLibrary('database', () => openDatabase(file, { clock }));
  const temporary = temporaryOf(folder);
  const blobs = createBlobStore({
    folder: join(folder, 'blobs'),
    temporary,
    partial: partialOf(folder),
    key: keys.blobs,
    nameOf: vault.nameOf,
  });
  return { db, vault, blobs, temporary, folder };
}

/**
 * Makes a new database with its first rows and puts it in place as one file, complete or not at all: a crash leaves
 * either nothing or a library that opens.
 */
export async function createDatabaseFile(
  folder: string,
  libraryKey: Uint8Array,
  clock: Clock,
  fill: (tx: Tx, vault: Vault) => Promise<void>,
): Promise<void> {
  const staged = join(temporaryOf(folder), 'library.db');
  const vault = createVault(deriveKeys(libraryKey));
  const db = await openDatabase(staged, { clock });
  try {
    await db.write((tx) => fill(tx, vault));
  } finally {
    // The last connection that closes folds the WAL into the file.
    await db.close();
  }
  await onDisk(folder, async () => {
    await replaceFile(staged, databaseOf(folder));
    await syncFolder(folder);
  });
}

/**
 * What is 'storage.damaged' for one row or file means for the whole library that it cannot be opened: the database is
 * none, or these keys belong to another one.
 */
export async function asDamagedLibrary<T>(reason: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const damaged = isAppError(error) && error.code === 'storage.damaged';
    throw damaged ? new AppError('library.damaged', { reason }, { cause: error }) : error;
  }
}

import { closeSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { connect } from './connection.ts';
import { onDisk } from './storage-failure.ts';

/**
 * Makes this process the only one that works in the folder, until the returned function is called. Throws
 * AppError('library.busy') when another one does. The lock is SQLite's exclusive lock on an empty file: the operating
 * system drops it when the process dies, so a crash never leaves the library locked, and no process id can be mistaken.
 */
export async function lockLibrary(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, 'library.lock');
  await onDisk(dirname(file), async () => closeSync(openSync(file, 'a', 0o600)));
  const connection = await connect(file, 'read-write', 0);
  try {
    await connection.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    await connection.close().catch(() => undefined);
    throw error;
  }
  return () => connection.close();
}

import { accessSync, constants, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError, isAppError, type FailureCode } from '#common/contract/failures.ts';

/** Codes of SQLite and of the file system that a user can do something about. */
const known: Readonly<Record<string, FailureCode>> = {
  SQLITE_FULL: 'storage.disk-full',
  ENOSPC: 'storage.disk-full',
  EDQUOT: 'storage.disk-full',
  SQLITE_READONLY: 'storage.read-only',
  SQLITE_PERM: 'storage.read-only',
  EROFS: 'storage.read-only',
  EACCES: 'storage.read-only',
  EPERM: 'storage.read-only',
  SQLITE_CORRUPT: 'storage.damaged',
  SQLITE_NOTADB: 'storage.damaged',
  SQLITE_BUSY: 'library.busy',
  SQLITE_LOCKED: 'library.busy',
};

/** SQLite says only "I/O error" or "cannot open" when the WAL's shared memory finds no room or no permission. */
const vague = ['SQLITE_IOERR', 'SQLITE_CANTOPEN'];
const spareBytes = 128 * 1024;

export const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** The refusal that an error of SQLite or of the file system amounts to; other errors come back as they are. */
export function toStorageFailure(error: unknown, folder: string): Error {
  if (!(error instanceof Error)) return new Error(typeof error);
  if (isAppError(error)) return error;
  const code = errorCode(error);
  const failure = known[code] ?? (vague.includes(code) ? (whyDenied(folder) ?? whyFull(folder)) : undefined);
  // Making a folder within a read-only one says that it does not exist.
  const last = failure ?? (code === 'ENOENT' ? whyDenied(folder) : undefined);
  return last === undefined ? error : new AppError(last, { cause: code }, { cause: error });
}

function whyDenied(folder: string): FailureCode | undefined {
  try {
    accessSync(folder, constants.W_OK);
    return undefined;
  } catch (error) {
    const parent = dirname(folder);
    if (errorCode(error) === 'ENOENT' && parent !== folder) return whyDenied(parent);
    return known[errorCode(error)];
  }
}

function whyFull(folder: string): FailureCode | undefined {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < spareBytes ? 'storage.disk-full' : undefined;
  } catch {
    return undefined;
  }
}

/** Runs `work` and turns what the disk refuses into a refusal that the user can understand. */
export async function onDisk<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toStorageFailure(error, folder);
  }
}

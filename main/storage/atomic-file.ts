import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode } from './storage-failure.ts';

/**
 * Makes the names in a folder durable. Windows cannot open a folder for that; NTFS journals names itself.
 */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Writes `bytes` (mode 0600) so that after any crash `file` has either its old or its new content, complete. */
export async function writeAtomically(file: string, bytes: Uint8Array, temporary = `${file}.new`): Promise<void> {
  try {
    await writeDurably(temporary, bytes);
    await replaceFile(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(file));
}

export async function writeDurably(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const attempts = 5;

/** Rename over an existing file; on Windows a virus scanner may hold the target for a moment. */
export async function replaceFile(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const transient = process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(errorCode(error));
      if (!transient || attempt === attempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20 * attempt));
    }
  }
}

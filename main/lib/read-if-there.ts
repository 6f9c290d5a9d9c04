import { readFile } from 'node:fs/promises';

/** The bytes of a file; null when there is no such file, which is the only failure that is none. */
export async function readIfThere(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

import { createSecretKey, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { createBlobStore } from './blob-store.ts';
import { onDisk } from './storage-failure.ts';

/** Bytes that are too many for memory and needed for a while only. */
export interface Scratch {
  readonly size: number;
  /** Plain bytes [begin, end). */
  read(begin: number, end: number): Promise<Buffer>;
  remove(): Promise<void>;
}

/**
 * Writes a stream into a sealed file below `temporary`. Its key is in this process and nowhere else: what a crash leaves
 * behind nobody can read. Errors of the source are thrown as they are, and nothing is left then.
 */
export async function writeScratch(temporary: string, source: Readable): Promise<Scratch> {
  const folder = await onDisk(temporary, () => mkdtemp(join(temporary, 'scratch-')));
  const remove = () => rm(folder, { recursive: true, force: true });
  const store = createBlobStore({
    ...{ folder, temporary: folder, partial: folder },
    ...{ key: createSecretKey(randomBytes(32)), nameOf: () => 'scratch' },
  });
  try {
    const { sha256, size } = await store.add(source);
    return { size, remove, read: (begin, end) => store.read(sha256, begin, end) };
  } catch (error) {
    await remove();
    throw error;
  }
}

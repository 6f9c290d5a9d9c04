import { randomBytes, type KeyObject } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { isAppError } from '#common/contract/failures.ts';
import { fileIdBytes, headBytes, readFileId, recordBytes, unsealChunks, unsealedHead } from './blob-format.ts';
import { createChunkSealer, writeAll, type ChunkSealer } from './chunk-sealer.ts';
import type { PartialBlob } from './library.ts';
import { errorCode, onDisk } from './storage-failure.ts';

export interface PartialDeps {
  /** The file in `partial/`. */
  readonly file: string;
  readonly key: KeyObject;
  readonly nameOf: (sha256: string) => string;
  readonly size: number;
  /** Puts the complete and flushed file in its place, or refuses it. */
  finish(file: string, written: { readonly sha256: string; readonly size: number }): Promise<void>;
}

/** Chunks read at once while an earlier process's work is checked. */
const chunksPerRead = 16;
/** Bytes between two flushes: what a power cut may cost at most, beside what the system writes by itself. */
const flushEvery = 32 * 1024 * 1024;

/**
 * A sealed file that grows over several processes. What lies there is checked chunk by chunk and hashed again (faster than
 * any line); it is cut off at the first chunk that does not open, so a killed process costs what came in the last second.
 * Every chunk has its own random nonce: the same place written twice with other bytes gives nothing away.
 */
export async function openPartial(deps: PartialDeps): Promise<PartialBlob> {
  const { file, key } = deps;
  const disk = <T>(work: () => Promise<T>) => onDisk(file, work);
  const { handle, isNew } = await disk(() => openOrCreate(file));
  let sealer: ChunkSealer;
  let flushed = 0;
  let isOpen = true;

  const begin = () => createChunkSealer(handle, randomBytes(fileIdBytes), deps);

  async function restart(): Promise<ChunkSealer> {
    await handle.truncate(0);
    return begin();
  }

  async function close(): Promise<void> {
    if (!isOpen) return;
    isOpen = false;
    await handle.close();
  }

  try {
    sealer = isNew ? begin() : await disk(async () => (await takeUp(handle, key, deps)) ?? (await restart()));
  } catch (error) {
    await handle.close();
    throw error;
  }
  return {
    get position() {
      return sealer.size;
    },
    async write(bytes) {
      await disk(async () => {
        await sealer.write(bytes);
        if (sealer.size - flushed < flushEvery) return;
        flushed = sealer.size;
        await handle.datasync();
      });
    },
    async restart() {
      sealer = await disk(restart);
      flushed = 0;
    },
    async finish() {
      try {
        await disk(async () => {
          const written = await sealer.seal();
          await handle.sync();
          await close();
          await deps.finish(file, written);
        });
      } catch (error) {
        await close();
        // Wrong content is of no use for another try.
        if (isAppError(error) && error.code === 'file.unreadable') await rm(file, { force: true });
        throw error;
      }
    },
    async suspend() {
      if (!isOpen) return;
      try {
        if (sealer.size > 0) await disk(sealer.flush);
      } finally {
        await close();
      }
    },
    async discard() {
      await close();
      await disk(() => rm(file, { force: true }));
    },
  };
}

/** Most are new: that is tried first. */
async function openOrCreate(file: string): Promise<{ readonly handle: FileHandle; readonly isNew: boolean }> {
  try {
    return { handle: await open(file, 'wx+', 0o600), isNew: true };
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return { handle: await open(file, 'r+'), isNew: false };
    throw error;
  }
}

/** The work of an earlier process, or null where nothing of it can be used. */
async function takeUp(handle: FileHandle, key: KeyObject, deps: PartialDeps): Promise<ChunkSealer | null> {
  const head = Buffer.alloc(headBytes);
  const { bytesRead } = await handle.read(head, 0, headBytes, 0);
  const fileId = bytesRead === headBytes ? readFileId(head) : null;
  if (fileId === null) return null;
  const sealer = createChunkSealer(handle, fileId, { ...deps, continues: true });
  const whole = Math.floor(((await handle.stat()).size - headBytes) / recordBytes);
  let good = 0;
  while (good < whole) {
    const count = Math.min(chunksPerRead, whole - good);
    const records = Buffer.alloc(count * recordBytes);
    const read = await handle.read(records, 0, records.byteLength, headBytes + good * recordBytes);
    const chunks = openGood(key, fileId, good, records.subarray(0, read.bytesRead));
    for (const chunk of chunks) sealer.skip(chunk);
    good += chunks.length;
    if (chunks.length < count) break;
  }
  await handle.truncate(headBytes + good * recordBytes);
  // It may have ended between writing the head and moving the file.
  await writeAll(handle, unsealedHead(fileId), 0);
  return sealer;
}

/** The chunks up to the first one that does not open. */
function openGood(key: KeyObject, fileId: Buffer, first: number, records: Buffer): Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = 0; at + recordBytes <= records.byteLength; at += recordBytes) {
    try {
      chunks.push(...unsealChunks(key, fileId, first + chunks.length, records.subarray(at, at + recordBytes)));
    } catch {
      break;
    }
  }
  return chunks;
}

import { createHash, type KeyObject } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { chunkBytes, headBytes, recordBytes, sealChunk, sealHead } from './blob-format.ts';

export interface WrittenBlob {
  readonly sha256: string;
  readonly size: number;
}

/** Cuts plain bytes into chunks, hashes, seals and writes them behind each other into an open file. */
export interface ChunkSealer {
  /** Plain bytes taken so far. */
  readonly size: number;
  write(bytes: Uint8Array): Promise<void>;
  /** Takes a chunk that lies in the file already, from an earlier process. */
  skip(chunk: Uint8Array): void;
  /** Writes the last, shorter chunk and the head. The file is complete then, but not flushed. */
  seal(): Promise<WrittenBlob>;
}

export function createChunkSealer(
  handle: FileHandle,
  fileId: Buffer,
  where: { readonly key: KeyObject; readonly nameOf: (sha256: string) => string },
): ChunkSealer {
  const hash = createHash('sha256');
  let pending: Buffer[] = [];
  let waiting = 0;
  let index = 0;
  let size = 0;

  async function put(chunk: Uint8Array): Promise<void> {
    hash.update(chunk);
    await writeAll(handle, sealChunk(where.key, fileId, index, chunk), headBytes + index * recordBytes);
    index += 1;
  }

  return {
    get size() {
      return size;
    },
    async write(bytes) {
      let rest = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      size += rest.byteLength;
      while (waiting + rest.byteLength >= chunkBytes) {
        const taken = rest.subarray(0, chunkBytes - waiting);
        rest = rest.subarray(taken.byteLength);
        const chunk = waiting === 0 ? taken : Buffer.concat([...pending, taken]);
        pending = [];
        waiting = 0;
        await put(chunk);
      }
      if (rest.byteLength === 0) return;
      pending.push(rest);
      waiting += rest.byteLength;
    },
    skip(chunk) {
      hash.update(chunk);
      index += 1;
      size += chunk.byteLength;
    },
    async seal() {
      if (waiting > 0) await put(Buffer.concat(pending));
      const written = { sha256: hash.digest('hex'), size };
      await writeAll(handle, sealHead(where.key, where.nameOf(written.sha256), { fileId, ...written }), 0);
      return written;
    },
  };
}

/** A single `write` may stop short on a full disk before the next one fails. */
export async function writeAll(handle: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.byteLength;) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.byteLength - done, position + done);
    done += bytesWritten;
  }
}

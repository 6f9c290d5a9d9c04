import { createHash, type KeyObject } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { release } from '#main/lib/release.ts';
import { chunkBytes, headBytes, recordBytes, sealChunkInto, sealHead, unsealedHead } from './blob-format.ts';

export interface WrittenBlob {
  readonly sha256: string;
  readonly size: number;
}

/** Cuts plain bytes into chunks, hashes and seals them, and writes them behind each other into an open file. */
export interface ChunkSealer {
  /** Plain bytes taken so far. */
  readonly size: number;
  write(bytes: Uint8Array): Promise<void>;
  /** Takes a chunk that lies in the file already, from an earlier process. */
  skip(chunk: Uint8Array): void;
  /** Writes what is whole: all but the last, unfinished chunk. */
  flush(): Promise<void>;
  /** Writes the last, shorter chunk and the head. The file is complete then, but not flushed. */
  seal(): Promise<WrittenBlob>;
}

/** Records written at once. Each write is a trip to another thread and back, and that costs more than copying a record. */
const recordsPerWrite = 8;
/** Milliseconds after which fewer are written too: what comes in on a slow line is not to be lost with the process. */
const writeEvery = 1000;

export function createChunkSealer(
  handle: FileHandle,
  fileId: Buffer,
  where: {
    readonly key: KeyObject;
    readonly nameOf: (sha256: string) => string;
    /** Announced size of the content: a small one takes little memory. */
    readonly size?: number;
    /** Head and chunks of this file id lie in the file already; they are to be skipped one by one. */
    readonly continues?: true;
  },
): ChunkSealer {
  const hash = createHash('sha256');
  const records = Math.min(recordsPerWrite, Math.ceil((where.size ?? Infinity) / chunkBytes) || 1);
  /** Sealed records (before the first of them a head without its seal) that belong at `position` of the file. */
  const sealed = Buffer.allocUnsafeSlow(headBytes + records * recordBytes);
  let used = where.continues ? 0 : unsealedHead(fileId).copy(sealed);
  let position = where.continues ? headBytes : 0;
  let writtenAt = Date.now();
  /** The beginning of a chunk. */
  const begun = Buffer.allocUnsafeSlow(chunkBytes);
  let waiting = 0;
  let index = 0;
  let size = 0;

  async function flush(): Promise<void> {
    await writeAll(handle, sealed.subarray(0, used), position);
    position += used;
    used = 0;
    writtenAt = Date.now();
  }

  async function put(chunk: Uint8Array): Promise<void> {
    if (sealed.byteLength - used < recordBytes) await flush();
    hash.update(chunk);
    used += sealChunkInto(sealed, used, where.key, fileId, index, chunk);
    index += 1;
  }

  return {
    get size() {
      return size;
    },
    async write(bytes) {
      size += bytes.byteLength;
      for (let at = 0; at < bytes.byteLength;) {
        const piece = bytes.subarray(at, at + chunkBytes - waiting);
        at += piece.byteLength;
        if (piece.byteLength === chunkBytes) {
          await put(piece);
          continue;
        }
        begun.set(piece, waiting);
        waiting += piece.byteLength;
        if (waiting < chunkBytes) continue;
        waiting = 0;
        await put(begun);
      }
      if (index > 0 && Date.now() - writtenAt > writeEvery) await flush();
    },
    skip(chunk) {
      hash.update(chunk);
      index += 1;
      size += chunk.byteLength;
      position += recordBytes;
    },
    flush,
    async seal() {
      if (waiting > 0) await put(begun.subarray(0, waiting));
      const written = { sha256: hash.digest('hex'), size };
      const head = sealHead(where.key, where.nameOf(written.sha256), { fileId, ...written });
      const isAllHere = position === 0;
      if (isAllHere) head.copy(sealed);
      await flush();
      if (!isAllHere) await writeAll(handle, head, 0);
      release(sealed);
      release(begun);
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

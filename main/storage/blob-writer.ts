import { createHash, randomBytes, type KeyObject } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { chunkBytes, fileIdBytes, headBytes, sealChunk, sealHead } from './blob-format.ts';
import { onDisk } from './storage-failure.ts';

export interface WrittenBlob {
  readonly sha256: string;
  readonly size: number;
}

/**
 * Streams plain bytes into a sealed file in `temporary` and hands it to `finish` once it is complete and flushed; the
 * file is gone afterwards, whatever happens, unless `finish` moved it. `grew` is told the size so far and may refuse.
 * Memory stays flat: one chunk at a time. Errors of the source are thrown as they are.
 */
export async function writeBlob(
  source: Readable,
  where: { readonly temporary: string; readonly key: KeyObject; readonly nameOf: (sha256: string) => string },
  grew: (size: number) => void,
  finish: (file: string, written: WrittenBlob) => Promise<void>,
): Promise<WrittenBlob> {
  const fileId = randomBytes(fileIdBytes);
  const file = join(where.temporary, `${fileId.toString('hex')}.blob`);
  const disk = <T>(work: () => Promise<T>) => onDisk(where.temporary, work);
  const hash = createHash('sha256');
  let size = 0;
  let handle: FileHandle | null = null;
  try {
    const target = (handle = await disk(() => open(file, 'wx', 0o600)));
    // The head's place stays zero until the end: an unfinished file can never pass for a blob.
    await disk(() => writeAll(target, Buffer.alloc(headBytes), 0));
    let at = headBytes;
    let index = 0;
    for await (const chunk of inChunks(source)) {
      size += chunk.byteLength;
      grew(size);
      hash.update(chunk);
      const record = sealChunk(where.key, fileId, index, chunk);
      await disk(() => writeAll(target, record, at));
      at += record.byteLength;
      index += 1;
    }
    const written: WrittenBlob = { sha256: hash.digest('hex'), size };
    const head = sealHead(where.key, where.nameOf(written.sha256), { fileId, ...written });
    await disk(async () => {
      await writeAll(target, head, 0);
      await target.sync();
      await target.close();
      handle = null;
      await finish(file, written);
    });
    return written;
  } finally {
    source.destroy();
    await handle?.close().catch(() => undefined);
    await rm(file, { force: true });
  }
}

/** A single `write` may stop short on a full disk before the next one fails. */
async function writeAll(handle: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.byteLength;) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.byteLength - done, position + done);
    done += bytesWritten;
  }
}

/** The same bytes in pieces of exactly `chunkBytes`, the last one shorter. */
async function* inChunks(source: Readable): AsyncGenerator<Buffer> {
  let pending: Buffer[] = [];
  let length = 0;
  for await (const piece of source as AsyncIterable<Uint8Array | string>) {
    let rest =
      typeof piece === 'string' ? Buffer.from(piece) : Buffer.from(piece.buffer, piece.byteOffset, piece.length);
    while (length + rest.byteLength >= chunkBytes) {
      const taken = rest.subarray(0, chunkBytes - length);
      rest = rest.subarray(taken.byteLength);
      yield length === 0 ? taken : Buffer.concat([...pending, taken]);
      pending = [];
      length = 0;
    }
    if (rest.byteLength > 0) {
      pending.push(rest);
      length += rest.byteLength;
    }
  }
  if (length > 0) yield Buffer.concat(pending);
}

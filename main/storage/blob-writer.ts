import { randomBytes, type KeyObject } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileIdBytes } from './blob-format.ts';
import { createChunkSealer, type WrittenBlob } from './chunk-sealer.ts';
import { onDisk } from './storage-failure.ts';

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
  let handle: FileHandle | null = null;
  try {
    const target = (handle = await disk(() => open(file, 'wx', 0o600)));
    const sealer = createChunkSealer(target, fileId, where);
    for await (const piece of source as AsyncIterable<Uint8Array | string>) {
      const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
      grew(sealer.size + bytes.byteLength);
      await disk(() => sealer.write(bytes));
    }
    return await disk(async () => {
      const written = await sealer.seal();
      await target.sync();
      await target.close();
      handle = null;
      await finish(file, written);
      return written;
    });
  } finally {
    source.destroy();
    await handle?.close().catch(() => undefined);
    await rm(file, { force: true });
  }
}

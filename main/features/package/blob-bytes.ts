import { Readable } from 'node:stream';
import type { ZipSource } from '#main/lib/zip/zip-source.ts';

/** The same stream, told of as it passes; ends with the signal's reason once that is aborted. */
export function watchedStream(
  source: Readable,
  { signal, passed }: { readonly signal: AbortSignal; passed(bytes: number): void },
): Readable {
  async function* pieces(): AsyncGenerator<Buffer> {
    for await (const piece of source as AsyncIterable<Buffer>) {
      signal.throwIfAborted();
      passed(piece.length);
      yield piece;
    }
  }
  return Readable.from(pieces(), { objectMode: false });
}

interface Blobs {
  read(sha256: string, begin: number, end: number): Promise<Buffer>;
}

/** Reads a blob as a zip reader does: fewer bytes only at the end. */
export const blobSource = (blobs: Blobs, sha256: string, size: number): ZipSource => ({
  size,
  readAt: (position, length) => blobs.read(sha256, position, Math.min(position + length, size)),
});

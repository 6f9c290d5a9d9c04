import { Readable } from 'node:stream';

export interface Watch {
  readonly signal: AbortSignal;
  passed(bytes: number): void;
}

/** The same stream, told of as it passes; ends with the signal's reason once that is aborted. */
export function watchedStream(source: Readable, { signal, passed }: Watch): Readable {
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

/** Sealed chunks are opened one by one, so what a reader asks for bit by bit is read in larger pieces. */
const pieceBytes = 1024 * 1024;

/** Reads a blob as a zip reader does: fewer bytes only at the end. */
export function watchedBlob(blobs: Blobs, sha256: string, size: number, { signal, passed }: Watch) {
  let at = 0;
  let piece: Buffer = Buffer.alloc(0);
  const readAt = async (position: number, length: number): Promise<Buffer> => {
    signal.throwIfAborted();
    const end = Math.min(position + length, size);
    if (position >= end) return Buffer.alloc(0);
    if (position < at || end > at + piece.length) {
      piece = await blobs.read(sha256, position, Math.min(size, position + Math.max(length, pieceBytes)));
      at = position;
      passed(piece.length);
    }
    return piece.subarray(position - at, end - at);
  };
  return { size, readAt };
}

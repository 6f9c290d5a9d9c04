import { RandomAccessReader } from 'yauzl';
import { pieceBytes } from './read-ahead.ts';
import type { ReadAt } from './zip-source.ts';

/** Lets yauzl read headers at any place; the data of entries is read by `readRange`. */
export class SourceReader extends RandomAccessReader {
  readonly #readAt: ReadAt;

  constructor(source: { readonly readAt: ReadAt }) {
    super();
    this.#readAt = source.readAt;
  }

  override read(
    target: Buffer,
    offset: number,
    length: number,
    position: number,
    done: (error: Error | null, bytesRead?: number) => void,
  ): void {
    this.#readAt(position, length).then(
      (bytes) => done(null, bytes.copy(target, offset)),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
    );
  }
}

/** The bytes of a range, chunk by chunk; the next one is on its way while one is worked on. */
export async function* readRange(readAt: ReadAt, begin: number, end: number): AsyncGenerator<Buffer> {
  const ask = (at: number): Promise<Buffer> | null => (at < end ? readAt(at, Math.min(pieceBytes, end - at)) : null);
  let next = ask(begin);
  try {
    for (let at = begin; next !== null;) {
      const chunk = await next;
      at += chunk.length;
      next = chunk.length === 0 ? null : ask(at);
      // Whether it failed is seen when it is its turn.
      next?.catch(() => undefined);
      if (chunk.length > 0) yield chunk;
    }
  } finally {
    // Nobody may close the file under a read.
    await next?.catch(() => undefined);
  }
}

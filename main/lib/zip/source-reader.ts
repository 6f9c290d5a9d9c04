import { Readable } from 'node:stream';
import { RandomAccessReader } from 'yauzl';
import type { ReadAt } from './end-record.ts';

const chunkSize = 256 * 1024;

/** Lets yauzl read from any place, chunk by chunk. */
export class SourceReader extends RandomAccessReader {
  readonly #readAt: ReadAt;

  constructor(source: { readonly readAt: ReadAt }) {
    super();
    this.#readAt = source.readAt;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#chunks(start, end), { objectMode: false });
  }

  async *#chunks(start: number, end: number): AsyncGenerator<Buffer> {
    for (let at = start; at < end; at += chunkSize) yield await this.#readAt(at, Math.min(chunkSize, end - at));
  }
}

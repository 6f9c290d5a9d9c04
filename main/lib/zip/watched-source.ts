import type { ZipSource } from './zip-source.ts';

/** Somebody who wants to know how far a long work is, and may end it. */
export interface Watch {
  readonly signal: AbortSignal;
  /** `of`: how many there are. */
  passed(bytes: number, of: number): void;
}

/** The same bytes, told of as they are read; a read throws the signal's reason once that is aborted. */
export const watchedSource = ({ size, readAt }: ZipSource, { signal, passed }: Watch): ZipSource => ({
  size,
  async readAt(position, length) {
    signal.throwIfAborted();
    const bytes = await readAt(position, length);
    passed(bytes.length, size);
    return bytes;
  },
});

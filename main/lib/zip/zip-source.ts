/** Reads `length` bytes at `position`; fewer only at the end. */
export type ReadAt = (position: number, length: number) => Promise<Buffer>;

/** Bytes that can be read at any place, wherever they lie. */
export interface ZipSource {
  readonly size: number;
  readonly readAt: ReadAt;
}

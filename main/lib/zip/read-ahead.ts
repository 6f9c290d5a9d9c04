import type { ZipSource } from './zip-source.ts';

/** Read in one go: of a large entry that is worked through, and around a header. */
export const pieceBytes = 1024 * 1024;

/**
 * The same bytes in fewer trips to where they lie: headers are small and close together (two for each of ten thousand
 * entries), so what is asked for bit by bit comes out of one larger piece.
 */
export function readAhead({ size, readAt }: ZipSource): ZipSource {
  let piece: Buffer = Buffer.alloc(0);
  let at = 0;
  return {
    size,
    async readAt(position, length) {
      if (length >= pieceBytes) return readAt(position, length);
      const end = Math.min(position + length, size);
      if (position >= end) return Buffer.alloc(0);
      if (position >= at && end <= at + piece.length) return piece.subarray(position - at, end - at);
      const fresh = await readAt(position, Math.min(pieceBytes, size - position));
      [piece, at] = [fresh, position];
      return fresh.subarray(0, end - position);
    },
  };
}

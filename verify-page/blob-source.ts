import { AppError } from '#common/contract/failures.ts';
import type { ZipSource } from '#main/lib/zip/zip-source.ts';
import { Buffer } from 'buffer';

/** A file that a person chose, read piece by piece: never more of it is in memory than one piece. */
export function sourceOf(file: Blob, progress: (bytes: number) => void): ZipSource {
  let seen = 0;
  return {
    size: file.size,
    async readAt(position, length) {
      try {
        const bytes = Buffer.from(await file.slice(position, position + length).arrayBuffer());
        progress((seen += bytes.length));
        return bytes;
      } catch (cause) {
        throw new AppError('file.unreadable', { reason: cause instanceof Error ? cause.name : '' }, { cause });
      }
    },
  };
}

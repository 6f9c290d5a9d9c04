import { AppError } from '#common/contract/failures.ts';
import type { ZipSource } from '#main/lib/zip/strict-zip-source.ts';
import { Buffer } from 'buffer';

const window = 16 * 1024;

/**
 * A file that a person chose, read piece by piece: never more of it is in memory than one piece. Headers lie close
 * together, so that small reads come from one window.
 */
export function sourceOf(file: Blob, progress: (bytes: number) => void): ZipSource {
  let kept: { readonly begin: number; readonly bytes: Buffer } = { begin: 0, bytes: Buffer.alloc(0) };
  let seen = 0;
  async function read(begin: number, length: number): Promise<Buffer> {
    try {
      return Buffer.from(await file.slice(begin, begin + length).arrayBuffer());
    } catch (cause) {
      throw new AppError('file.unreadable', { reason: cause instanceof Error ? cause.name : '' }, { cause });
    }
  }
  return {
    size: file.size,
    async readAt(position, length) {
      if (length > window) {
        const bytes = await read(position, length);
        progress((seen += bytes.length));
        return bytes;
      }
      const end = Math.min(position + length, file.size);
      if (position < kept.begin || end > kept.begin + kept.bytes.length)
        kept = { begin: position, bytes: await read(position, window) };
      return kept.bytes.subarray(position - kept.begin, Math.max(position, end) - kept.begin);
    },
  };
}

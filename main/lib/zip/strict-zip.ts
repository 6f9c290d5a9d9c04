import { close, fstat, open, read } from 'node:fs';
import { promisify } from 'node:util';
import { AppError, isAppError } from '#common/contract/failures.ts';
import { openStrictZipFrom, type StrictZip, type ZipLimits } from './strict-zip-source.ts';
import { watchedSource, type Watch } from './watched-source.ts';
import type { ReadAt, ZipSource } from './zip-source.ts';

/** Opens a zip file as `openStrictZipFrom` does. Errors: also AppError 'file.unreadable', and the reason of who ends it. */
export async function openStrictZip(path: string, limits: ZipLimits, watch?: Watch): Promise<StrictZip> {
  const file = await openFile(path);
  try {
    const zip = await openStrictZipFrom(watch === undefined ? file : watchedSource(file, watch), limits);
    let closed: Promise<void> | null = null;
    return { ...zip, close: () => (closed ??= zip.close().then(file.close)) };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function openFile(path: string): Promise<ZipSource & { readonly close: () => Promise<void> }> {
  try {
    const fd = await promisify(open)(path, 'r');
    const facts = await promisify(fstat)(fd);
    if (!facts.isFile()) {
      await promisify(close)(fd);
      throw new AppError('file.unreadable', { reason: 'not-a-file' });
    }
    return { size: facts.size, readAt: readerOf(fd), close: () => promisify(close)(fd) };
  } catch (error) {
    if (isAppError(error)) throw error;
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new AppError('file.unreadable', { reason }, { cause: error });
  }
}

const readerOf =
  (fd: number): ReadAt =>
  async (position, length) => {
    const buffer = Buffer.allocUnsafe(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await promisify(read)(fd, buffer, filled, length - filled, position + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  };

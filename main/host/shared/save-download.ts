import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FailureCode } from '#common/contract/failures.ts';
import { maxBody, type Application, type AppPath, type Served } from '../host.ts';
import { headerOf } from './answer.ts';

/** A file that the page may save: its name, its size and its bytes, piece by piece. */
export interface Download {
  readonly fileName: string;
  readonly size: number;
  read(begin: number, end: number): Promise<Uint8Array>;
}

const reservedOnWindows = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** A name that every file system takes, and that stays inside the folder. */
function safeFileName(name: string): string {
  const cleaned = name
    .normalize('NFC')
    .replace(/[\u0000-\u001f\u007f-\u009f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '_')
    .replace(/^\.+|[. ]+$/g, '')
    .slice(0, 120);
  return cleaned === '' || reservedOnWindows.test(cleaned) ? `file_${cleaned}` : cleaned;
}

/** The file name of `Content-Disposition: attachment` (RFC 6266), or null for anything that is no download. */
function attachmentName(header: string | undefined): string | null {
  if (!/^\s*attachment\b/i.test(header ?? '')) return null;
  const extended = /filename\*\s*=\s*UTF-8''([^;]+)/i.exec(header ?? '')?.[1];
  const plain = /filename\s*=\s*(?:"([^"]*)"|([^;\s]+))/i.exec(header ?? '');
  try {
    return safeFileName(extended === undefined ? (plain?.[1] ?? plain?.[2] ?? 'file') : decodeURIComponent(extended));
  } catch {
    return safeFileName(plain?.[1] ?? plain?.[2] ?? 'file');
  }
}

const sizeOf = (served: Served): number | null => {
  const total = /\/(\d+)$/.exec(headerOf(served, 'content-range') ?? '')?.[1];
  return total === undefined ? null : Number(total);
};

/**
 * What is offered there goes to a file that the user chose, never to a script of the page: recovery sheets and reports
 * would be readable for whatever got into it.
 */
export const isExport = (path: AppPath): boolean => path.startsWith('/export/');

/** Looks whether a path of the app's origin is a download, of any size, without reading more than a byte of it. */
export async function findDownload(app: Pick<Application, 'serve'>, path: AppPath): Promise<Download | null> {
  const ask = (range: string) => app.serve({ origin: 'app', path, method: 'GET', range });
  const first = await ask('bytes=0-0');
  const fileName = attachmentName(headerOf(first, 'content-disposition'));
  if (fileName === null) return null;
  const size = sizeOf(first) ?? first.body.byteLength;
  return {
    fileName,
    size,
    async read(begin, end) {
      if (first.status === 200) return first.body.subarray(begin, end); // ranges are not supported there
      const piece = await ask(`bytes=${begin}-${Math.min(end, begin + maxBody) - 1}`);
      if (piece.status !== 206 || piece.body.byteLength === 0) throw new Error('The download ended early');
      return piece.body;
    },
  };
}

const failureOf = (error: unknown): FailureCode => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'storage.disk-full';
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') return 'storage.read-only';
  return 'internal';
};

/**
 * Writes a download beside its final name, flushes it and only then gives it the name, so that half a package never
 * looks like a whole one. `target`: the exact path the user chose; without it a free name in `folder`.
 */
export async function saveDownload(
  download: Download,
  folder: string,
  target?: string,
): Promise<{ readonly path: string } | { readonly failure: FailureCode }> {
  const partial = join(folder, `.${randomUUID()}.part`);
  try {
    await mkdir(folder, { recursive: true });
    const handle = await open(partial, 'wx', 0o600);
    try {
      for (let begin = 0; begin < download.size;) {
        const piece = await download.read(begin, download.size);
        await handle.writeFile(piece);
        begin += piece.byteLength;
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    const path = target ?? (await reserveName(folder, download.fileName));
    await rename(partial, path);
    return { path };
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    return { failure: failureOf(error) };
  }
}

/** Makes an empty file under the first free name, `report.pdf`, `report (1).pdf` …: nobody's file is overwritten. */
async function reserveName(folder: string, fileName: string): Promise<string> {
  const dot = fileName.lastIndexOf('.');
  const [stem, extension] = dot > 0 ? [fileName.slice(0, dot), fileName.slice(dot)] : [fileName, ''];
  for (let number = 0; ; number++) {
    const path = join(folder, number === 0 ? fileName : `${stem} (${number})${extension}`);
    try {
      await (await open(path, 'wx', 0o600)).close();
      return path;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}

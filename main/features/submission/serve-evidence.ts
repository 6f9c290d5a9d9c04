import { isAppError } from '#common/contract/failures.ts';
import type { EvidenceItem } from '#common/domain/submission.ts';
import type { Served } from '#main/host/host.ts';
import { attachment, serveBytes } from '#main/lib/byte-range.ts';
import { fileBase } from '#main/lib/file-base.ts';
import type { BlobStore } from '#main/storage/library.ts';
import { servedType, sniffLength } from './media-type.ts';
import type { FileStatus } from './queries.ts';

const refuse = (status: number): Served => ({
  status,
  headers: { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
  body: new Uint8Array(),
});

/** A file of evidence where it lies, if it is known and here. */
export interface FoundEvidence {
  readonly blobs: BlobStore;
  readonly item: EvidenceItem | null;
  readonly status: FileStatus;
}

/**
 * Answers `/evidence/<submission>/<id>` from the sealed store: 404 unknown, 409 quarantined or missing, 403 library
 * locked, 500 damaged on disk, else as `serveBytes`.
 */
export async function serveEvidence(
  find: () => Promise<FoundEvidence>,
  rangeHeader: string | null,
  typeOf: (declared: string, head: Uint8Array) => string = servedType,
): Promise<Served> {
  try {
    const { blobs, item, status } = await find();
    if (item === null) return refuse(404);
    if (status !== 'ready') return refuse(409);
    const { sha256, size, mediaType, title, path } = item;
    const type = typeOf(mediaType, await blobs.read(sha256, 0, sniffLength));
    const source = { size, read: (begin: number, end: number) => blobs.read(sha256, begin, end) };
    return await serveBytes(source, rangeHeader, {
      'content-type': type,
      'content-disposition': attachment(fileName(title, path)),
      // Opened as a page of its own, it could still do nothing.
      'content-security-policy': "default-src 'none'; sandbox",
    });
  } catch (error) {
    if (!isAppError(error)) throw error;
    return refuse(error.code === 'library.locked' ? 403 : error.code === 'submission.unknown' ? 404 : 500);
  }
}

/** The title with the ending of the file in the bundle, without what file systems refuse. */
export function fileName(title: string, path: string): string {
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(path)?.[0] ?? '';
  const base = fileBase(title);
  return base.slice(0, base.endsWith(ending) ? base.length - ending.length : undefined).slice(0, 100) + ending;
}

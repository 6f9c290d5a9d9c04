import { Readable } from 'node:stream';
import { isAppError } from '#common/contract/failures.ts';
import type { EvidenceItem } from '#common/domain/submission.ts';
import type { BlobStore } from '#main/storage/library.ts';
import type { FileStatus } from './queries.ts';
import type { SubmissionSource } from './submission-source.ts';

/** Called with the number of bytes that came in since the last call. */
export type OnBytes = (bytes: number) => void;

export interface Fetched {
  readonly status: FileStatus;
  /** The file was not in the store before. */
  readonly added: boolean;
}

/**
 * Brings one file into the sealed store. A file that is not what the manifest says leaves nothing behind and is
 * reported; a disk that refuses, or a source that cannot be read at all, throws.
 */
export async function fetchEvidence(
  source: SubmissionSource,
  item: EvidenceItem,
  blobs: BlobStore,
  onBytes: OnBytes,
): Promise<Fetched> {
  // From an earlier revision, from another submission, or from a try that was killed.
  if (await blobs.has(item.sha256, item.size)) {
    onBytes(item.size);
    return { status: 'ready', added: false };
  }
  const bytes = await source.evidence(item);
  if (bytes === null) return { status: 'missing', added: false };
  try {
    await blobs.put(counted(bytes, onBytes), { sha256: item.sha256, size: item.size });
    return { status: 'ready', added: true };
  } catch (error) {
    if (isAppError(error) && (error.code === 'file.unreadable' || error.code === 'zip.unsafe'))
      return { status: 'quarantined', added: false };
    throw error;
  } finally {
    bytes.destroy();
  }
}

function counted(source: Readable, onBytes: OnBytes): Readable {
  const count = async function* (): AsyncGenerator<Buffer> {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      onBytes(chunk.length);
      yield chunk;
    }
  };
  return Readable.from(count(), { objectMode: false });
}

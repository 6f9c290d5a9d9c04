import { Readable } from 'node:stream';
import { isAppError } from '#common/contract/failures.ts';
import type { EvidenceItem } from '#common/domain/submission.ts';
import type { BlobStore } from '#main/storage/library.ts';
import type { FileStatus } from './queries.ts';
import type { SubmissionSource } from './submission-source.ts';

/** Called with the number of bytes that came in since the last call. */
export type OnBytes = (bytes: number) => void;

/**
 * Brings one file into the sealed store. A file that is not what the manifest says leaves nothing behind and is
 * reported; a disk that refuses, or a source that cannot be read at all, throws.
 */
export async function fetchEvidence(
  source: SubmissionSource,
  item: EvidenceItem,
  blobs: BlobStore,
  onBytes: OnBytes,
): Promise<FileStatus> {
  const bytes = await source.evidence(item);
  if (bytes === 'missing') return 'missing';
  if (bytes === 'differs') return 'quarantined';
  try {
    await blobs.put(counted(bytes, onBytes), { sha256: item.sha256, size: item.size });
    return 'ready';
  } catch (error) {
    if (isAppError(error) && (error.code === 'file.unreadable' || error.code === 'zip.unsafe')) return 'quarantined';
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

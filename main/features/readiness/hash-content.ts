import { createHash } from 'node:crypto';
import { isAppError } from '#common/contract/failures.ts';
import type { BlobStore } from '#main/storage/library.ts';

/** 'lost': there is no such file in the store. 'unreadable': the disk refuses to read it. */
export type ContentState = 'whole' | 'damaged' | 'lost' | 'unreadable';

/**
 * Reads and hashes all of one stored content, as `blobs.verify` does, but tells how far it is, can be stopped in the middle
 * of a large file, and says why a content is not whole. Throws the signal's reason when it was stopped.
 */
export async function hashContent(
  blobs: Pick<BlobStore, 'stream'>,
  sha256: string,
  { signal, onBytes }: { readonly signal: AbortSignal; readonly onBytes: (bytes: number) => void },
): Promise<ContentState> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of blobs.stream(sha256) as AsyncIterable<Buffer>) {
      signal.throwIfAborted();
      hash.update(chunk);
      onBytes(chunk.length);
    }
  } catch (error) {
    signal.throwIfAborted();
    const state = stateOf(error);
    if (state === null) throw error;
    return state;
  }
  signal.throwIfAborted();
  return hash.digest('hex') === sha256 ? 'whole' : 'damaged';
}

/** What an error of the store or of the disk says about the content; null for a defect. */
function stateOf(error: unknown): ContentState | null {
  if (isAppError(error)) {
    if (error.code === 'storage.damaged') return error.details.reason === 'missing' ? 'lost' : 'damaged';
    return error.code === 'storage.read-only' ? 'unreadable' : null;
  }
  return error instanceof Error && 'syscall' in error ? 'unreadable' : null;
}

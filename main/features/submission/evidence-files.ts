import type { ExportTicket } from '#common/contract/channels/library.ts';
import { AppError } from '#common/contract/failures.ts';
import type { EvidenceItem } from '#common/domain/submission.ts';
import type { Served } from '#main/host/host.ts';
import type { Exports, Ids } from '#main/lib/ports.ts';
import type { BlobStore } from '#main/storage/library.ts';
import { streamType } from './media-type.ts';
import { fileName, serveEvidence, type FoundEvidence } from './serve-evidence.ts';

interface EvidenceFilesDeps {
  find(submission: string, evidence: string): Promise<FoundEvidence>;
  readonly exports: Exports;
  readonly ids: Ids;
}

/** Files of evidence that leave the sealed store in another way than by ranges to the page. */
export type EvidenceFiles = ReturnType<typeof createEvidenceFiles>;

/** Streams that are open at a time; the oldest ends first. */
const limit = 20;

export function createEvidenceFiles({ find, exports, ids }: EvidenceFilesDeps) {
  const streams = new Map<string, { readonly submission: string; readonly evidence: string }>();

  async function ready(submission: string, evidence: string): Promise<{ blobs: BlobStore; item: EvidenceItem }> {
    const { blobs, item, status } = await find(submission, evidence);
    if (item === null || status === 'missing') throw new AppError('evidence.unknown');
    if (status === 'quarantined') throw new AppError('evidence.quarantined');
    return { blobs, item };
  }

  return {
    /** The frame of another origin cannot ask for files; what it plays it gets under a name that nobody can guess. */
    async stream(submission: string, evidence: string): Promise<{ path: string }> {
      await ready(submission, evidence);
      const ticket = ids.random();
      streams.set(ticket, { submission, evidence });
      const oldest = streams.size > limit ? streams.keys().next().value : undefined;
      if (oldest !== undefined) streams.delete(oldest);
      return { path: `/stream/${ticket}` };
    },

    /** Answers `/stream/<ticket>` of the evidence origin, by ranges. */
    serveStream(ticket: string, range: string | null): Promise<Served> {
      const known = streams.get(ticket);
      return serveEvidence(
        async () =>
          known === undefined
            ? Promise.reject(new AppError('submission.unknown'))
            : find(known.submission, known.evidence),
        range,
        streamType,
      );
    },

    async save(submission: string, evidence: string): Promise<ExportTicket> {
      const { blobs, item } = await ready(submission, evidence);
      const { sha256, size, title, path } = item;
      // A type that nothing opens by itself.
      return exports.offerStream(fileName(title, path), 'application/octet-stream', size, (begin, end) =>
        blobs.read(sha256, begin, end),
      );
    },

    forget: () => {
      streams.clear();
    },
  };
}

import type { Channel, HandlersFor } from '#common/contract/contract.ts';
import type { createEvidence } from './service.ts';
import type { Uploads } from './uploads.ts';

type EvidenceChannel = Extract<Channel, `evidence.${string}` | `upload.${string}`>;

export const evidenceHandlers = (
  evidence: ReturnType<typeof createEvidence>,
  uploads: Uploads,
): HandlersFor<EvidenceChannel> => ({
  'evidence.add': (request) => evidence.add(request),
  'upload.begin': (file) => uploads.begin(file),
  'upload.part': ({ upload, at, data }) => uploads.part(upload, at, data),
  'upload.finish': ({ upload }) => uploads.finish(upload),
});

import { z } from 'zod';
import { line, localId } from '#common/formats/primitives.ts';
import { TeamEvidence } from '#common/formats/visit-schema.ts';
import { channel } from '../channel.ts';
import { ReviewSnapshot } from './review.ts';
import { submissionId } from './submission.ts';

/** Bytes of one file that the team adds. */
export const maxEvidence = 500_000_000;
/** Bytes of something that has no file behind it: a picture from the clipboard or the camera. */
export const maxUpload = 32 * 1024 * 1024;
/** Characters of base64 in one message; larger ones hold up everything else that the page asks. */
const maxPart = 700_000;
/** Bytes that fit into one part. */
export const partBytes = 512 * 1024;

export const AddedEvidence = z.object({
  /**
   * 'placed': the same content was brought before, and now belongs to these indicators, too. 'already-here': nothing
   * changed. 'of-lao': the LAO attached the same content to these indicators, so it is no evidence of the team's.
   */
  outcome: z.enum(['added', 'placed', 'already-here', 'of-lao']),
  /** Where that content is to be found now. */
  evidence: localId,
  title: z.string(),
  snapshot: ReviewSnapshot,
});
export type AddedEvidence = z.infer<typeof AddedEvidence>;

export const evidenceChannels = {
  /**
   * Seals a file of the team's own and records it. Durable when it answers; the same command again is the same file.
   * `command` also names the progress events.
   */
  'evidence.add': channel(
    z.object({
      submission: submissionId,
      command: z.uuid(),
      indicators: z.array(localId).min(1).max(200),
      title: line.trim().min(1),
      how: TeamEvidence.shape.how,
      ticket: z.string().max(100),
    }),
    AddedEvidence,
  ),
  /** Bytes without a path come in pieces and become a ticket, as a chosen file does. Forgotten after a while. */
  'upload.begin': channel(
    z.object({ name: line, size: z.int().min(1).max(maxUpload) }),
    z.object({ upload: z.string() }),
  ),
  /** `at`: how many bytes came before this part, so that a repeated part does no harm. */
  'upload.part': channel(
    z.object({ upload: z.string().max(100), at: z.int().min(0), data: z.base64().max(maxPart) }),
    z.object({ size: z.number() }),
  ),
  'upload.finish': channel(z.object({ upload: z.string().max(100) }), z.object({ ticket: z.string() })),
};

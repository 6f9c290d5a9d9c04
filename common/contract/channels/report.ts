import { z } from 'zod';
import { paperKinds } from '#common/domain/paper/paper.ts';
import { channel } from '../channel.ts';
import { ExportTicket } from './library.ts';
import { submissionId } from './submission.ts';

export const reportChannels = {
  /** Prints the individual result of one LAO as PDF. Marked as draft while the review is not locked. */
  'report.create': channel(
    z.object({ submission: submissionId, digits: z.enum(['thai', 'arabic']), language: z.enum(['th', 'en']) }),
    ExportTicket,
  ),
  /** Prints what is asked of the LAO, to be handed over. Refused with 'report.nothing-open' when there is nothing. */
  'report.handOver': channel(
    z.object({
      submission: submissionId,
      which: z.enum(['open', 'all']),
      digits: z.enum(['thai', 'arabic']),
      language: z.enum(['th', 'en']),
    }),
    ExportTicket,
  ),
  /**
   * Prints one more paper of an LAO. Refused with 'report.nothing-to-print' where its list would be empty or the record
   * that it tells of is missing (common/domain/paper/hindrance.ts).
   */
  'report.paper': channel(
    z.object({
      submission: submissionId,
      kind: z.enum(paperKinds),
      digits: z.enum(['thai', 'arabic']),
      language: z.enum(['th', 'en']),
    }),
    ExportTicket,
  ),
  /** Prints what the verification of a package found. Needs no library. */
  'report.verification': channel(
    z.object({ ticket: z.string(), digits: z.enum(['thai', 'arabic']), language: z.enum(['th', 'en']) }),
    ExportTicket,
  ),
};

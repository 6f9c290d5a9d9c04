import { z } from 'zod';
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
  /** Prints what the verification of a package found. Needs no library. */
  'report.verification': channel(
    z.object({ ticket: z.string(), digits: z.enum(['thai', 'arabic']), language: z.enum(['th', 'en']) }),
    ExportTicket,
  ),
};

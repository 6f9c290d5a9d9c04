import { z } from 'zod';
import { channel } from '../channel.ts';
import { ExportTicket } from './library.ts';
import { submissionId } from './submission.ts';

/** What became of the annotations in a file; the first six add up to `read`. */
export const AnnotationImport = z.object({
  read: z.number(),
  /** Drawn from now on. */
  added: z.number(),
  /** Kept and exported again, but without a region on a page that could be drawn. */
  kept: z.number(),
  /** Here already. */
  known: z.number(),
  /** On files that this submission does not have. */
  elsewhere: z.number(),
  refused: z.number(),
  /** Why the first of the refused was: "target.selector: FragmentSelector needs value". */
  problem: z.string().nullable(),
});
export type AnnotationImport = z.infer<typeof AnnotationImport>;

export const annotationChannels = {
  /** W3C Web Annotations (.jsonld, .json) of ours or of another program. */
  'annotation.import': channel(
    z.object({ submission: submissionId, command: z.uuid(), ticket: z.string() }),
    AnnotationImport,
  ),
  /** Every annotation that stands, as `annotations.jsonld`. */
  'annotation.export': channel(z.object({ submission: submissionId }), ExportTicket),
  /** A copy of a PDF or picture as PDF, with our marks as annotations that any PDF program shows. */
  'annotation.exportPdf': channel(
    z.object({ submission: submissionId, evidence: z.string().max(64), language: z.enum(['th', 'en']) }),
    ExportTicket,
  ),
};

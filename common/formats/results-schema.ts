import { z } from 'zod';
import { Instrument } from './instrument-schema.ts';
import { isoInstant, line } from './primitives.ts';
import { ReviewFile } from './review-schema.ts';

/** What `review.json` of a package says of one LAO; `finalised` is null while the team has not locked its review. */
export const Result = ReviewFile.omit({ format: true, software: true }).extend({
  finalised: ReviewFile.shape.finalised.nullable(),
});
export type Result = z.infer<typeof Result>;

/** The data of one or more results, for other programs: all by one instrument, which stands in it whole. */
export const ResultsFile = z.looseObject({
  format: z.literal('lpa-results/1'),
  exportedAt: isoInstant,
  software: z.object({ name: line, version: line }),
  instrument: Instrument,
  results: z.array(Result),
});
export type ResultsFile = z.infer<typeof ResultsFile>;

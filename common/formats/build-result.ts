import { buildReviewFile } from './build-review-file.ts';
import type { Result } from './results-schema.ts';

type Parts = Parameters<typeof buildReviewFile>[0];

/** Stands in for the moment of locking, which a draft does not have, and is taken out again. */
const notLocked = { at: '', by: '', event: '' };

/** The result of one LAO as data, of a draft too. */
export function buildResult(parts: Parts): Result {
  const { review } = parts;
  const {
    format: _format,
    software: _software,
    ...result
  } = buildReviewFile({ ...parts, review: { ...review, finalised: review.finalised ?? notLocked } });
  return { ...result, finalised: review.finalised };
}

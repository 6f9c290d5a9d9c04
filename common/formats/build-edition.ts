import { pickFields } from '#common/domain/pick-fields.ts';
import { laoFields, publicFields } from './edition-fields.ts';
import type { LaoResult, PublicResult } from './edition-schema.ts';
import type { ReviewFile } from './review-schema.ts';

type Full = LaoResult['full'];

/** `result.json` for the LAO, from the result in full. */
export const buildLaoResult = (review: ReviewFile, full: Full): LaoResult => ({
  ...{ format: 'lpa-edition/1', audience: 'lao', full },
  ...pickFields(review, laoFields),
});

/** `result.json` for anybody. */
export const buildPublicResult = (review: ReviewFile, full: Full): PublicResult => ({
  ...{ format: 'lpa-edition/1', audience: 'public', full },
  ...pickFields(review, publicFields),
});

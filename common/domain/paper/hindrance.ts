import type { Instrument } from '../instrument.ts';
import { differs, scoredIndicators } from '../report-rows.ts';
import type { Review } from '../review.ts';
import type { SubmissionManifest } from '../submission.ts';
import type { PaperKind } from './paper.ts';

/** Why a paper cannot be printed yet: the record it tells of is missing, or its list would be empty. */
export type PaperHindrance = 'no-visit' | 'no-differences' | 'no-not-applicable' | 'no-live-checks' | 'nothing-to-send';

interface Content {
  readonly manifest: SubmissionManifest;
  readonly instrument: Instrument;
  readonly review: Review;
}

export function paperHindrance(kind: PaperKind, content: Content): PaperHindrance | null {
  const { instrument, review } = content;
  const some = (test: Parameters<ReturnType<typeof scoredIndicators>['some']>[0]) =>
    scoredIndicators(content).some(test);
  switch (kind) {
    case 'differences':
      return some(differs) ? null : 'no-differences';
    case 'not-applicable':
      return some(({ removed }) => removed) ? null : 'no-not-applicable';
    case 'live-checks':
      return review.liveChecks.some((check) => instrument.indicators.some(({ id }) => id === check.indicator))
        ? null
        : 'no-live-checks';
    case 'memo':
      return review.visit === null ? 'no-visit' : null;
    case 'letter':
      if (review.visit === null) return 'no-visit';
      return review.finalised !== null || review.requests.some(({ done }) => !done) ? null : 'nothing-to-send';
    case 'entry-sheet':
    case 'lrp001':
      return null;
  }
}

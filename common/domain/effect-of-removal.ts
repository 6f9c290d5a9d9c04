import type { Indicator, Instrument } from './instrument.ts';
import { reviewOf } from './reduce-review.ts';
import type { Review } from './review.ts';
import { computeTotals } from './scoring.ts';
import type { SubmissionManifest } from './submission.ts';
import type { Totals } from './totals.ts';

/** Totals with the indicator counted and with it set aside, whichever of both holds now. */
export function effectOfRemoval(
  instrument: Instrument,
  manifest: SubmissionManifest,
  review: Review,
  indicator: Indicator,
): { readonly before: Totals; readonly after: Totals } {
  const own = reviewOf(review, indicator.id);
  const totalsWith = (notApplicable: Review['indicators'][string]['notApplicable']) =>
    computeTotals(instrument, manifest, {
      ...review,
      indicators: { ...review.indicators, [indicator.id]: { ...own, notApplicable } },
    });
  return { before: totalsWith(null), after: totalsWith({ reason: '', agreedBy: '' }) };
}

import type { Instrument } from './instrument.ts';
import type { Lao } from './lao.ts';
import { ratio, times, type Rational } from './rational.ts';
import { reviewOf } from './reduce-review.ts';
import type { Review } from './review.ts';
import { applicableIndicators, computeTotals, meanPercent, standingOf, type Standing } from './scoring.ts';
import type { SubmissionManifest } from './submission.ts';
import type { AspectTotals, Totals } from './totals.ts';

/** What the papers of a province need of one LAO: small, so that hundreds fit where the reviews do not. */
export interface ProvinceResult {
  readonly lao: Lao;
  readonly team: string;
  readonly totals: Totals;
  /** By indicator; those that do not apply to this type of LAO are absent. */
  readonly standings: ReadonlyMap<string, Standing>;
}

export const provinceResultOf = (
  instrument: Instrument,
  manifest: SubmissionManifest,
  review: Review,
): ProvinceResult => ({
  lao: manifest.lao,
  team: manifest.assignment.team,
  totals: computeTotals(instrument, manifest, review),
  standings: new Map(
    applicableIndicators(instrument, manifest.lao.type).map((indicator) => [
      indicator.id,
      standingOf(indicator, reviewOf(review, indicator.id)),
    ]),
  ),
});

const percent = (points: number, full: number): Rational | null => {
  const share = ratio(BigInt(points), BigInt(full));
  return share === null ? null : times(share, 100n);
};

/** Exact, where the LAO's own paper rounds; null for an aspect without a denominator. */
export const teamPercentOf = ({ team, scoredFull }: AspectTotals): Rational | null => percent(team, scoredFull);
export const selfPercentOf = ({ self, full }: AspectTotals): Rational | null => percent(self, full);

/** The exact value of the percentage that decides under the instrument's method. */
export function overallPercentOf({ method, aspects }: Totals): Rational | null {
  if (method === 'mean-of-aspects') return meanPercent(aspects.map(teamPercentOf));
  const sum = (pick: (aspect: AspectTotals) => number) => aspects.reduce((total, aspect) => total + pick(aspect), 0);
  return percent(
    sum(({ team }) => team),
    sum(({ scoredFull }) => scoredFull),
  );
}

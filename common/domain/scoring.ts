import type { Aspect, Grade, Indicator, Instrument, OverallMethod } from './instrument.ts';
import type { LaoType } from './lao.ts';
import { compare, mean, parseDecimal, ratio, times, toFixed2, type Rational } from './rational.ts';
import { reviewOf } from './reduce-review.ts';
import type { IndicatorReview, Review } from './review.ts';
import type { SubmissionManifest } from './submission.ts';
import type { AspectTotals, Overall, Percent, Totals } from './totals.ts';

/** The indicators of this type of LAO, in the instrument's order, pilots and provincial ones included. */
export const applicableIndicators = (instrument: Instrument, type: LaoType): readonly Indicator[] =>
  instrument.indicators.filter((indicator) => indicator.appliesTo.includes(type));

/**
 * Where one indicator stands. `points` is what it contributes: the team's, or full points where "not applicable" gives
 * them; null when open or removed. A score that the indicator cannot carry (6 of 5) counts as no score, so that no
 * total can exceed its denominator.
 */
export interface Standing {
  readonly state: 'open' | 'scored' | 'removed' | 'full-points';
  readonly points: number | null;
}

export function standingOf(indicator: Indicator, review: IndicatorReview): Standing {
  if (review.notApplicable !== null && indicator.notApplicable === 'remove') return { state: 'removed', points: null };
  if (review.notApplicable !== null && indicator.notApplicable === 'full-points') {
    return { state: 'full-points', points: indicator.points };
  }
  const points = carried(review.points, indicator);
  return { state: points === null ? 'open' : 'scored', points };
}

const carried = (points: number | null, indicator: Indicator): number | null =>
  points !== null && Number.isInteger(points) && points >= 0 && points <= indicator.points ? points : null;

/**
 * Totals of the LAO's own and the team's points. While the review goes on, the team's percentages are over the
 * indicators scored so far (`scoredFull`); once every indicator is settled, that is the whole denominator. The LAO's
 * percentages are always over the whole denominator, and an answer without points counts as 0. Both sides share the
 * denominator: what the team removed as not applicable leaves the LAO's numerator too.
 */
export function computeTotals(instrument: Instrument, manifest: SubmissionManifest, review: Review): Totals {
  const answers = new Map(manifest.answers.map((answer) => [answer.indicator, answer.selfPoints]));
  const applicable = applicableIndicators(instrument, manifest.lao.type);
  const aspects = instrument.aspects.map((aspect) => totalsOfAspect(aspect, applicable, answers, review));
  const sum = (pick: (aspect: AspectTotals) => number) => aspects.reduce((total, aspect) => total + pick(aspect), 0);
  const self = aspects.map(({ self: points, full }) => ({ points, full }));
  const team = aspects.map(({ team: points, scoredFull }) => ({ points, full: scoredFull }));
  return {
    method: instrument.method,
    aspects,
    full: sum((aspect) => aspect.full),
    self: sum((aspect) => aspect.self),
    team: sum((aspect) => aspect.team),
    indicators: sum((aspect) => aspect.indicators),
    settled: sum((aspect) => aspect.settled),
    pilots: sum((aspect) => aspect.pilots),
    notApplicable: sum((aspect) => aspect.notApplicable),
    teamOverall: overallOf(instrument, team),
    selfOverall: overallOf(instrument, self),
  };
}

function totalsOfAspect(
  aspect: Aspect,
  applicable: readonly Indicator[],
  answers: ReadonlyMap<string, number | null>,
  review: Review,
): AspectTotals {
  const counts = { indicators: 0, settled: 0, pilots: 0, notApplicable: 0 };
  const points = { full: 0, self: 0, team: 0, scoredFull: 0, scoredSelf: 0 };
  for (const indicator of applicable) {
    if (indicator.aspect !== aspect.number) continue;
    const standing = standingOf(indicator, reviewOf(review, indicator.id));
    counts.indicators += 1;
    if (standing.state !== 'open') counts.settled += 1;
    if (standing.state === 'removed' || standing.state === 'full-points') counts.notApplicable += 1;
    if (indicator.pilot) counts.pilots += 1;
    if (indicator.pilot || standing.state === 'removed') continue;
    const self = carried(answers.get(indicator.id) ?? null, indicator) ?? 0;
    points.full += indicator.points;
    points.self += self;
    if (standing.points === null) continue;
    points.team += standing.points;
    points.scoredFull += indicator.points;
    points.scoredSelf += self;
  }
  return {
    aspect: aspect.number,
    ...counts,
    ...points,
    selfPercent: percentText(exactPercent(points.self, points.full)),
    teamPercent: percentText(exactPercent(points.team, points.scoredFull)),
  };
}

/** Percents, grade and sums that follow from the points of the aspects of a settled review. */
export function totalsOfPoints(
  instrument: Instrument,
  aspects: readonly Pick<AspectTotals, 'aspect' | 'full' | 'self' | 'team'>[],
) {
  const sum = (pick: (aspect: (typeof aspects)[number]) => number) => aspects.reduce((all, one) => all + pick(one), 0);
  return {
    method: instrument.method,
    full: sum(({ full }) => full),
    self: sum(({ self }) => self),
    team: sum(({ team }) => team),
    aspects: aspects.map(({ aspect, full, self, team }) => ({
      ...{ aspect, full, self, team },
      selfPercent: percentText(exactPercent(self, full)),
      teamPercent: percentText(exactPercent(team, full)),
    })),
    teamOverall: overallOf(
      instrument,
      aspects.map(({ team: points, full }) => ({ points, full })),
    ),
    selfOverall: overallOf(
      instrument,
      aspects.map(({ self: points, full }) => ({ points, full })),
    ),
  };
}

interface Part {
  readonly points: number;
  readonly full: number;
}

function overallOf(instrument: Instrument, parts: readonly Part[]): Overall {
  const meanOfAspects = percentText(meanPercent(parts.map((part) => exactPercent(part.points, part.full))));
  const total = (pick: (part: Part) => number) => parts.reduce((sum, part) => sum + pick(part), 0);
  const pointsRatio = percentText(
    exactPercent(
      total((part) => part.points),
      total((part) => part.full),
    ),
  );
  const deciding = decidingPercent(instrument.method, meanOfAspects, pointsRatio);
  return {
    meanOfAspects,
    pointsRatio,
    deciding,
    grade: gradeOf(instrument, deciding)?.id ?? null,
    passed: deciding === null ? null : reaches(deciding, instrument.passMark),
  };
}

const decidingPercent = (method: OverallMethod, meanOfAspects: Percent, pointsRatio: Percent): Percent =>
  method === 'mean-of-aspects' ? meanOfAspects : pointsRatio;

const exactPercent = (points: number, full: number): Rational | null => {
  const share = ratio(BigInt(points), BigInt(full));
  return share === null ? null : times(share, 100n);
};

/** Mean of the exact percentages; an aspect without a denominator (null) is left out, not counted as 0. */
export const meanPercent = (percents: readonly (Rational | null)[]): Rational | null =>
  mean(percents.filter((percent) => percent !== null));

const percentText = (percent: Rational | null): Percent => (percent === null ? null : toFixed2(percent));

/**
 * The grade of a percentage as printed: bands and pass mark look at the rounded two decimals, so that nobody reads
 * "90.00" beside the grade of 89.99. Null without a percentage.
 */
export const gradeOf = (instrument: Instrument, percent: Percent): Grade | null =>
  percent === null ? null : (instrument.grades.find((grade) => reaches(percent, grade.from)) ?? null);

function reaches(percent: string, bound: string): boolean {
  const [value, from] = [parseDecimal(percent), parseDecimal(bound)];
  return value !== null && from !== null && compare(value, from) >= 0;
}

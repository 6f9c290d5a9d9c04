import type { Gap, GapKind } from './gaps.ts';
import type { Indicator, Instrument } from './instrument.ts';
import { isBlank } from './is-blank.ts';
import { reviewOf } from './reduce-review.ts';
import type { IndicatorReview, Review } from './review.ts';
import { proposePoints } from './rule.ts';
import { applicableIndicators, standingOf, type Standing } from './scoring.ts';
import type { Answer, SubmissionManifest } from './submission.ts';

interface Look {
  readonly indicator: Indicator;
  readonly review: IndicatorReview;
  readonly standing: Standing;
  readonly answer: Answer | undefined;
  readonly attached: boolean;
  readonly cited: boolean;
}

type IndicatorGap = Exclude<GapKind, 'not-seen'>;

/** In the order in which they are listed. */
const kinds: readonly GapKind[] = [
  'not-scored',
  'no-evidence',
  'not-cited',
  'reason-missing',
  'override-missing',
  'not-seen',
  'look-live',
  'flagged',
  'self-above-rule',
];

const tests: Readonly<Record<IndicatorGap, (look: Look) => boolean>> = {
  'not-scored': ({ standing }) => standing.state === 'open',
  'no-evidence': ({ standing, attached, cited }) =>
    !attached && !cited && (standing.state === 'open' || hasPoints(standing)),
  'not-cited': ({ standing, cited }) => hasPoints(standing) && !cited,
  // An unanswered indicator makes no claim that the team could differ from.
  'reason-missing': ({ standing, answer, review }) =>
    standing.state === 'scored' &&
    typeof answer?.selfPoints === 'number' &&
    answer.selfPoints !== standing.points &&
    isBlank(review.differenceReason),
  'override-missing': ({ standing, indicator, review }) => {
    const proposed = proposePoints(indicator.rule, review.measure);
    return (
      standing.state === 'scored' && proposed !== null && proposed !== standing.points && isBlank(review.overrideReason)
    );
  },
  'look-live': ({ standing, indicator }) => standing.state === 'open' && indicator.systems.length > 0,
  flagged: ({ review }) => review.flagged,
  'self-above-rule': ({ indicator, answer }) => {
    const proposed = answer === undefined ? null : proposePoints(indicator.rule, answer.measure);
    return proposed !== null && (answer?.selfPoints ?? 0) > proposed;
  },
};

/** What is missing or deserves a look, in the order of `GapKind`; kinds without any are left out. */
export function findGaps(instrument: Instrument, manifest: SubmissionManifest, review: Review): readonly Gap[] {
  const looks = lookAll(instrument, manifest, review);
  return kinds
    .map((kind) => (kind === 'not-seen' ? unseen(looks, manifest, review) : gapOf(kind, looks)))
    .filter((gap) => gap.indicators.length > 0 || gap.evidence.length > 0);
}

const gapOf = (kind: IndicatorGap, looks: readonly Look[]): Gap => ({
  kind,
  indicators: looks.filter(tests[kind]).map(({ indicator }) => indicator.id),
  evidence: [],
});

function lookAll(instrument: Instrument, manifest: SubmissionManifest, review: Review): readonly Look[] {
  const attached = new Set([...manifest.evidence, ...manifest.links].flatMap((item) => item.indicators));
  const cited = new Set(review.citations.map((citation) => citation.indicator));
  const answers = new Map(manifest.answers.map((answer) => [answer.indicator, answer]));
  return applicableIndicators(instrument, manifest.lao.type).map((indicator) => {
    const own = reviewOf(review, indicator.id);
    return {
      indicator,
      review: own,
      standing: standingOf(indicator, own),
      answer: answers.get(indicator.id),
      attached: attached.has(indicator.id),
      cited: cited.has(indicator.id),
    };
  });
}

function unseen(looks: readonly Look[], manifest: SubmissionManifest, review: Review): Gap {
  const seen = new Set(review.seen);
  const items = manifest.evidence.filter((item) => !seen.has(item.id));
  const concerned = new Set(items.flatMap((item) => item.indicators));
  return {
    kind: 'not-seen',
    indicators: looks.map(({ indicator }) => indicator.id).filter((id) => concerned.has(id)),
    evidence: items.map((item) => item.id),
  };
}

/** Points that the team gave itself; full points for "not applicable" need their reason instead of a proof. */
const hasPoints = ({ state, points }: Standing): boolean => state === 'scored' && points !== 0;

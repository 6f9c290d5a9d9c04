import type { Amendments } from './amendments.ts';
import type { Gap, GapKind } from './gaps.ts';
import type { Indicator, Instrument } from './instrument.ts';
import { isBlank } from './is-blank.ts';
import { reviewOf } from './reduce-review.ts';
import type { IndicatorReview, Review } from './review.ts';
import { proposePoints } from './rule.ts';
import { applicableIndicators, standingOf, type Standing } from './scoring.ts';
import type { Answer, SubmissionManifest } from './submission.ts';
import { changesGround } from './submission-changes.ts';

interface Look {
  readonly indicator: Indicator;
  readonly review: IndicatorReview;
  readonly standing: Standing;
  readonly answer: Answer | undefined;
  readonly attached: boolean;
  readonly cited: boolean;
  /** Cited, but no longer part of the submission. */
  readonly lost: readonly string[];
  readonly changed: boolean;
  /** Somebody looked at it live. */
  readonly looked: boolean;
}

type IndicatorGap = Exclude<GapKind, 'not-seen'>;

/** In the order in which they are listed. */
const kinds: readonly GapKind[] = [
  'not-scored',
  'evidence-changed',
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
  'evidence-changed': ({ standing, changed }) => standing.state !== 'open' && changed,
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
  // Points do not replace the look; "not applicable" leaves nothing to look at.
  'look-live': ({ standing, indicator, looked }) =>
    (standing.state === 'open' || standing.state === 'scored') && indicator.systems.length > 0 && !looked,
  flagged: ({ review }) => review.flagged,
  'self-above-rule': ({ indicator, answer }) => {
    const proposed = answer === undefined ? null : proposePoints(indicator.rule, answer.measure);
    return proposed !== null && (answer?.selfPoints ?? 0) > proposed;
  },
};

/** What is missing or deserves a look, in the order of `GapKind`; kinds without any are left out. */
export function findGaps(
  instrument: Instrument,
  manifest: SubmissionManifest,
  review: Review,
  amendments: Amendments,
): readonly Gap[] {
  const looks = lookAll(instrument, manifest, review, amendments);
  return kinds
    .map((kind) =>
      kind === 'not-seen' ? unseen(looks, manifest, amendments.seen ?? new Set(review.seen)) : gapOf(kind, looks),
    )
    .filter((gap) => gap.indicators.length > 0 || gap.evidence.length > 0);
}

function gapOf(kind: IndicatorGap, looks: readonly Look[]): Gap {
  const concerned = looks.filter(tests[kind]);
  return {
    kind,
    indicators: concerned.map(({ indicator }) => indicator.id),
    evidence: kind === 'not-cited' ? [...new Set(concerned.flatMap(({ lost }) => lost))] : [],
  };
}

function lookAll(
  instrument: Instrument,
  manifest: SubmissionManifest,
  review: Review,
  { changes, cited }: Amendments,
): readonly Look[] {
  const attached = new Set([
    ...[...manifest.evidence, ...manifest.links, ...review.teamEvidence].flatMap((item) => item.indicators),
    ...review.liveChecks.map((check) => check.indicator),
  ]);
  const looked = new Set(review.liveChecks.map((check) => check.indicator));
  const isLost = ({ id }: { readonly id: string }) => cited.get(id)?.isLost === true;
  const proven = new Set(review.citations.filter((one) => !isLost(one)).map((one) => one.indicator));
  const lost = review.citations.filter(isLost);
  const answers = new Map(manifest.answers.map((answer) => [answer.indicator, answer]));
  return applicableIndicators(instrument, manifest.lao.type).map((indicator) => {
    const own = reviewOf(review, indicator.id);
    const change = changes.get(indicator.id);
    return {
      indicator,
      review: own,
      standing: standingOf(indicator, own),
      answer: answers.get(indicator.id),
      attached: attached.has(indicator.id),
      cited: proven.has(indicator.id),
      lost: lost.filter((one) => one.indicator === indicator.id).map(({ evidence }) => evidence),
      changed: change !== undefined && changesGround(change),
      looked: looked.has(indicator.id),
    };
  });
}

function unseen(looks: readonly Look[], manifest: SubmissionManifest, seen: ReadonlySet<string>): Gap {
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

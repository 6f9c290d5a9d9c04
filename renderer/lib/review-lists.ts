import type { ReviewSnapshot } from '#common/contract/channels/review.ts';
import type { GapKind } from '#common/domain/gaps.ts';
import type { Instrument } from '#common/domain/instrument.ts';
import { reviewOf } from '#common/domain/reduce-review.ts';
import { applicableIndicators, standingOf } from '#common/domain/scoring.ts';
import type { SubmissionManifest } from '#common/domain/submission.ts';

/** Live lists of indicators that the rail can be narrowed to, in the order of its menu. */
export const reviewLists = [
  'not-cited',
  'not-seen',
  'self-above-rule',
  'reason-missing',
  'no-evidence',
  'evidence-changed',
  'look-live',
  'flagged',
  'low-confidence',
  'medium-confidence',
  'high-confidence',
  'requested',
  'certified',
  'removed',
  'pilot',
  'provincial',
] as const;
export type ReviewList = (typeof reviewLists)[number];

const gapsBehind: Readonly<Partial<Record<ReviewList, readonly GapKind[]>>> = {
  'not-cited': ['not-cited'],
  'not-seen': ['not-seen'],
  'self-above-rule': ['self-above-rule'],
  'reason-missing': ['reason-missing', 'override-missing'],
  'no-evidence': ['no-evidence'],
  'evidence-changed': ['evidence-changed'],
  'look-live': ['look-live'],
  flagged: ['flagged'],
};

/**
 * The indicators in each list, in the instrument's order. `hideSelf`: in blind mode nothing may tell of a self-score
 * before the team gave its own, so such an indicator is in no list that speaks of it.
 */
export function listIndicators(
  instrument: Instrument,
  manifest: SubmissionManifest,
  { review, gaps }: Pick<ReviewSnapshot, 'review' | 'gaps'>,
  hideSelf: boolean,
): Readonly<Record<ReviewList, readonly string[]>> {
  const open = new Set(review.requests.filter(({ done }) => !done).map(({ indicator }) => indicator));
  const certified = new Set(review.certificates.map(({ indicator }) => indicator));
  const inGap = new Map(
    reviewLists.map((list) => [
      list,
      new Set(gaps.filter(({ kind }) => gapsBehind[list]?.includes(kind)).flatMap(({ indicators }) => indicators)),
    ]),
  );
  const all = applicableIndicators(instrument, manifest.lao.type).map((indicator) => {
    const own = reviewOf(review, indicator.id);
    return { indicator, own, isOpen: standingOf(indicator, own).state === 'open' };
  });
  const where = (test: (one: (typeof all)[number]) => boolean) => all.filter(test).map(({ indicator }) => indicator.id);
  const members = (list: ReviewList): readonly string[] => {
    switch (list) {
      case 'self-above-rule':
        return where(({ indicator, isOpen }) => !(hideSelf && isOpen) && inGap.get(list)?.has(indicator.id) === true);
      case 'low-confidence':
        return where(({ own }) => own.confidence === 'low');
      case 'medium-confidence':
        return where(({ own }) => own.confidence === 'medium');
      case 'high-confidence':
        return where(({ own }) => own.confidence === 'high');
      case 'requested':
        return where(({ indicator }) => open.has(indicator.id));
      case 'certified':
        return where(({ indicator }) => certified.has(indicator.id));
      case 'removed':
        return where(({ own }) => own.notApplicable !== null);
      case 'pilot':
        return where(({ indicator }) => indicator.pilot);
      case 'provincial':
        return where(({ indicator }) => indicator.provincial);
      default:
        return where(({ indicator }) => inGap.get(list)?.has(indicator.id) === true);
    }
  };
  return Object.fromEntries(reviewLists.map((list) => [list, members(list)])) as Record<ReviewList, readonly string[]>;
}

let wanted: ReviewList | null = null;

/** The list that the workbench is to show first; said by the link that leads there. */
export function wantList(list: ReviewList): void {
  wanted = list;
}

export function takeWantedList(): ReviewList | null {
  const taken = wanted;
  wanted = null;
  return taken;
}

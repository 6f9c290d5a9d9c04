/** What still keeps a review from being signed, or deserves a look. Counted and linked on the overview. */
export type GapKind =
  | 'not-scored'
  | 'evidence-changed' // judged on an earlier revision, and evidence, links or answer are others since
  | 'no-evidence' // nothing attached by the LAO, nothing cited, points above 0 or not scored yet
  | 'not-cited' // points above 0 without a citation of what is part of the submission now
  | 'reason-missing' // team differs from self-score without a reason
  | 'override-missing' // team differs from what the rule gives without a reason
  | 'not-seen' // evidence that nobody opened
  | 'look-live' // has to be looked at in another system on the day, and nobody recorded it
  | 'flagged' // ask the chair
  | 'self-above-rule'; // the self-score is higher than the LAO's own measure allows

export interface Gap {
  readonly kind: GapKind;
  /** Indicator ids, in the instrument's order. */
  readonly indicators: readonly string[];
  /** Evidence ids: unopened ones for 'not-seen', for 'not-cited' what is cited but no longer part of the submission. */
  readonly evidence: readonly string[];
}

/** These stop signing; the others only inform. */
export const blockingGaps: readonly GapKind[] = [
  'not-scored',
  'evidence-changed',
  'not-cited',
  'reason-missing',
  'override-missing',
];

/** Indicators that stop signing, each once. */
export const blockedIndicators = (gaps: readonly Gap[]): readonly string[] => [
  ...new Set(gaps.filter(({ kind }) => blockingGaps.includes(kind)).flatMap(({ indicators }) => indicators)),
];

/** How many of these are settled already, and need something else. */
export function countToFix(gaps: readonly Gap[]): number {
  const unscored = gaps.find(({ kind }) => kind === 'not-scored');
  return blockedIndicators(gaps).length - (unscored?.indicators.length ?? 0);
}

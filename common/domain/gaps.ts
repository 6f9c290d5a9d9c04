/** What still keeps a review from being signed, or deserves a look. Counted and linked on the overview. */
export type GapKind =
  | 'not-scored'
  | 'no-evidence' // nothing attached by the LAO, nothing cited, points above 0 or not scored yet
  | 'not-cited' // points above 0 without a citation
  | 'reason-missing' // team differs from self-score without a reason
  | 'override-missing' // team differs from what the rule gives without a reason
  | 'not-seen' // evidence that nobody opened
  | 'look-live' // has to be looked at in another system on the day
  | 'flagged' // ask the chair
  | 'self-above-rule'; // the self-score is higher than the LAO's own measure allows

export interface Gap {
  readonly kind: GapKind;
  /** Indicator ids, in the instrument's order. */
  readonly indicators: readonly string[];
  /** Evidence ids, for 'not-seen'. */
  readonly evidence: readonly string[];
}

/** These stop signing; the others only inform. */
export const blockingGaps: readonly GapKind[] = ['not-scored', 'not-cited', 'reason-missing', 'override-missing'];

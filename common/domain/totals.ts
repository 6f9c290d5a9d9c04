import type { OverallMethod } from './instrument.ts';

/** Percent with two decimals as text ("86.05"), rounded half up once; null when the denominator is 0. */
export type Percent = string | null;

export interface AspectTotals {
  readonly aspect: number;
  /** Indicators that apply to this LAO type, pilots included, not-applicable ones included. */
  readonly indicators: number;
  /** Of these: with team points, or settled as not applicable. */
  readonly settled: number;
  readonly pilots: number;
  readonly notApplicable: number;
  /** Denominator: full points of counted indicators (no pilots, no removed ones). */
  readonly full: number;
  readonly self: number;
  readonly team: number;
  /** Full points of counted indicators that have a team score so far, and the self points of just these. */
  readonly scoredFull: number;
  readonly scoredSelf: number;
  readonly selfPercent: Percent;
  readonly teamPercent: Percent;
}

export interface Overall {
  readonly meanOfAspects: Percent;
  readonly pointsRatio: Percent;
  /** The one of the two that decides under the instrument's method. */
  readonly deciding: Percent;
  /** Grade id, null while nothing is scored. */
  readonly grade: string | null;
  readonly passed: boolean | null;
}

export interface Totals {
  readonly method: OverallMethod;
  readonly aspects: readonly AspectTotals[];
  readonly full: number;
  readonly self: number;
  readonly team: number;
  readonly indicators: number;
  readonly settled: number;
  readonly pilots: number;
  readonly notApplicable: number;
  readonly teamOverall: Overall;
  readonly selfOverall: Overall;
}

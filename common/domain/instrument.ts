import type { LaoType } from './lao.ts';
import type { Text } from './text.ts';

/** Decimal number as text ("80", "37.5"): exact, never a binary fraction. */
export type Decimal = string;

/** Calendar day, ISO 8601 ("2023-12-29"), in the Gregorian calendar; shown as พ.ศ. */
export type IsoDate = string;

/**
 * The year's set of indicators with its scoring rules: data, never code, since it changes every year.
 * A file in `resources/instruments/`; schema in `common/formats/instrument-schema.ts`.
 */
export interface Instrument {
  readonly format: 'lpa-instrument/1';
  readonly id: string;
  readonly version: string;
  /** Buddhist-era year of the assessment round, e.g. 2567. */
  readonly year: number;
  readonly title: Text;
  /** True when this is not DLA's own book; every screen and print says so. */
  readonly sample: boolean;
  /** Overall percent needed to pass. */
  readonly passMark: Decimal;
  /** Best first; the first whose `from` is reached gives the grade. The last has `from: "0"`. */
  readonly grades: readonly Grade[];
  /** Which of the two overall percentages decides; both are always shown. */
  readonly method: OverallMethod;
  readonly aspects: readonly Aspect[];
  readonly indicators: readonly Indicator[];
}

export type OverallMethod = 'mean-of-aspects' | 'points-ratio';

export interface Grade {
  readonly id: string;
  readonly name: Text;
  readonly from: Decimal;
}

export interface Aspect {
  readonly number: number;
  readonly title: Text;
}

export interface Indicator {
  /** Stable inside the instrument ("i03"); events and citations refer to it. */
  readonly id: string;
  /** As printed in the book ("3", "6.1.2"). */
  readonly number: string;
  readonly aspect: number;
  readonly title: Text;
  readonly appliesTo: readonly LaoType[];
  /** Full points (5 in every source seen). */
  readonly points: number;
  /** Scored and shown, never in numerator or denominator (ตัวชี้วัดนำร่อง). */
  readonly pilot: boolean;
  /** Content set by the province (ตัวชี้วัดของจังหวัด); counted. */
  readonly provincial: boolean;
  /** What "not applicable" (ตัดฐาน) does here: leave the denominator, give full points, or not allowed. */
  readonly notApplicable: 'remove' | 'full-points' | 'never';
  /** Papers the team expects to see. */
  readonly evidence: readonly Text[];
  /** Other state systems or pages to look into live on the day (e-LAAS, INFO …). */
  readonly systems: readonly string[];
  readonly rule: Rule;
  /** Where the indicator comes from: a source mark of the domain notes ("G2", "P19") or "sample". */
  readonly source: string;
}

export type Rule = LevelsRule | PercentRule | ChecklistRule | DeadlineRule;

/** The assessor picks one of the described levels. */
export interface LevelsRule {
  readonly kind: 'levels';
  /** Best first, distinct points, the last has 0. */
  readonly levels: readonly { readonly points: number; readonly text: Text }[];
}

/** numerator ÷ denominator × 100 falls into a band. */
export interface PercentRule {
  readonly kind: 'percent';
  readonly numerator: Text;
  readonly denominator: Text;
  readonly unit: Text;
  /** Highest first; the first band whose bound is reached gives its points. The last starts at 0, inclusive. */
  readonly bands: readonly PercentBand[];
}

interface PercentBand {
  readonly points: number;
  readonly from: Decimal;
  /** True: ≥ from. False: > from. */
  readonly inclusive: boolean;
  readonly text: Text;
}

/** n ticked items give the points of the highest step reached. */
export interface ChecklistRule {
  readonly kind: 'checklist';
  readonly items: readonly { readonly id: string; readonly text: Text }[];
  /** Highest first; the last is `atLeast: 0`. */
  readonly steps: readonly { readonly atLeast: number; readonly points: number }[];
}

/** Something was due on a day; days late fall into a step. */
export interface DeadlineRule {
  readonly kind: 'deadline';
  readonly what: Text;
  readonly due: IsoDate;
  /** Smallest lateness first; `lateDays: null` is "later than all above, or not done". */
  readonly steps: readonly { readonly lateDays: number | null; readonly points: number; readonly text: Text }[];
}

/** What was found for a rule, kept as proof beside the points. Levels need none: the points name the level. */
export type Measure =
  | { readonly kind: 'percent'; readonly numerator: Decimal; readonly denominator: Decimal }
  | { readonly kind: 'checklist'; readonly ticked: readonly string[] }
  | { readonly kind: 'deadline'; readonly doneOn: IsoDate | null };

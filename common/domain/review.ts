import type { Mark } from './annotation.ts';
import type { Measure } from './instrument.ts';
import type { Citation, SubmissionReceived, TeamRecord } from './review-event.ts';

/** Everything the team has said about one submission: the result of `reduceReview(events)`. */
export interface Review {
  readonly received: SubmissionReceived | null;
  /** By indicator id; an indicator nobody touched is absent. */
  readonly indicators: Readonly<Record<string, IndicatorReview>>;
  /** In order of creation, deleted ones left out. */
  readonly marks: readonly Mark[];
  /** In order of addition: the n-th citation of an indicator carries the tab number n. */
  readonly citations: readonly Citation[];
  /** Ids of evidence that somebody opened. */
  readonly seen: readonly string[];
  readonly team: TeamRecord | null;
  /** Set while the review is locked. */
  readonly finalised: { readonly at: string; readonly by: string; readonly event: string } | null;
  /** Last reason for opening a finalised review again. */
  readonly reopened: { readonly at: string; readonly by: string; readonly reason: string } | null;
}

export interface IndicatorReview {
  readonly measure: Measure | null;
  readonly points: number | null;
  readonly differenceReason: string;
  readonly overrideReason: string;
  readonly remark: string;
  readonly notApplicable: { readonly reason: string; readonly agreedBy: string } | null;
  readonly flagged: boolean;
  /** Clock of the last change; when and by whom it was last touched. */
  readonly changedAt: string;
  readonly changedBy: string;
}

export const untouched: IndicatorReview = {
  measure: null,
  points: null,
  differenceReason: '',
  overrideReason: '',
  remark: '',
  notApplicable: null,
  flagged: false,
  changedAt: '',
  changedBy: '',
};

import type { Mark } from './annotation.ts';
import type { Measure } from './instrument.ts';
import type { Citation, SubmissionReceived, TeamRecord } from './review-event.ts';
import type { Certificate, Confidence, DocumentRequest, LiveCheck, TeamEvidence, VisitRecord } from './visit.ts';

/** Everything the team has said about one submission: the result of `reduceReview(events)`. */
export interface Review {
  readonly received: SubmissionReceived | null;
  /** Digest of the manifest that was in force when the team began; before that, of the first one received. */
  readonly base: string | null;
  /** By indicator id; an indicator nobody touched is absent. */
  readonly indicators: Readonly<Record<string, IndicatorReview>>;
  /** In order of creation, deleted ones left out. */
  readonly marks: readonly Mark[];
  /** In order of addition: the n-th citation of an indicator carries the tab number n. */
  readonly citations: readonly ReviewCitation[];
  /** Ids of evidence that somebody opened. */
  readonly seen: readonly string[];
  /** By these ids: digest of the manifest that was in force when it was last opened. */
  readonly seenOn: Readonly<Record<string, string | null>>;
  /** By SHA-256 (hex) of the content: pages that somebody had before the eyes, ascending. */
  readonly pagesSeen: Readonly<Record<string, readonly number[]>>;
  readonly team: TeamRecord | null;
  readonly visit: VisitRecord | null;
  /** The following in order of addition; removed ones left out. */
  readonly liveChecks: readonly LiveCheck[];
  readonly teamEvidence: readonly (TeamEvidence & { readonly by: string })[];
  readonly requests: readonly DocumentRequest[];
  readonly certificates: readonly Certificate[];
  /** Set while the review is locked. */
  readonly finalised: { readonly at: string; readonly by: string; readonly event: string } | null;
  /** Last reason for opening a finalised review again. */
  readonly reopened: { readonly at: string; readonly by: string; readonly reason: string } | null;
}

export interface ReviewCitation extends Citation {
  /** Digest of the manifest that was in force when it was made: it cites what the evidence was then. */
  readonly citedOn: string | null;
}

export interface IndicatorReview {
  readonly measure: Measure | null;
  readonly points: number | null;
  readonly differenceReason: string;
  readonly overrideReason: string;
  readonly remark: string;
  readonly notApplicable: { readonly reason: string; readonly agreedBy: string } | null;
  readonly flagged: boolean;
  /** How sure the assessor is; null where nobody said. */
  readonly confidence: Confidence | null;
  /**
   * Digest of the manifest that was in force at the last standing judgement: a score, a measure or "not applicable",
   * also one that repeats what was set. Null where nothing was judged, or before anything was received.
   */
  readonly judgedOn: string | null;
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
  confidence: null,
  judgedOn: null,
  changedAt: '',
  changedBy: '',
};

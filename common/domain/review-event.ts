import type { Actor, WebAnnotation } from './annotation.ts';
import type { Measure } from './instrument.ts';
import type { Certificate, Confidence, DocumentRequest, LiveCheck, TeamEvidence, VisitRecord } from './visit.ts';

/**
 * One entry of the append-only history of a review. The truth of the product: every screen, score and report is
 * computed from these by `reduceReview`.
 */
export interface ReviewEvent {
  /** UUIDv7. */
  readonly id: string;
  readonly submission: string;
  readonly actor: Actor;
  /** UUID of this installation. */
  readonly device: string;
  /** Hybrid logical clock, sorts as text: "2026-07-05T04:42:07.123Z-0003-1f0c9a52". */
  readonly clock: string;
  /** SHA-256 (hex) of this device's previous event line in this submission; null for its first. */
  readonly previous: string | null;
  /** The event that this one undoes or does again, if any. */
  readonly undoes?: string;
  readonly redoes?: string;
  readonly type: string;
  readonly payload: unknown;
}

/** What a member of the team can do. `null` takes a value back. */
export type Change =
  | { readonly type: 'submission.received'; readonly payload: SubmissionReceived }
  | { readonly type: 'measure.set'; readonly payload: { readonly indicator: string; readonly measure: Measure | null } }
  | { readonly type: 'score.set'; readonly payload: ScoreSet }
  | {
      readonly type: 'reason.set';
      readonly payload: { readonly indicator: string; readonly about: ReasonAbout; readonly text: string };
    }
  | { readonly type: 'remark.set'; readonly payload: { readonly indicator: string; readonly text: string } }
  | { readonly type: 'not-applicable.set'; readonly payload: NotApplicableSet }
  | { readonly type: 'flag.set'; readonly payload: { readonly indicator: string; readonly flagged: boolean } }
  | { readonly type: 'annotation.created'; readonly payload: { readonly annotation: WebAnnotation } }
  | { readonly type: 'annotation.updated'; readonly payload: { readonly annotation: WebAnnotation } }
  | { readonly type: 'annotation.deleted'; readonly payload: { readonly id: string } }
  | { readonly type: 'citation.added'; readonly payload: Citation }
  | { readonly type: 'citation.removed'; readonly payload: { readonly id: string } }
  | { readonly type: 'evidence.seen'; readonly payload: { readonly evidence: string } }
  | { readonly type: 'pages.seen'; readonly payload: PagesSeen }
  | { readonly type: 'confidence.set'; readonly payload: ConfidenceSet }
  | { readonly type: 'certificate.set'; readonly payload: Certificate }
  | { readonly type: 'certificate.removed'; readonly payload: { readonly id: string } }
  | { readonly type: 'request.set'; readonly payload: DocumentRequest }
  | { readonly type: 'request.removed'; readonly payload: { readonly id: string } }
  | { readonly type: 'live-check.set'; readonly payload: LiveCheck }
  | { readonly type: 'live-check.removed'; readonly payload: { readonly id: string } }
  | { readonly type: 'team-evidence.added'; readonly payload: TeamEvidence }
  | { readonly type: 'team-evidence.removed'; readonly payload: { readonly id: string } }
  | { readonly type: 'visit.set'; readonly payload: VisitRecord }
  | { readonly type: 'team.set'; readonly payload: TeamRecord }
  | { readonly type: 'review.finalised'; readonly payload: { readonly statement: string } }
  | { readonly type: 'review.reopened'; readonly payload: { readonly reason: string } };

export interface SubmissionReceived {
  /** SHA-256 (hex) of the verified manifest payload. */
  readonly manifest: string;
  readonly instrument: { readonly id: string; readonly digest: string };
}

interface ScoreSet {
  readonly indicator: string;
  readonly points: number | null;
}

/** 'difference': why the team differs from the LAO. 'override': why it differs from what the rule gives. */
type ReasonAbout = 'difference' | 'override';

interface NotApplicableSet {
  readonly indicator: string;
  readonly value: { readonly reason: string; readonly agreedBy: string } | null;
}

/** Pages that somebody had before the eyes. By content: the same file under another id is seen, too. */
interface PagesSeen {
  /** SHA-256 (hex). */
  readonly sha256: string;
  /** 1-based; only those that were not noted before. */
  readonly pages: readonly number[];
}

interface ConfidenceSet {
  readonly indicator: string;
  readonly confidence: Confidence | null;
}

/** A score's proof: a mark, or a whole file (`annotation: null`), link or live check. */
export interface Citation {
  readonly id: string;
  readonly indicator: string;
  readonly evidence: string;
  readonly annotation: string | null;
}

/** Who was there; feeds the report and its signature block. */
export interface TeamRecord {
  readonly team: string;
  readonly orderNumber: string;
  readonly orderDate: string;
  readonly visitedOn: string | null;
  readonly place: string;
  readonly members: readonly { readonly name: string; readonly title: string }[];
}

import type { ReviewSnapshot, UndoStep } from '#common/contract/channels/review.ts';
import type { SubmissionSummary } from '#common/contract/channels/submission.ts';
import type { Amendments, Revisions } from '#common/domain/amendments.ts';
import { concernedBy } from '#common/domain/concerned.ts';
import { findGaps } from '#common/domain/find-gaps.ts';
import { countToFix, type Gap } from '#common/domain/gaps.ts';
import { instantOf } from '#common/domain/hybrid-clock.ts';
import type { Instrument } from '#common/domain/instrument.ts';
import type { Review } from '#common/domain/review.ts';
import type { ReviewEvent } from '#common/domain/review-event.ts';
import { computeTotals } from '#common/domain/scoring.ts';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import { redoStep, undoStep, type Step } from '#common/domain/undo.ts';
import type { StoredEvent } from '#main/storage/event-log.ts';

/** A review with everything it is computed from. */
export interface Loaded {
  readonly manifest: SubmissionManifest;
  readonly instrument: Instrument;
  readonly revisions: Revisions;
  readonly events: readonly StoredEvent[];
  readonly review: Review;
  readonly amendments: Amendments;
}

export const eventsOf = (loaded: Pick<Loaded, 'events'>): readonly ReviewEvent[] =>
  loaded.events.map((one) => one.event);

export const gapsOf = ({ instrument, manifest, review, amendments }: Loaded): readonly Gap[] =>
  findGaps(instrument, manifest, review, amendments);

function indicatorOf(event: ReviewEvent): string | null {
  const payload = event.payload;
  if (typeof payload !== 'object' || payload === null || !('indicator' in payload)) return null;
  return typeof payload.indicator === 'string' ? payload.indicator : null;
}

export function summaryOf(loaded: Loaded): Partial<SubmissionSummary> {
  const { instrument, manifest, review, events } = loaded;
  const totals = computeTotals(instrument, manifest, review);
  const last = events.findLast(({ event }) => indicatorOf(event) !== null)?.event;
  const changedAt = events.at(-1)?.event.clock;
  return {
    state: review.finalised !== null ? 'finalised' : 'in-review',
    settled: totals.settled,
    indicators: totals.indicators,
    toFix: countToFix(gapsOf(loaded)),
    lastIndicator: last === undefined ? null : indicatorOf(last),
    ...(changedAt === undefined ? {} : { changedAt: instantOf(changedAt) }),
  };
}

/** A step that removes something names its indicator in the other direction only. */
function stepOf(step: Step | null): UndoStep {
  if (step === null) return null;
  const [named] = concernedBy(step.change);
  return { type: step.event.type, indicator: indicatorOf(step.event) ?? named ?? null };
}

export function snapshotOf(submission: string, loaded: Loaded, actorId: string): ReviewSnapshot {
  const { instrument, manifest, review, amendments, events } = loaded;
  const plain = eventsOf(loaded);
  const last = events.at(-1);
  return {
    submission,
    review,
    totals: computeTotals(instrument, manifest, review),
    gaps: gapsOf(loaded),
    changes: Object.fromEntries(amendments.changes),
    cited: Object.fromEntries(amendments.cited),
    undo: review.finalised === null ? stepOf(undoStep(plain, actorId)) : null,
    redo: review.finalised === null ? stepOf(redoStep(plain, actorId)) : null,
    events: events.length,
    durableAt: last === undefined ? null : instantOf(last.event.clock),
  };
}

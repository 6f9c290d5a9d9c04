import type { WebAnnotation } from './annotation.ts';
import { assertNever } from './assert-never.ts';
import { instantOf } from './hybrid-clock.ts';
import { untouched, type IndicatorReview, type Review } from './review.ts';
import type { Change, Citation, ReviewEvent } from './review-event.ts';
import { annotationKey } from './web-annotation.ts';

/**
 * A review while its history is read. Deleted annotations and citations keep their place, so that bringing one back
 * also brings back its number.
 */
export interface ReviewState {
  received: Review['received'];
  readonly indicators: Map<string, IndicatorReview>;
  readonly annotations: Map<string, Kept<WebAnnotation>>;
  readonly citations: Map<string, Kept<Citation>>;
  readonly seen: Set<string>;
  team: Review['team'];
  finalised: Review['finalised'];
  reopened: Review['reopened'];
}

interface Kept<T> {
  readonly value: T;
  readonly live: boolean;
}

export const startState = (): ReviewState => ({
  received: null,
  indicators: new Map(),
  annotations: new Map(),
  citations: new Map(),
  seen: new Set(),
  team: null,
  finalised: null,
  reopened: null,
});

/** A finalised review is locked: nothing but reopening it has an effect, and only a locked one can be reopened. */
export const accepts = (state: ReviewState, change: Change): boolean =>
  (state.finalised !== null) === (change.type === 'review.reopened');

/** Applies an accepted change; the last writer of a field wins. */
export function apply(state: ReviewState, change: Change, event: ReviewEvent): void {
  switch (change.type) {
    case 'submission.received':
      state.received = change.payload;
      return;
    case 'measure.set': {
      patch(state, change.payload.indicator, event, { measure: change.payload.measure });
      return;
    }
    case 'score.set': {
      patch(state, change.payload.indicator, event, { points: change.payload.points });
      return;
    }
    case 'reason.set': {
      patch(state, change.payload.indicator, event, {
        [change.payload.about === 'difference' ? 'differenceReason' : 'overrideReason']: change.payload.text,
      });
      return;
    }
    case 'remark.set': {
      patch(state, change.payload.indicator, event, { remark: change.payload.text });
      return;
    }
    case 'not-applicable.set': {
      patch(state, change.payload.indicator, event, { notApplicable: change.payload.value });
      return;
    }
    case 'flag.set': {
      patch(state, change.payload.indicator, event, { flagged: change.payload.flagged });
      return;
    }
    case 'annotation.created':
      state.annotations.set(annotationKey(change.payload.annotation.id), {
        value: change.payload.annotation,
        live: true,
      });
      return;
    case 'annotation.updated': {
      update(state.annotations, annotationKey(change.payload.annotation.id), (kept) =>
        kept.live ? { value: change.payload.annotation, live: true } : kept,
      );
      return;
    }
    case 'annotation.deleted': {
      update(state.annotations, annotationKey(change.payload.id), ({ value }) => ({ value, live: false }));
      return;
    }
    case 'citation.added':
      state.citations.set(change.payload.id, { value: change.payload, live: true });
      return;
    case 'citation.removed': {
      update(state.citations, change.payload.id, ({ value }) => ({ value, live: false }));
      return;
    }
    case 'evidence.seen':
      state.seen.add(change.payload.evidence);
      return;
    case 'team.set':
      state.team = change.payload;
      return;
    case 'review.finalised':
      state.finalised = { at: instantOf(event.clock), by: event.actor.name, event: event.id };
      return;
    case 'review.reopened':
      state.finalised = null;
      state.reopened = { at: instantOf(event.clock), by: event.actor.name, reason: change.payload.reason };
      return;
    default:
      assertNever(change);
  }
}

function patch(state: ReviewState, indicator: string, event: ReviewEvent, fields: Partial<IndicatorReview>): void {
  const before = state.indicators.get(indicator) ?? untouched;
  state.indicators.set(indicator, { ...before, ...fields, changedAt: event.clock, changedBy: event.actor.name });
}

function update<T>(map: Map<string, Kept<T>>, key: string, next: (kept: Kept<T>) => Kept<T>): void {
  const kept = map.get(key);
  if (kept !== undefined) map.set(key, next(kept));
}

/** A citation falls away with its annotation, and comes back with it. */
export const liveCitations = (state: ReviewState): readonly Citation[] =>
  live(state.citations)
    .map((citation) => ({
      ...citation,
      annotation: citation.annotation === null ? null : annotationKey(citation.annotation),
    }))
    .filter(({ annotation }) => annotation === null || state.annotations.get(annotation)?.live === true);

export const live = <T>(map: ReadonlyMap<string, Kept<T>>): readonly T[] =>
  [...map.values()].filter((kept) => kept.live).map((kept) => kept.value);

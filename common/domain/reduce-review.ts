import type { WebAnnotation } from './annotation.ts';
import { inOrder } from './ordered-events.ts';
import { readChange } from './read-change.ts';
import { untouched, type IndicatorReview, type Review } from './review.ts';
import type { ReviewEvent } from './review-event.ts';
import { accepts, apply, live, liveCitations, startState, type ReviewState } from './review-state.ts';
import { fromWebAnnotation } from './web-annotation.ts';

export const emptyReview: Review = {
  received: null,
  base: null,
  indicators: {},
  marks: [],
  citations: [],
  seen: [],
  seenOn: {},
  pagesSeen: {},
  team: null,
  visit: null,
  liveChecks: [],
  teamEvidence: [],
  requests: [],
  certificates: [],
  finalised: null,
  reopened: null,
};

/**
 * The state of a review: a pure function of the set of its events. Order of arrival does not matter; per field the last
 * writer (by clock) wins. Types of a newer version and payloads that break their type have no effect, and neither has
 * anything between `review.finalised` and `review.reopened`: what was signed stays what it was, even when another
 * computer's later-merged event carries a clock in between.
 */
export function reduceReview(events: readonly ReviewEvent[]): Review {
  const state = stateOf(events);
  return {
    received: state.received,
    base: state.begunOn ?? state.firstReceived,
    indicators: Object.fromEntries(state.indicators),
    marks: live(state.annotations)
      .map(fromWebAnnotation)
      .filter((mark) => mark !== null),
    citations: liveCitations(state),
    seen: [...state.seen.keys()],
    seenOn: Object.fromEntries(state.seen),
    pagesSeen: Object.fromEntries(
      [...state.pagesSeen].map(([sha256, pages]) => [sha256, [...pages].sort((a, b) => a - b)]),
    ),
    team: state.team,
    visit: state.visit,
    liveChecks: live(state.liveChecks),
    teamEvidence: live(state.teamEvidence),
    requests: live(state.requests),
    certificates: live(state.certificates),
    finalised: state.finalised,
    reopened: state.reopened,
  };
}

/** All annotations that stand, as they were written: also those of other tools, which carry no mark of ours. */
export const liveAnnotations = (events: readonly ReviewEvent[]): readonly WebAnnotation[] =>
  live(stateOf(events).annotations);

function stateOf(events: readonly ReviewEvent[]): ReviewState {
  const state = startState();
  for (const event of inOrder(events)) {
    const change = readChange(event);
    if (change !== null && accepts(state, change)) apply(state, change, event);
  }
  return state;
}

/** What the team said about one indicator; defaults when nobody touched it. */
export function reviewOf(review: Review, indicatorId: string): IndicatorReview {
  const own = Object.hasOwn(review.indicators, indicatorId) ? review.indicators[indicatorId] : undefined;
  return own ?? untouched;
}

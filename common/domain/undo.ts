import { assertNever } from './assert-never.ts';
import { isSameJson } from './canonical-json.ts';
import { inOrder } from './ordered-events.ts';
import { readChange } from './read-change.ts';
import { untouched } from './review.ts';
import type { Change, ReviewEvent } from './review-event.ts';
import { accepts, apply, startState, type ReviewState } from './review-state.ts';
import { annotationKey } from './web-annotation.ts';

export interface Step {
  /** The event to name in the new event's `undoes` or `redoes`. */
  readonly event: ReviewEvent;
  /** The change to record. */
  readonly change: Change;
}

interface Entry {
  readonly event: ReviewEvent;
  readonly forward: Change;
  readonly backward: Change;
}

interface Track {
  readonly state: ReviewState;
  readonly done: Entry[];
  undone: Entry[];
  /** Actor id of the last writer of each field. */
  readonly writers: Map<string, string>;
}

/**
 * The change that takes back the actor's last change; null when there is none. Everything is read from the history, so
 * it goes back any number of steps, also after a restart. Left out: what changed nothing (and confirmed nothing), what
 * somebody else has overwritten since, and everything before the review was last finalised.
 */
export function undoStep(events: readonly ReviewEvent[], actorId: string): Step | null {
  const track = follow(events, actorId);
  const entry = track.done.findLast(({ forward }) => stillStands(track, forward, actorId));
  return entry === undefined || track.state.finalised !== null ? null : { event: entry.event, change: entry.backward };
}

/** The change that does again what the actor undid last; null when there is none, or a new change was made since. */
export function redoStep(events: readonly ReviewEvent[], actorId: string): Step | null {
  const track = follow(events, actorId);
  const entry = track.undone.findLast(({ backward }) => stillStands(track, backward, actorId));
  return entry === undefined || track.state.finalised !== null ? null : { event: entry.event, change: entry.forward };
}

const stillStands = ({ state, writers }: Track, change: Change, actorId: string): boolean =>
  inverseOf(state, change) === null && writers.get(fieldOf(change) ?? '') === actorId;

function follow(events: readonly ReviewEvent[], actorId: string): Track {
  const track: Track = { state: startState(), done: [], undone: [], writers: new Map() };
  for (const event of inOrder(events)) {
    const change = readChange(event);
    if (change === null || !accepts(track.state, change)) continue;
    if (change.type === 'review.finalised') {
      track.done.length = 0;
      track.undone = [];
    }
    const field = fieldOf(change);
    if (field !== null) {
      if (event.actor.id === actorId) note(track, event, change);
      track.writers.set(field, event.actor.id);
    }
    apply(track.state, change, event);
  }
  return track;
}

/** Keeps the two piles: an undo moves an entry to the pile of undone ones, a redo puts its own event back. */
function note(track: Track, event: ReviewEvent, change: Change): void {
  const undone = event.undoes === undefined ? undefined : take(track.done, event.undoes);
  if (undone !== undefined) {
    track.undone.push(undone);
    return;
  }
  const backward = inverseOf(track.state, change) ?? (isConfirmation(track.state, change) ? change : null);
  const again = event.redoes === undefined ? undefined : take(track.undone, event.redoes);
  if (again === undefined && backward !== null) track.undone = [];
  if (backward !== null) track.done.push({ event, forward: change, backward });
}

function take(pile: Entry[], id: string): Entry | undefined {
  const index = pile.findLastIndex((entry) => entry.event.id === id);
  return index < 0 ? undefined : pile.splice(index, 1)[0];
}

/** Sets what is set already, but on another manifest than it was judged on: that is a step of its own. */
function isConfirmation(state: ReviewState, change: Change): boolean {
  switch (change.type) {
    case 'measure.set':
      return change.payload.measure !== null && isJudgedBefore(state, change.payload.indicator);
    case 'score.set':
      return change.payload.points !== null && isJudgedBefore(state, change.payload.indicator);
    case 'not-applicable.set':
      return change.payload.value !== null && isJudgedBefore(state, change.payload.indicator);
    default:
      return false;
  }
}

const isJudgedBefore = (state: ReviewState, indicator: string): boolean =>
  before(state, indicator).judgedOn !== (state.received?.manifest ?? null);

/** What a change writes to; null for changes that are never undone. */
function fieldOf(change: Change): string | null {
  switch (change.type) {
    case 'measure.set':
    case 'score.set':
    case 'remark.set':
    case 'not-applicable.set':
    case 'flag.set':
    case 'confidence.set':
      return `${change.type} ${change.payload.indicator}`;
    case 'reason.set':
      return `${change.payload.about} ${change.payload.indicator}`;
    case 'annotation.created':
    case 'annotation.updated':
      return `annotation ${annotationKey(change.payload.annotation.id)}`;
    case 'annotation.deleted':
      return `annotation ${annotationKey(change.payload.id)}`;
    case 'citation.added':
    case 'citation.removed':
      return `citation ${change.payload.id}`;
    case 'certificate.set':
    case 'certificate.removed':
    case 'request.set':
    case 'request.removed':
    case 'live-check.set':
    case 'live-check.removed':
    case 'team-evidence.added':
    case 'team-evidence.removed':
      return `${change.type.replace(/\.\w+$/, '')} ${change.payload.id}`;
    case 'visit.set':
      return 'visit';
    case 'team.set':
      return 'team';
    case 'submission.received':
    case 'evidence.seen':
    case 'pages.seen':
    case 'review.finalised':
    case 'review.reopened':
      return null;
    default:
      return assertNever(change);
  }
}

/** The change that restores what `change` would overwrite now; null when it would alter nothing. */
function inverseOf(state: ReviewState, change: Change): Change | null {
  const inverse = restoring(state, change);
  return inverse === null || (inverse.type === change.type && isSameJson(inverse.payload, change.payload))
    ? null
    : inverse;
}

function restoring(state: ReviewState, change: Change): Change | null {
  switch (change.type) {
    case 'measure.set': {
      const { indicator } = change.payload;
      return { type: change.type, payload: { indicator, measure: before(state, indicator).measure } };
    }
    case 'score.set': {
      const { indicator } = change.payload;
      return { type: change.type, payload: { indicator, points: before(state, indicator).points } };
    }
    case 'reason.set': {
      const { indicator, about } = change.payload;
      const { differenceReason, overrideReason } = before(state, indicator);
      const text = about === 'difference' ? differenceReason : overrideReason;
      return { type: change.type, payload: { indicator, about, text } };
    }
    case 'remark.set': {
      const { indicator } = change.payload;
      return { type: change.type, payload: { indicator, text: before(state, indicator).remark } };
    }
    case 'not-applicable.set': {
      const { indicator } = change.payload;
      return { type: change.type, payload: { indicator, value: before(state, indicator).notApplicable } };
    }
    case 'flag.set': {
      const { indicator } = change.payload;
      return { type: change.type, payload: { indicator, flagged: before(state, indicator).flagged } };
    }
    case 'confidence.set': {
      const { indicator } = change.payload;
      return { type: change.type, payload: { indicator, confidence: before(state, indicator).confidence } };
    }
    case 'certificate.set':
    case 'certificate.removed':
      return restoringItem(state.certificates, change, 'certificate.set', 'certificate.removed');
    case 'request.set':
    case 'request.removed':
      return restoringItem(state.requests, change, 'request.set', 'request.removed');
    case 'live-check.set':
    case 'live-check.removed':
      return restoringItem(state.liveChecks, change, 'live-check.set', 'live-check.removed');
    case 'team-evidence.added':
    case 'team-evidence.removed':
      return restoringTeamEvidence(state, change);
    case 'visit.set':
      return state.visit === null ? null : { type: change.type, payload: state.visit };
    case 'annotation.created':
    case 'annotation.updated':
    case 'annotation.deleted':
      return restoringAnnotation(state, change);
    case 'citation.added':
    case 'citation.removed':
      return restoringCitation(state, change);
    case 'team.set':
      return state.team === null ? null : { type: change.type, payload: state.team };
    default:
      return null;
  }
}

const before = (state: ReviewState, indicator: string) => state.indicators.get(indicator) ?? untouched;

type Of<T extends Change['type']> = Extract<Change, { readonly type: T }>;

function restoringAnnotation(
  state: ReviewState,
  change: Of<'annotation.created' | 'annotation.updated' | 'annotation.deleted'>,
): Change | null {
  const id = change.type === 'annotation.deleted' ? change.payload.id : change.payload.annotation.id;
  const kept = state.annotations.get(annotationKey(id));
  const exists = kept?.live === true;
  if (change.type === 'annotation.created' && !exists) return { type: 'annotation.deleted', payload: { id } };
  if (!exists) return null;
  return change.type === 'annotation.deleted'
    ? { type: 'annotation.created', payload: { annotation: kept.value } }
    : { type: change.type, payload: { annotation: kept.value } };
}

function restoringCitation(state: ReviewState, change: Of<'citation.added' | 'citation.removed'>): Change | null {
  const { id } = change.payload;
  const kept = state.citations.get(id);
  const exists = kept?.live === true;
  if (change.type === 'citation.added' && !exists) return { type: 'citation.removed', payload: { id } };
  return exists ? { type: 'citation.added', payload: kept.value } : null;
}

/** An item that was set comes back as it was; one that was not there is removed. */
function restoringItem(
  items: ReadonlyMap<string, { readonly value: { readonly id: string }; readonly live: boolean }>,
  change: { readonly payload: { readonly id: string } },
  set: Change['type'],
  removed: Change['type'],
): Change | null {
  const { id } = change.payload;
  const kept = items.get(id);
  if (kept?.live === true) return { type: set, payload: kept.value } as unknown as Change;
  return 'indicator' in change.payload ? ({ type: removed, payload: { id } } as unknown as Change) : null;
}

function restoringTeamEvidence(
  state: ReviewState,
  change: Of<'team-evidence.added' | 'team-evidence.removed'>,
): Change | null {
  const { id } = change.payload;
  const kept = state.teamEvidence.get(id);
  if (kept?.live !== true)
    return change.type === 'team-evidence.added' ? { type: 'team-evidence.removed', payload: { id } } : null;
  const { by: _by, ...payload } = kept.value;
  return { type: 'team-evidence.added', payload };
}

import { isSameJson } from './canonical-json.ts';
import { inOrder } from './ordered-events.ts';
import { readChange } from './read-change.ts';
import { before, fieldOf, restoring } from './restore.ts';
import type { Change, ReviewEvent } from './review-event.ts';
import { accepts, apply, startState, type ReviewState } from './review-state.ts';

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

/** The change that restores what `change` would overwrite now; null when it would alter nothing. */
function inverseOf(state: ReviewState, change: Change): Change | null {
  const inverse = restoring(state, change);
  return inverse === null || (inverse.type === change.type && isSameJson(inverse.payload, change.payload))
    ? null
    : inverse;
}

import { concernedBy } from './concerned.ts';
import { inOrder } from './ordered-events.ts';
import { readChange } from './read-change.ts';
import { restoring } from './restore.ts';
import type { Change, ReviewEvent } from './review-event.ts';
import { accepts, apply, startState } from './review-state.ts';

/** An event with what stood there before it, so that a history can say "from → to". */
export interface TracedChange {
  readonly event: ReviewEvent;
  /** Null for a type of a newer version, and for a payload that breaks its type. */
  readonly change: Change | null;
  /** The change that would have brought back what stood there; null where nothing did, or it had no effect. */
  readonly before: Change | null;
  /** Ids; a removal concerns what the removed thing concerned. */
  readonly indicators: readonly string[];
  /** False for what came while the review was locked, and for what cannot be read. */
  readonly effective: boolean;
}

/** The whole history, oldest first, each event with what it replaced. Computed anew: events never say it themselves. */
export function traceChanges(events: readonly ReviewEvent[]): readonly TracedChange[] {
  const state = startState();
  return inOrder(events).map((event) => {
    const change = readChange(event);
    if (change === null) {
      return { event, change, before: null, indicators: namedIn(event.payload), effective: false };
    }
    const effective = accepts(state, change);
    const before = restoring(state, change);
    if (effective) apply(state, change, event);
    const indicators = [...new Set([...concernedBy(change), ...(before === null ? [] : concernedBy(before))])];
    return { event, change, before: effective ? before : null, indicators, effective };
  });
}

/** A newer version's event may name its indicator the way ours do. */
function namedIn(payload: unknown): readonly string[] {
  if (typeof payload !== 'object' || payload === null || !('indicator' in payload)) return [];
  return typeof payload.indicator === 'string' ? [payload.indicator] : [];
}

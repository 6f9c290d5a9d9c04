import type { Activity, HistoryEntry } from '#common/contract/channels/review.ts';
import { activitySince, lastSessionEnd } from '#common/domain/activity.ts';
import { instantOf } from '#common/domain/hybrid-clock.ts';
import { traceChanges } from '#common/domain/trace-changes.ts';
import { eventsOf, type Loaded } from './snapshot.ts';

/** Newest first; of one indicator, or all. */
export const historyOf = (loaded: Loaded, indicator: string | null): HistoryEntry[] =>
  traceChanges(eventsOf(loaded))
    .filter(({ indicators }) => indicator === null || indicators.includes(indicator))
    .map(({ event, before, indicators }) => ({
      event: event.id,
      at: instantOf(event.clock),
      by: event.actor.name,
      type: event.type,
      payload: event.payload,
      undoes: event.undoes ?? null,
      redoes: event.redoes ?? null,
      indicators: [...indicators],
      before,
    }))
    .reverse();

/** Lines that one answer holds: ink and long remarks would make a longer one heavy. */
const mostLines = 400;

export function activityOf(
  loaded: Loaded,
  { since, now, actor }: { readonly since: string; readonly now: string; readonly actor: string },
): Activity {
  const history = traceChanges(eventsOf(loaded));
  const from = since === 'session' ? lastSessionEnd(history, actor, Date.parse(now)) : since;
  if (from === null) return { since: null, lines: [], more: 0 };
  // The session ended with its last change, which is none of those since.
  const lines = activitySince(history, since === 'session' ? new Date(Date.parse(from) + 1).toISOString() : from);
  return {
    since: from,
    lines: lines.slice(0, mostLines).map((line) => ({ ...line, by: [...line.by] })),
    more: Math.max(0, lines.length - mostLines),
  };
}

import { isSameJson } from './canonical-json.ts';
import { instantOf } from './hybrid-clock.ts';
import { fieldOf } from './restore.ts';
import type { Change } from './review-event.ts';
import type { TracedChange } from './trace-changes.ts';

/** What one field of a review became over a span of time, whatever detours it took. */
export interface ActivityLine {
  /** Null for what concerns the review as a whole. */
  readonly indicator: string | null;
  /** What stood there before the span, as the change that would bring it back; null where nothing did. */
  readonly from: Change | null;
  readonly to: Change;
  /** Names, in the order of their first change. */
  readonly by: readonly string[];
  /** Of the last change, ISO 8601. */
  readonly at: string;
}

/**
 * What is different since an instant (ISO 8601): one line for each field, so that a remark written in ten strokes is one
 * line, and what was set and taken back is none. Opening a file changes nothing and is left out. Newest first.
 */
export function activitySince(history: readonly TracedChange[], since: string): readonly ActivityLine[] {
  const start = Date.parse(since);
  const lines = new Map<string, ActivityLine>();
  for (const { event, change, before, indicators, effective } of history) {
    const at = instantOf(event.clock);
    if (!effective || change === null || change.type === 'evidence.seen' || change.type === 'pages.seen') continue;
    if (Date.parse(at) < start) continue;
    const field = fieldOf(change) ?? event.id;
    const known = lines.get(field);
    lines.set(field, {
      indicator: indicators[0] ?? known?.indicator ?? null,
      from: known === undefined ? before : known.from,
      to: change,
      by: [...new Set([...(known?.by ?? []), event.actor.name])],
      at,
    });
  }
  return [...lines.values()].filter(({ from, to }) => from === null || !isSameJson(from, to)).sort(newestFirst);
}

const newestFirst = (a: ActivityLine, b: ActivityLine): number => Date.parse(b.at) - Date.parse(a.at);

/** A pause of this length (ms) ends a day's work. */
const longPause = 4 * 3_600_000;

/**
 * When the person's last session of work before the present one ended; null when there was none. A session ends with a
 * pause of four hours; the present one is whatever came after the last such pause before `now`.
 */
export function lastSessionEnd(history: readonly TracedChange[], actorId: string, now: number): string | null {
  const own = history
    .filter(({ event }) => event.actor.id === actorId && event.type !== 'submission.received')
    .map(({ event }) => instantOf(event.clock))
    .filter((at) => Date.parse(at) <= now);
  let next = now;
  for (const at of own.toReversed()) {
    if (next - Date.parse(at) >= longPause) return at;
    next = Date.parse(at);
  }
  return null;
}

import { canonicalJson, isShallow } from './canonical-json.ts';
import { isRecord, isText } from './guards.ts';
import type { ReviewEvent } from './review-event.ts';

/**
 * The one order in which everybody reads a history, whatever order it arrived in: by clock, then id. The same event
 * twice (histories of two computers put together) counts once; entries that are no events at all are left out.
 */
export function inOrder(events: readonly ReviewEvent[]): readonly ReviewEvent[] {
  const sorted = events.filter(isEvent).sort(byClock);
  return sorted.filter(
    (event, index) => event.id !== sorted[index - 1]?.id || event.clock !== sorted[index - 1]?.clock,
  );
}

/** Two different events under one id and clock are forged; the text decides, so that every computer picks the same. */
const byClock = (a: ReviewEvent, b: ReviewEvent): number =>
  order(a.clock, b.clock) || order(a.id, b.id) || order(textOf(a), textOf(b));

const textOf = (event: ReviewEvent): string => (isShallow(event) ? canonicalJson(event) : '');

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The envelope that the domain relies on; the payload is judged by `readChange`. */
export function isEvent(value: unknown): value is ReviewEvent {
  return (
    isRecord(value) &&
    isText(value.id) &&
    isText(value.submission) &&
    isText(value.device) &&
    isText(value.clock) &&
    isText(value.type) &&
    isRecord(value.actor) &&
    isText(value.actor.id) &&
    isText(value.actor.name)
  );
}

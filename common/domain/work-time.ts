import { instantOf } from './hybrid-clock.ts';
import type { TracedChange } from './trace-changes.ts';

/** How long people worked, as far as the history can tell. Milliseconds of persons, not of the clock on the wall. */
export interface WorkTime {
  /** By indicator id, only those with any. */
  readonly indicators: Readonly<Record<string, number>>;
  /** Spent between records, but on no indicator (visit, team). */
  readonly other: number;
  readonly total: number;
}

/** Longer without a record is a break (ms). */
export const breakAfter = 10 * 60_000;

/**
 * Time per indicator without any timer: what passes between two records of one person leads to the later one, so it
 * belongs to the later one's indicator; opening a file names none and leads to the next record that does. A gap over ten
 * minutes is a break, and what came before the first record of a stretch of work is unknown and not counted.
 */
export function workTime(history: readonly TracedChange[]): WorkTime {
  const people = new Map<string, TracedChange[]>();
  for (const entry of history) {
    if (entry.event.type === 'submission.received') continue;
    const { id } = entry.event.actor;
    const entries = people.get(id) ?? [];
    people.set(id, entries);
    entries.push(entry);
  }
  const indicators = new Map<string, number>();
  let other = 0;
  const spend = (on: readonly string[], time: number) => {
    if (on.length === 0) other += time;
    for (const id of on) indicators.set(id, (indicators.get(id) ?? 0) + time / on.length);
  };
  for (const entries of people.values()) {
    let previous: number | null = null;
    let waiting = 0;
    let last: readonly string[] = [];
    for (const { event, indicators: on } of entries) {
      const at = Date.parse(instantOf(event.clock));
      const gap = previous === null ? 0 : at - previous;
      previous = at;
      if (gap > breakAfter) {
        spend(last, waiting);
        [waiting, last] = [0, []];
      } else waiting += gap;
      if (on.length === 0 && isLooking(event.type)) continue;
      spend(on, waiting);
      [waiting, last] = [0, on];
    }
    spend(last, waiting);
  }
  const spent = [...indicators].filter(([, time]) => time > 0);
  return {
    indicators: Object.fromEntries(spent),
    other,
    total: spent.reduce((sum, [, time]) => sum + time, other),
  };
}

const isLooking = (type: string): boolean => type === 'evidence.seen' || type === 'pages.seen';

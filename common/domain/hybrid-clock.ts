/**
 * Hybrid logical clock as text that sorts by time: instant, counter (4 hex digits), device (8 hex digits),
 * "2026-07-05T04:42:07.123Z-0003-1f0c9a52". It never runs backwards on a device, even when the computer's own clock
 * does, and is always after every clock this device has seen.
 */
const pattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z-[0-9a-f]{4}-[0-9a-f]{8}$/;

/** Last instant with a four-digit year: later ones would no longer sort as text. */
const lastInstant = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** The next clock of `device` (a UUID), given the last one it wrote or saw. `nowMs`: milliseconds since the epoch. */
export function nextClock(last: string | null, nowMs: number, device: string): string {
  const now = Number.isFinite(nowMs) ? Math.trunc(nowMs) : 0;
  const seen = last === null ? null : readClock(last);
  if (seen === null || now > seen.ms) return write(now, 0, device);
  return seen.counter < 0xffff ? write(seen.ms, seen.counter + 1, device) : write(seen.ms + 1, 0, device);
}

/** The instant of a clock, ISO 8601 in UTC. */
export const instantOf = (clock: string): string => clock.slice(0, 24);

export const isClock = (text: unknown): text is string => typeof text === 'string' && readClock(text) !== null;

function readClock(text: string): { readonly ms: number; readonly counter: number } | null {
  const ms = pattern.test(text) ? Date.parse(instantOf(text)) : Number.NaN;
  // "2026-02-30" and "T24:00" are read as the day after: others would refuse them.
  return Number.isNaN(ms) || new Date(ms).toISOString() !== instantOf(text)
    ? null
    : { ms, counter: Number.parseInt(text.slice(25, 29), 16) };
}

function write(ms: number, counter: number, device: string): string {
  const instant = new Date(Math.min(Math.max(ms, 0), lastInstant)).toISOString();
  const name = device
    .toLowerCase()
    .replace(/[^0-9a-f]/g, '')
    .slice(0, 8)
    .padEnd(8, '0');
  return `${instant}-${counter.toString(16).padStart(4, '0')}-${name}`;
}

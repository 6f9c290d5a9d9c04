import { backoffMs } from './backoff.ts';

/** Failures in a row, over all files, that mean "the line", not "this file". */
const threshold = 3;
/** How long the one that was let through may take before another one is. */
const probeMs = 5_000;

export interface Circuit {
  /**
   * 0: ask. Else the milliseconds to wait before asking this again. After a wait the first one who comes goes through, and
   * the others wait for how it fares.
   */
  admit(now: number): number;
  /** When it lets somebody through again, ISO; null while the line is fine. */
  readonly retryAt: string | null;
  /** True when it was open until now. */
  succeeded(): boolean;
  /** `orderedMs`: what the server asked for (Retry-After). Returns how long to wait before trying again. */
  failed(now: number, orderedMs: number | null): number;
  /** The person says: now. */
  reset(): void;
}

/**
 * One for a server. While it is open nobody asks the server; then one request tries, and its result closes it or opens it
 * for longer. So a dead line costs one request a minute, not one for each of a thousand files.
 */
export function createCircuit(random: () => number = Math.random): Circuit {
  let failures = 0;
  let opened = 0;
  let until = 0;
  let probing = false;
  return {
    admit(now) {
      if (until === 0) return 0;
      if (now < until) return until - now;
      until = now + probeMs;
      probing = true;
      return 0;
    },
    get retryAt() {
      return until > 0 ? new Date(until).toISOString() : null;
    },
    succeeded() {
      const wasOpen = until > 0;
      [failures, opened, until, probing] = [0, 0, 0, false];
      return wasOpen;
    },
    failed(now, orderedMs) {
      // Files that were on their way when the line went fail all at once: that is one failure.
      if (now < until && !probing && orderedMs === null) return until - now;
      failures += 1;
      const opens = orderedMs !== null || failures >= threshold;
      if (opens) opened += 1;
      const wait = orderedMs ?? backoffMs(opens ? opened : failures, random);
      probing = false;
      if (opens) until = now + wait;
      return wait;
    },
    reset() {
      [failures, opened, until, probing] = [0, 0, 0, false];
    },
  };
}

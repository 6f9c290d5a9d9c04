/** Bytes per second over the last seconds, and what is left. */
export interface Meter {
  /** Bytes over the line; what was found in the store or thrown away does not count. */
  add(bytes: number): void;
  rate(): number | null;
}

const windowMs = 5_000;
const stepMs = 250;

export function createMeter(now: () => number): Meter {
  let steps: { at: number; bytes: number }[] = [];
  const begun = now();
  const trim = () => {
    const oldest = now() - windowMs;
    if ((steps[0]?.at ?? oldest) < oldest) steps = steps.filter(({ at }) => at >= oldest);
  };
  return {
    add(bytes) {
      const last = steps.at(-1);
      if (last !== undefined && now() - last.at < stepMs) last.bytes += bytes;
      else steps.push({ at: now(), bytes });
      trim();
    },
    rate() {
      trim();
      const sum = steps.reduce((total, { bytes }) => total + bytes, 0);
      if (sum === 0) return null;
      return Math.round((sum * 1000) / Math.max(stepMs, Math.min(windowMs, now() - begun)));
    },
  };
}

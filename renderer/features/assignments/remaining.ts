/** How long something still takes, as coarse as it is uncertain. */
export type Remaining =
  | { readonly kind: 'seconds'; readonly seconds: number }
  | { readonly kind: 'minutes'; readonly minutes: number }
  | { readonly kind: 'hours'; readonly hours: number; readonly minutes: number }
  | { readonly kind: 'days' };

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** Rounded up, in steps that do not flicker: ten seconds, a minute, five minutes. Null when nobody can say. */
export function remainingOf(seconds: number | null): Remaining | null {
  if (seconds === null || !Number.isFinite(seconds) || seconds < 0) return null;
  if (seconds <= 50) return { kind: 'seconds', seconds: Math.max(10, Math.ceil(seconds / 10) * 10) };
  const minutes = Math.ceil(seconds / minute);
  if (minutes < 60) return { kind: 'minutes', minutes };
  const coarse = Math.ceil(minutes / 5) * 5;
  if (coarse * minute >= day) return { kind: 'days' };
  return { kind: 'hours', hours: Math.floor(coarse / 60), minutes: coarse % 60 };
}

/** Longest wait that a server can order, milliseconds. A person can always say "now". */
const longest = 60 * 60_000;

/** Milliseconds that a Retry-After header asks for (RFC 9110, 10.2.3: seconds or a date); null without a valid one. */
export function readRetryAfter(header: string | undefined, now: number): number | null {
  if (header === undefined) return null;
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return Math.min(Number(text) * 1000, longest);
  const at = /^[A-Za-z]{3}, /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : Math.min(Math.max(0, at - now), longest);
}

import { maxBody, type Served } from '#main/host/host.ts';

/** Half-open byte interval [begin, end). */
export interface ByteRange {
  readonly begin: number;
  readonly end: number;
}

/**
 * A single-range `Range` header (RFC 9110, 14.1.2) against a known size. `null`: no usable header, answer in full.
 * 'unsatisfiable': answer 416.
 */
export function parseRange(header: string | null, size: number): ByteRange | 'unsatisfiable' | null {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  const [, first = '', last = ''] = match ?? [];
  if (match === null || (first === '' && last === '')) return null;
  if (first === '') {
    const begin = Math.max(0, size - Number(last));
    return begin < size ? { begin, end: size } : 'unsatisfiable';
  }
  const begin = Number(first);
  const end = last === '' ? size : Math.min(size, Number(last) + 1);
  return begin < end ? { begin, end } : 'unsatisfiable';
}

/** Answers a request for stored bytes: whole, in part, or 413 where the whole would be too large for one answer. */
export async function serveBytes(
  source: { readonly size: number; read(begin: number, end: number): Promise<Uint8Array> },
  rangeHeader: string | null,
  headers: Readonly<Record<string, string>>,
): Promise<Served> {
  const { size } = source;
  const common = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'accept-ranges': 'bytes' };
  const empty = (status: number, extra: Record<string, string> = {}): Served => ({
    status,
    headers: { ...common, ...extra },
    body: new Uint8Array(),
  });
  const range = parseRange(rangeHeader, size);
  if (range === 'unsatisfiable') return empty(416, { 'content-range': `bytes */${size}` });
  if (range === null && size > maxBody) return empty(413);
  const begin = range?.begin ?? 0;
  const end = Math.min(range?.end ?? size, begin + maxBody);
  const body = await source.read(begin, end);
  if (range === null) return { status: 200, headers: { ...common, ...headers }, body };
  return {
    status: 206,
    headers: { ...common, ...headers, 'content-range': `bytes ${begin}-${end - 1}/${size}` },
    body,
  };
}

/**
 * `Content-Disposition: attachment` with a Thai file name (RFC 6266, RFC 8187). Half a character, as a title from anybody
 * or a cut leaves it, has no encoding and is replaced: it must not hide the file.
 */
export function attachment(fileName: string): string {
  const plain = fileName.replace(/[^\x20-\x7e]|["\\]/g, '_');
  const whole = Buffer.from(fileName).toString();
  const encoded = encodeURIComponent(whole).replace(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

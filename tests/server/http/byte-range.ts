/** First byte, and the one behind the last. */
export interface Interval {
  readonly begin: number;
  readonly end: number;
}

/**
 * RFC 9110, section 14: one range of bytes; anything else that the header may say is ignored, as the RFC allows. Written
 * apart from the product's own reader of the same header, so that one mistake cannot hide in both.
 */
export function readRange(header: string | undefined, size: number): Interval | 'whole' | 'unsatisfiable' {
  const spec = /^bytes=\s*(\d*)\s*-\s*(\d*)\s*$/.exec(header ?? '');
  if (spec === null) return 'whole';
  const [first, last] = [spec[1] ?? '', spec[2] ?? ''];
  if (first === '' && last === '') return 'whole';
  if (first === '')
    return last === '0' || size === 0 ? 'unsatisfiable' : { begin: Math.max(0, size - Number(last)), end: size };
  if (last !== '' && Number(last) < Number(first)) return 'whole';
  if (Number(first) >= size) return 'unsatisfiable';
  return { begin: Number(first), end: last === '' ? size : Math.min(size, Number(last) + 1) };
}

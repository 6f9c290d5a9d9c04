/** As far as a web page can know it: from the letters that arrive. */
export type KeyboardLayout = 'th' | 'latin' | 'unknown';

/** @param key The character that a key press typed. Digits and signs tell nothing: both layouts have some. */
export function layoutOf(key: string): KeyboardLayout {
  if (/^[\u0e01-\u0e4e]$/.test(key)) return 'th';
  if (/^[A-Za-z]$/.test(key)) return 'latin';
  return 'unknown';
}

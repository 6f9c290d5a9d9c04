const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
const marks = '\u0e31\u0e34-\u0e3a\u0e47-\u0e4e';
const runOfMarks = new RegExp(`[${marks}]{2,}`, 'g');

/** Vowels below, vowels above, tone marks, then the rest: the order of a Thai keyboard that checks its input. */
function rankOf(mark: string): number {
  if (mark >= '\u0e38' && mark <= '\u0e3a') return 0;
  if (mark === '\u0e31' || mark === '\u0e47' || (mark >= '\u0e34' && mark <= '\u0e37')) return 1;
  return mark >= '\u0e48' && mark <= '\u0e4b' ? 2 : 3;
}

/**
 * The bytes a passphrase stands for. What looks the same on paper must open the library from any keyboard: composed or
 * decomposed letters (NFC), sara am typed whole or as nikhahit and sara aa, tone mark before or after, sara ae typed as
 * two sara e, invisible separators of some Thai layouts. Letter case, digits and inner spaces count.
 *
 * FROZEN: a change here locks people out of their library. `passphrase.test.ts` keeps golden values.
 */
export function passphraseBytes(text: string): Buffer {
  const folded = text
    .replace(invisible, '')
    .replace(/\u00a0/g, ' ')
    .normalize('NFC')
    .replace(/\u0e40\u0e40/g, '\u0e41')
    .replace(runOfMarks, (run) =>
      Array.from(run)
        .sort((a, b) => rankOf(a) - rankOf(b))
        .join(''),
    )
    .replace(/\u0e4d([\u0e48-\u0e4b]*)\u0e32/g, '$1\u0e33')
    .replace(/([\u0e48-\u0e4b]+)\u0e4d\u0e32/g, '$1\u0e33')
    .replace(/\u0e33([\u0e48-\u0e4b]+)/g, '$1\u0e33');
  return Buffer.from(folded, 'utf8');
}

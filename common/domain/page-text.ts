/** Letters and digits of any script; marks above and below do not count, since extraction loses them. */
const letters = /[\p{L}\p{N}]/gu;
/** Characters that stand for none: lost ones, and glyph numbers of fonts without a table of their characters. */
const lost = /[\u0000-\u0008\u000e-\u001f\ufffd\ue000-\uf8ff]/g;
/** Thai bytes (TIS-620) read as Western European: "»ÃÐ¡ÒÈ". */
const misread = /[\u00a1-\u00fb]/g;

const fewestLetters = 20;

const count = (text: string, of: RegExp): number => text.match(of)?.length ?? 0;

/**
 * Whether a page has to be read from its picture: it carries hardly any text, as a scan does, or text that says nothing.
 * Thai that only lost vowels and tone marks is still found by its consonants (mark-quote.ts).
 */
export function isPicture(text: string): boolean {
  const all = count(text, letters);
  const noise = count(text, lost);
  return all < fewestLetters || noise > all / 2 || count(text, misread) > all / 2;
}

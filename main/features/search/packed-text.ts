const thaiBegin = 0x0e00;
const thaiEnd = 0x0e7f;
/** Private use: no text consists of what lies there. */
const moved = 0xf000;

const pack = (code: number): number => {
  if (code < 0x80) return code;
  if (code >= thaiBegin && code <= thaiEnd) return code - thaiBegin + 0x80;
  return code <= 0xff ? code + moved : code;
};

/**
 * Thai in one byte a letter, where other letters of Latin-1 would be; those go to a place that nobody uses. It takes half
 * the memory and a part of the time: of two bytes of Thai the first is always the same. Finding works as before.
 */
export function packText(folded: string): string {
  const bytes = Buffer.allocUnsafe(folded.length);
  for (let at = 0; at < folded.length; at += 1) {
    const code = pack(folded.charCodeAt(at));
    if (code > 0xff) return packWide(folded);
    bytes[at] = code;
  }
  return bytes.toString('latin1');
}

const packWide = (folded: string): string =>
  folded.replace(/[\u0080-\u00ff\u0e00-\u0e7f]/g, (letter) => String.fromCharCode(pack(letter.charCodeAt(0))));

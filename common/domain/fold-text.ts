/**
 * Text as two extractors, a keyboard and an OCR program would agree on it, with the way back to where each letter stood.
 * Bases are what survives every damage (consonants, leading vowels, digits, Latin letters); vowel and tone marks, which
 * get lost or change their order, are kept beside the base that carries them.
 */
export interface FoldedText {
  readonly source: string;
  /** One UTF-16 unit per base. */
  readonly bases: string;
  /** By base: its marks in a fixed order. */
  readonly marks: readonly string[];
  /** By base: where it begins in the source, and where it ends with its marks. */
  readonly begins: readonly number[];
  readonly ends: readonly number[];
}

const thaiMark = /[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]/;
const combining = /\p{M}/u;
/** Says nothing about the words: spaces, hyphens of broken lines, invisible and lost characters. */
const silent = /[\s\p{Cc}\p{Cf}\ufffd\u002d\u2010\u2011]/u;

export function foldLetters(source: string): FoldedText {
  const bases: string[] = [];
  const marks: string[] = [];
  const begins: number[] = [];
  const ends: number[] = [];
  /** After a lost mark (U+0000) further marks of the same letter may follow, after a space none. */
  let carries = false;
  let index = 0;
  for (const letter of source) {
    const end = index + letter.length;
    for (const piece of piecesOf(letter)) {
      const last = bases.length - 1;
      if (thaiMark.test(piece) || combining.test(piece)) {
        if (!carries || last < 0) continue;
        marks[last] = sortedMarks((marks[last] ?? '') + piece);
        // The first half of ำ: its second half is the next base.
        if (letter !== '\u0e33') ends[last] = end;
      } else if (silent.test(piece)) {
        if (piece !== '\0' && piece !== '\ufffd') carries = false;
        else if (carries) ends[last] = end;
      } else if (piece === 'เ' && bases[last] === 'เ' && ends[last] === index) {
        bases[last] = 'แ';
        ends[last] = end;
      } else {
        bases.push(piece);
        marks.push('');
        begins.push(index);
        ends.push(end);
        carries = true;
      }
    }
    index = end;
  }
  return { source, bases: bases.join(''), marks, begins, ends };
}

/** ำ is written in one character or in two, with a tone mark before, between or after them. */
function piecesOf(letter: string): readonly string[] {
  if (letter === '\u0e33') return ['\u0e4d', '\u0e32'];
  if (letter >= '\u0e50' && letter <= '\u0e59') return [String.fromCharCode(letter.charCodeAt(0) - 0x0e50 + 0x30)];
  return letter < '\u0e00' || letter > '\u0e7f' ? letter.normalize('NFKD').toLowerCase().split('') : [letter];
}

const sortedMarks = (marks: string): string => [...new Set(marks)].sort().join('');

import type { Mark } from './annotation.ts';
import { errorsAtEnd, findSimilar, reversed, type Similar } from './find-similar.ts';
import { foldLetters, type FoldedText } from './fold-text.ts';

/**
 * Finds the words of a mark again in the text of a page, whichever program extracted it. Thai from PDFs comes damaged in
 * different ways from different programs, and a quote may itself be a skeleton (mark-quote.ts); so both are compared by
 * what survives. Where two places would do equally well, or one would do only somehow, nothing is found: a lost anchor
 * is shown as lost, a wrong one misleads.
 */
export interface Place {
  /** In the text that was searched. */
  readonly begin: number;
  readonly end: number;
  /**
   * 'exact': the same characters. 'folded': the same words, written another way (spaces, digits, order of marks).
   * 'skeleton': as far as marks survived. 'fuzzy': a few letters differ.
   */
  readonly certainty: 'exact' | 'folded' | 'skeleton' | 'fuzzy';
}

type Quote = NonNullable<Mark['quote']>;

interface Hit extends Place {
  /** Letters that differ, in the quote and in its surroundings. */
  readonly errors: number;
  /** Too little of it is there: it only casts doubt on others. */
  readonly isRival: boolean;
  /** How well prefix and suffix stand around it: 0 to 1; null where the quote has neither. */
  readonly context: number | null;
}

/** Letters of a quote that stand for themselves; fewer need their surroundings as a witness. */
const tellingLength = 12;
/** Of its letters so many may differ where it is found; and so many where it might have been meant. */
const share = 0.1;
const rivalShare = 0.25;
/** At least so much of the surroundings of a long and of a short quote must be there. */
const enoughContext = { long: 0.6, short: 0.85 };
/** A place must be so much likelier than any other, as a share of the surroundings. */
const margin = 0.15;
const certainties: readonly Place['certainty'][] = ['exact', 'folded', 'skeleton', 'fuzzy'];
/** A page that repeats the quote more often proves nothing, and may have been made to keep us busy. */
const mostHits = 500;

/** `page`: the text of the whole page, folded once for all its quotes by `foldLetters`. */
export function findQuote(page: FoldedText, quote: Quote): Place | null {
  const wanted = foldLetters(quote.exact);
  if (wanted.bases === '') return null;
  const around = { prefix: foldLetters(quote.prefix).bases, suffix: foldLetters(quote.suffix).bases };
  const same = sameBases(page, wanted);
  if (same.length > mostHits) return null;
  const hits = same.map((place) => judge(page, wanted, quote.exact, around, place));
  // Of lines that say nearly the same, another one may be whole and the right one damaged: both have to be looked at.
  const isSettled = hits.some(({ errors }) => errors === 0);
  const similar = isSettled ? [] : similarPlaces(page, wanted).filter((place) => !same.some(overlaps(place)));
  if (similar.length > mostHits) return null;
  return decide([...hits, ...similar.map((place) => judgeSimilar(page, wanted, around, place))], wanted, around);
}

interface Around {
  readonly prefix: string;
  readonly suffix: string;
}

/** A stretch of the page's bases. */
interface Stretch {
  readonly begin: number;
  readonly end: number;
}

const overlaps = (a: Stretch) => (b: Stretch) => a.begin < b.end && b.begin < a.end;

function sameBases(page: FoldedText, wanted: FoldedText): readonly Stretch[] {
  const found: Stretch[] = [];
  let begin = page.bases.indexOf(wanted.bases);
  while (begin >= 0 && found.length <= mostHits) {
    found.push({ begin, end: begin + wanted.bases.length });
    begin = page.bases.indexOf(wanted.bases, begin + 1);
  }
  return found;
}

const similarPlaces = (page: FoldedText, { bases }: FoldedText): readonly Similar[] =>
  findSimilar(bases, page.bases, Math.floor(rivalShare * bases.length));

function judge(page: FoldedText, wanted: FoldedText, exact: string, around: Around, at: Stretch): Hit {
  const place = placeOf(page, at);
  const found = page.marks.slice(at.begin, at.end);
  const certainty = (): Hit['certainty'] => {
    if (page.source.slice(place.begin, place.end) === exact.trim()) return 'exact';
    if (found.every((marks, index) => marks === wanted.marks[index])) return 'folded';
    const contrary = found.filter((marks, index) => contradict(marks, wanted.marks[index] ?? '')).length;
    return contrary <= share * found.length ? 'skeleton' : 'fuzzy';
  };
  return { ...place, ...contextAt(page, around, at), certainty: certainty(), isRival: false };
}

function judgeSimilar(page: FoldedText, { bases }: FoldedText, around: Around, similar: Similar): Hit {
  const { errors, context } = contextAt(page, around, similar);
  const isRival = similar.errors > share * bases.length;
  return { ...placeOf(page, similar), errors: errors + similar.errors, context, certainty: 'fuzzy', isRival };
}

/** Marks get lost on either side; but other marks in the same place are another word. */
const contradict = (a: string, b: string): boolean => !isWithin(a, b) && !isWithin(b, a);
const isWithin = (some: string, all: string): boolean => some.split('').every((mark) => all.includes(mark));

function contextAt(page: FoldedText, { prefix, suffix }: Around, { begin, end }: Stretch) {
  const length = prefix.length + suffix.length;
  const room = (text: string) => Math.ceil(text.length * (1 + share)) + 1;
  const before = page.bases.slice(Math.max(0, begin - room(prefix)), begin);
  const after = page.bases.slice(end, end + room(suffix));
  const errors = errorsAtEnd(prefix, before) + errorsAtEnd(reversed(suffix), reversed(after));
  return { errors, context: length === 0 ? null : 1 - errors / length };
}

/**
 * First the letters; where they tell nothing apart, the marks. A skeleton has none, so that "the same characters" would
 * only mean that a letter without marks stands there, too.
 */
function decide(hits: readonly Hit[], { bases, marks }: FoldedText, around: Around): Place | null {
  const least = Math.min(...hits.map(({ errors }) => errors));
  const clearly = Math.max(2, margin * (around.prefix.length + around.suffix.length));
  const likely = hits.filter(({ errors }) => (least === 0 ? errors === 0 : errors - least < clearly));
  const level = Math.min(...likely.map(({ certainty }) => certainties.indexOf(certainty)));
  const saysMarks = marks.some((some) => some !== '') || !/[\u0e01-\u0e2e]/.test(bases);
  const [best, ...others] =
    saysMarks && least === 0 ? likely.filter((hit) => hit.certainty === certainties[level]) : likely;
  if (best === undefined || best.isRival || others.length > 0) return null;
  const { begin, end, certainty, context } = best;
  // Without witnesses a long quote may do: the surroundings have changed, or nobody kept them.
  const telling = certainty !== 'fuzzy' ? tellingLength : context === null ? 2 * tellingLength : Infinity;
  const enough = bases.length < tellingLength ? enoughContext.short : enoughContext.long;
  return (context !== null && context >= enough) || bases.length >= telling ? { begin, end, certainty } : null;
}

const placeOf = (page: FoldedText, { begin, end }: Stretch) => ({
  begin: page.begins[begin] ?? 0,
  end: page.ends[end - 1] ?? page.source.length,
});

import { readableQuote } from '#common/domain/mark-quote.ts';
import type { Mark, MarkColour } from '#common/domain/annotation.ts';
import type { Instrument } from '#common/domain/instrument.ts';
import type { Review } from '#common/domain/review.ts';
import { isOnRedactedPage, isRedaction, redactionsOn } from '#common/domain/redaction.ts';
import type { Language } from '#common/domain/text.ts';
import type { Colour, PdfMark } from './pdf/pdf-job.ts';

/** As the evidence frame draws them; what a score cites is yellow. */
const colours: Readonly<Record<MarkColour | 'cited', { readonly fill: string; readonly line: string }>> = {
  blue: { fill: '#9ccbf3', line: '#3e7fb5' },
  green: { fill: '#a6dfb6', line: '#2c8552' },
  red: { fill: '#f7b4b4', line: '#bd3434' },
  violet: { fill: '#d3bff3', line: '#7750bb' },
  grey: { fill: '#cfd5dc', line: '#66717f' },
  cited: { fill: '#ffe48a', line: '#c99400' },
};
/** Of the number beside what is blacked out. */
const redacted = { fill: '#ffffff', line: '#000000' };

const words = {
  th: {
    indicator: (number: string) => `ข้อ ${number}`,
    cited: (position: number, number: string) => `อ้างเป็นลำดับ ${position} ของข้อ ${number}`,
    covered: '(ข้อความถูกปกปิด)',
  },
  en: {
    indicator: (number: string) => `Indicator ${number}`,
    cited: (position: number, number: string) => `Cited as no. ${position} of indicator ${number}`,
    covered: '(The words are blacked out)',
  },
};

interface Ground {
  readonly review: Review;
  readonly instrument: Instrument;
  readonly language: Language;
}

/** Marks on this content, worded for whoever opens the copy: the number of a citation is in the comment. */
export function pdfMarks(sha256: string, { review, instrument, language }: Ground): readonly PdfMark[] {
  const say = words[language];
  const redactions = redactionsOn(review.marks, sha256);
  const numbers = new Map(instrument.indicators.map(({ id, number }) => [id, number]));
  return review.marks
    .filter((mark) => mark.sha256 === sha256)
    .toSorted(inReadingOrder)
    .map((mark, index) => {
      const cited = citationsOf(mark, review).map(({ position, indicator }) =>
        say.cited(position, numbers.get(indicator) ?? indicator),
      );
      const { fill, line } = isRedaction(mark) ? redacted : colours[cited.length > 0 ? 'cited' : mark.colour];
      const quoted = readableQuote(mark.quote) ?? '';
      const isHidden = mark.quote !== null && isOnRedactedPage(mark, redactions);
      const quote = isHidden ? '' : quoted;
      const said = [mark.stamp, mark.comment, ...cited, isHidden ? say.covered : ''].filter((one) => one !== '');
      return {
        id: mark.id,
        number: index + 1,
        kind: mark.kind,
        page: mark.page,
        rects: mark.rects,
        strokes: mark.strokes,
        fill: colourOf(fill),
        line: colourOf(line),
        words: mark.stamp,
        contents: said.length > 0 ? said.join('\n') : quote,
        quote,
        author: mark.author.name,
        subject: say.indicator(numbers.get(mark.indicator) ?? mark.indicator),
        createdAt: mark.createdAt,
        modifiedAt: mark.modifiedAt,
      };
    });
}

/** As the pages are read, from top to bottom; marks of one line by where they begin. */
function inReadingOrder(one: Mark, other: Mark): number {
  const [a, b] = [one.rects[0], other.rects[0]];
  return one.page - other.page || (a?.y ?? 0) - (b?.y ?? 0) || (a?.x ?? 0) - (b?.x ?? 0);
}

/** The n-th citation of an indicator carries the number n. */
const citationsOf = ({ id }: Mark, { citations }: Review) =>
  citations.flatMap((citation, index) => {
    if (citation.annotation !== id) return [];
    const before = citations.slice(0, index).filter(({ indicator }) => indicator === citation.indicator);
    return [{ position: before.length + 1, indicator: citation.indicator }];
  });

const colourOf = (hex: string): Colour => [channel(hex, 1), channel(hex, 3), channel(hex, 5)];
const channel = (hex: string, at: number): number => Number.parseInt(hex.slice(at, at + 2), 16) / 255;
export const hexOf = (colour: Colour): string =>
  `#${colour
    .map((one) =>
      Math.round(one * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;

import { expect } from 'vitest';
import type { PdfFacts } from './read-pdf.ts';

export const linesOf = (pdf: PdfFacts): readonly string[] => pdf.pages.flatMap((text) => text.split('\n'));
const millimetre = 72 / 25.4;

/** Nothing outside the margins, and no two words on top of each other: the same as no clipping and no overlap. */
export function expectCleanPages(pdf: PdfFacts): void {
  pdf.pages.forEach((_, index) => {
    const words = pdf.words(index + 1);
    for (const word of words) {
      expect(word.left, word.text).toBeGreaterThan(30 * millimetre - 1);
      expect(word.right, word.text).toBeLessThan(190 * millimetre + 1);
    }
    const overlapping = words.filter((a, i) =>
      words.slice(i + 1).some((b) => {
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        // Boxes hold the room for stacked marks, so neighbouring lines share some of it.
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        return wide > 1 && high > 0.5 * Math.min(a.bottom - a.top, b.bottom - b.top);
      }),
    );
    expect(overlapping.map((word) => word.text)).toEqual([]);
  });
  // A stacked mark that reaches over the top of a page would come again, alone, at the end of the page before.
  expect(linesOf(pdf).filter((line) => /^[ก-ฮ][\u0E31\u0E34-\u0E3A\u0E47-\u0E4E]*$/.test(line))).toEqual([]);
}

import { expect, test } from 'vitest';
import type { Mark } from '#common/domain/annotation.ts';
import type { Instrument } from '#common/domain/instrument.ts';
import type { Review } from '#common/domain/review.ts';
import { pdfMarks } from './pdf-marks.ts';

const sha256 = 'a'.repeat(64);
const quote = { exact: '3-1005-00123-45-6', prefix: '', suffix: '' };
const mark = (id: string, change: Partial<Mark>): Mark => ({
  ...{ id, evidence: 'e1', sha256, indicator: 'i01', page: 1, kind: 'highlight', strokes: [], colour: 'blue' },
  ...{ rects: [{ x: 10, y: 500, width: 50, height: 20 }], stamp: '', quote, comment: '' },
  author: { id: 'a', name: 'ปาริชาต' },
  ...{ createdAt: '2024-07-05T02:00:00Z', modifiedAt: '2024-07-05T02:00:00Z' },
  ...change,
});
const listed = (marks: readonly Mark[]) => {
  const review = { marks, citations: [] } as Partial<Review> as Review;
  const instrument = { indicators: [] } as Partial<Instrument> as Instrument;
  return new Map(pdfMarks(sha256, { review, instrument, language: 'th' }).map((one) => [one.id, one]));
};

test('on a page with a redaction no mark says what it quotes, and one that quotes nothing says nothing of it', () => {
  const marks = listed([
    mark('redaction', { kind: 'redaction', quote: null, rects: [{ x: 0, y: 0, width: 9, height: 9 }] }),
    mark('beside', {}),
    mark('nowhere', { rects: [], comment: 'ตรวจแล้ว' }),
    mark('box', { kind: 'rectangle', quote: null, comment: 'ดู' }),
    mark('next', { page: 2 }),
  ]);
  expect(marks.get('beside')).toMatchObject({ quote: '', contents: '(ข้อความถูกปกปิด)' });
  expect(marks.get('nowhere')).toMatchObject({ quote: '', contents: 'ตรวจแล้ว\n(ข้อความถูกปกปิด)' });
  expect(marks.get('box')).toMatchObject({ quote: '', contents: 'ดู' });
  expect(marks.get('next')).toMatchObject({ quote: quote.exact, contents: quote.exact });
});

import { describe, expect, test } from 'vitest';
import type { Mark, WebAnnotation } from './annotation.ts';
import { moveHome } from './adopt-annotation.ts';
import { isCovered, pixelsOf, redactionsOn, withoutCoveredQuotes, withoutQuote } from './redaction.ts';
import { fromWebAnnotation, toWebAnnotation } from './web-annotation.ts';

const uuid = (n: number) => `0f4a1c52-0000-4000-8000-${String(n).padStart(12, '0')}`;
const [one, other] = ['a'.repeat(64), 'b'.repeat(64)];
const mark = (id: number, change: Partial<Mark> = {}): Mark => ({
  ...{ id: uuid(id), evidence: 'e1', sha256: one, indicator: 'i01', page: 1, kind: 'redaction', strokes: [] },
  ...{ rects: [{ x: 100, y: 100, width: 50, height: 20 }], colour: 'blue', stamp: '', quote: null, comment: '' },
  author: { id: uuid(99), name: 'ปาริชาต' },
  ...{ createdAt: '2024-07-05T02:00:00Z', modifiedAt: '2024-07-05T02:00:00Z' },
  ...change,
});
const quote = { exact: '3-1005-00123-45-6', prefix: 'เลขประจำตัว', suffix: 'ออกให้' };
const text = (value: unknown) => JSON.stringify(value);

test('redactions are those on the content, wherever it stands', () => {
  const marks = [mark(1), mark(2, { sha256: other }), mark(3, { kind: 'rectangle' }), mark(4, { evidence: 'e9' })];
  expect(redactionsOn(marks, one).map(({ id }) => id)).toEqual([uuid(1), uuid(4)]);
});

describe('what lies under a redaction', () => {
  const words = (x: number, y: number, change: Partial<Mark> = {}) =>
    mark(5, { kind: 'highlight', rects: [{ x, y, width: 40, height: 10 }], ...change });
  test.each([
    ['inside', words(105, 105), true],
    ['reaching in', words(70, 95), true],
    ['a hair apart', words(60, 105), false],
    ['beside', words(160, 105), false],
    ['on another page', words(105, 105, { page: 2 }), false],
    ['on another file', words(105, 105, { sha256: other }), false],
    [
      'the second of its lines',
      words(0, 0, {
        rects: [
          { x: 0, y: 0, width: 9, height: 9 },
          { x: 90, y: 110, width: 20, height: 9 },
        ],
      }),
      true,
    ],
  ])('%s', (_where, made, covered) => expect(isCovered(made, [mark(1)])).toBe(covered));
});

test('pixels are whole, one more on each side, and never beyond the picture', () => {
  const page = { width: 200, height: 100 };
  const picture = { width: 400, height: 200 };
  expect(pixelsOf({ x: 10.2, y: 10, width: 20, height: 5 }, page, picture)).toEqual({
    ...{ x: 19, y: 19, width: 43, height: 12 },
  });
  expect(pixelsOf({ x: -50, y: -50, width: 900, height: 900 }, page, picture)).toEqual({ x: 0, y: 0, ...picture });
  expect(pixelsOf({ x: 300, y: 300, width: 5, height: 5 }, page, picture)).toMatchObject({ width: 0, height: 0 });
});

test('a redaction never carries a quote, neither out nor in', () => {
  const out = toWebAnnotation(mark(1, { quote }));
  expect(text(out)).not.toContain(quote.exact);
  expect(out.motivation).toBe('editing');
  const target = out.target as { selector: readonly object[] };
  const foreign: WebAnnotation = {
    ...out,
    target: { ...target, selector: [...target.selector, { type: 'TextQuoteSelector', ...quote }] },
  };
  expect(fromWebAnnotation(foreign)?.quote).toBeNull();
  const home = moveHome(foreign, { id: 'e2', indicator: 'i02', mediaType: 'application/pdf' }, () => true);
  expect(text(home)).not.toContain(quote.exact);
  expect(fromWebAnnotation(home as WebAnnotation)).toMatchObject({ kind: 'redaction', evidence: 'e2' });
});

test('a redaction that hides nothing is none', () => {
  const out = toWebAnnotation(mark(1, { rects: [] }));
  expect(fromWebAnnotation(out)).toBeNull();
});

test('for others, quotes go where they are hidden and stay everywhere else', () => {
  const under = toWebAnnotation(mark(2, { kind: 'highlight', quote, comment: 'ตรวจแล้ว' }));
  const adopted = { ...under, 'lpa:original': { selector: { type: 'TextQuoteSelector', ...quote } } };
  const free = toWebAnnotation(mark(3, { kind: 'highlight', quote, page: 2 }));
  const foreign = { id: 'https://example.org/1', type: 'Annotation', target: 'urn:x' } as const;
  const out = withoutCoveredQuotes([toWebAnnotation(mark(1)), adopted, free, foreign]);
  expect(text(out[1])).not.toContain(quote.exact);
  expect(text(out[1])).not.toContain(quote.prefix);
  expect(text(out[1])).toContain('ตรวจแล้ว');
  expect(out.slice(2)).toEqual([free, foreign]);
  expect(withoutQuote(foreign)).toEqual(foreign);
});

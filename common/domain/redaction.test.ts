import { describe, expect, test } from 'vitest';
import type { Mark, WebAnnotation } from './annotation.ts';
import { moveHome } from './adopt-annotation.ts';
import { isOnRedactedPage, pixelsOf, redactionsOn, withoutCoveredQuotes, withoutQuote } from './redaction.ts';
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

test.each([
  ['under it', {}, true],
  ['beside it', { rects: [{ x: 300, y: 700, width: 40, height: 10 }] }, true],
  ['without a place', { rects: [] }, true],
  ['on another page', { page: 2 }, false],
  ['on another file', { sha256: other }, false],
])('a mark %s', (_where, change, expected) => {
  expect(isOnRedactedPage(mark(5, { kind: 'highlight', ...change }), [mark(1)])).toBe(expected);
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

describe('quotes on a page where something is blacked out', () => {
  const number = quote.exact;
  const around = { exact: 'ออกให้', prefix: number, suffix: number };
  const selector = { type: 'TextQuoteSelector', ...around };
  const source = `urn:sha256:${one}`;
  const page = { type: 'FragmentSelector', value: 'page=1' };
  const strange = (target: unknown, more: object = {}): WebAnnotation => ({
    ...{ id: 'https://example.org/9', type: 'Annotation', target, body: { type: 'TextualBody', value: 'ความเห็น' } },
    ...more,
  });
  const beside = mark(6, { kind: 'highlight', quote: around, rects: [{ x: 300, y: 700, width: 40, height: 10 }] });
  test.each([
    ['of a mark beside', toWebAnnotation(beside)],
    ['of a mark without a place', toWebAnnotation({ ...beside, rects: [] })],
    ['that are the only selector', strange({ source, selector })],
    ['that refine another', strange({ source, selector: { ...page, refinedBy: selector } })],
    ['in the second of two targets', strange(['urn:x', { source, selector: [selector, page] }])],
    ['where a range begins', strange({ source, selector: { type: 'RangeSelector', startSelector: selector } })],
    ['of several types', strange({ source, selector: { ...selector, type: ['oa:TextQuoteSelector', 'x'] } })],
    ['of a file in capitals', strange({ source: source.toUpperCase(), selector })],
    ['of what came from elsewhere', strange({ source }, { 'lpa:original': { note: number } })],
    [
      'of a mark whose original stands there as well',
      { ...toWebAnnotation({ ...beside, page: 2, quote: null }), 'lpa:original': { target: [{ source, selector }] } },
    ],
  ])('%s do not leave', (_what, annotation: WebAnnotation) => {
    const [, out] = withoutCoveredQuotes([toWebAnnotation(mark(1)), annotation]);
    expect(text(annotation)).toContain(number);
    expect(text(out)).not.toContain(number);
    expect(out).toMatchObject({ id: annotation.id, type: 'Annotation' });
    if (annotation.body !== undefined) expect(text(out)).toContain('ความเห็น');
  });

  test('of other files they leave as they are', () => {
    const elsewhere = strange({ source: `urn:sha256:${other}`, selector });
    expect(withoutCoveredQuotes([toWebAnnotation(mark(1)), elsewhere])[1]).toEqual(elsewhere);
  });

  test('what is nested beyond measure is cut, not followed', () => {
    let target: unknown = selector;
    for (let depth = 0; depth < 5000; depth += 1) target = { source, refinedBy: [target] };
    expect(text(withoutQuote(strange(target)))).not.toContain(number);
  });
});

import { expect, test } from 'vitest';
import type { Mark } from '#common/domain/annotation.ts';
import type { Review } from '#common/domain/review.ts';
import { inScope, markRows, noFilter, passesFilter, type MarkFilter } from './mark-list-rows.ts';

const mark = (id: string, more: Partial<Mark> = {}): Mark => ({
  id,
  evidence: 'e1',
  sha256: 'aa',
  indicator: 'i1',
  page: 1,
  kind: 'rectangle',
  rects: [{ x: 10, y: 10, width: 20, height: 20 }],
  strokes: [],
  colour: 'blue',
  stamp: '',
  quote: null,
  comment: '',
  author: { id: 'p1', name: 'ปาริชาต' },
  createdAt: '2026-07-05T04:42:07.123Z',
  modifiedAt: '2026-07-05T04:42:07.123Z',
  ...more,
});

const marks = [
  mark('late', { page: 2, comment: 'ลงนามครบ วันที่ ๑๘' }),
  mark('other-file', { sha256: 'bb', evidence: 'e2', indicator: 'i2', kind: 'stamp', stamp: 'ตรวจแล้ว' }),
  mark('early', { kind: 'highlight', quote: { exact: 'จัดทำแผนการตรวจสอบ', prefix: '', suffix: '' } }),
  mark('of-another', { sha256: 'bb', indicator: 'i2', author: { id: 'p2', name: 'สมชาย' } }),
];
const citation = (annotation: string | null, indicator: string) => ({
  id: `c-${indicator}`,
  indicator,
  evidence: 'e1',
  annotation,
});
const review = {
  marks,
  citations: [citation('late', 'i1'), citation('late', 'i3'), citation('other-file', 'i1'), citation(null, 'i1')],
} as unknown as Review;

const rows = markRows({
  review,
  titles: new Map([
    ['aa', 'ปค.1.pdf'],
    ['bb', 'ภาพถ่าย.jpg'],
  ]),
  numbers: new Map([['late', 2]]),
  lost: new Set(['early']),
});
const ids = (filter: Partial<MarkFilter>) =>
  rows.filter((row) => passesFilter(row, { ...noFilter, ...filter })).map(({ id }) => id);

test('rows stand file by file in reading order and say what a mark says', () => {
  expect(rows.map(({ id, words, file, number }) => [id, words, file, number])).toEqual([
    ['early', 'จัดทำแผนการตรวจสอบ', 'ปค.1.pdf', null],
    ['late', 'ลงนามครบ วันที่ ๑๘', 'ปค.1.pdf', 2],
    ['other-file', 'ตรวจแล้ว', 'ภาพถ่าย.jpg', null],
    ['of-another', '', 'ภาพถ่าย.jpg', null],
  ]);
  expect(rows[1]?.citedIn).toEqual(['i1', 'i3']);
});

test('scopes: the open content, the indicator with what it cites from elsewhere, everything', () => {
  const of = (scope: MarkFilter['scope']) =>
    inScope(rows, scope, { sha256: 'bb', indicator: 'i1' }).map(({ id }) => id);
  expect(of('file')).toEqual(['other-file', 'of-another']);
  expect(of('indicator')).toEqual(['early', 'late', 'other-file']);
  expect(of('all')).toHaveLength(4);
  expect(inScope(rows, 'file', { sha256: null, indicator: 'i1' })).toEqual([]);
});

test('filters by kind, author and state', () => {
  expect(ids({ kind: 'stamp' })).toEqual(['other-file']);
  expect(ids({ author: 'p2' })).toEqual(['of-another']);
  expect(ids({ state: 'cited' })).toEqual(['late', 'other-file']);
  expect(ids({ state: 'uncited' })).toEqual(['early', 'of-another']);
  expect(ids({ state: 'lost' })).toEqual(['early']);
  expect(ids({ state: 'lost', kind: 'stamp' })).toEqual([]);
});

test('text finds comments, stamps, quotes, names and files, whichever digits are typed', () => {
  expect(ids({ text: 'วันที่ 18' })).toEqual(['late']);
  expect(ids({ text: ' ตรวจสอบ' })).toEqual(['early']);
  expect(ids({ text: 'ตรวจแล้ว' })).toEqual(['other-file']);
  expect(ids({ text: 'สมชาย' })).toEqual(['of-another']);
  expect(ids({ text: 'ปค.1' })).toEqual(['early', 'late']);
  expect(ids({ text: 'ไม่มี' })).toEqual([]);
});

import { expect, test } from 'vitest';
import type { Instrument } from '#common/domain/instrument.ts';
import { emptyReview } from '#common/domain/reduce-review.ts';
import { untouched, type Review } from '#common/domain/review.ts';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import { createRowKeeper, neighbour, nextRow, passes, railRows } from './rail-rows.ts';

const text = (th: string) => ({ th, en: th });
const indicator = (id: string, aspect: number) => ({
  id,
  number: id.slice(1),
  aspect,
  title: text(id),
  appliesTo: ['city_municipality'] as const,
  points: 5,
  pilot: false,
  provincial: false,
  notApplicable: 'remove' as const,
  evidence: [],
  systems: [],
  rule: {
    kind: 'checklist' as const,
    items: [{ id: 'a', text: text('a') }],
    steps: [
      { atLeast: 1, points: 5 },
      { atLeast: 0, points: 0 },
    ],
  },
  source: 'sample',
});
const instrument = {
  indicators: [indicator('i1', 1), indicator('i2', 1), indicator('i3', 2), indicator('i4', 2)],
} as unknown as Instrument;
const manifest = {
  lao: { type: 'city_municipality' },
  answers: [{ indicator: 'i1', selfPoints: 5, measure: null, note: '' }],
  evidence: [{ id: 'e1', indicators: ['i1'] }],
  links: [{ id: 'l1', indicators: ['i2'] }],
} as unknown as SubmissionManifest;
const review: Review = {
  ...emptyReview,
  indicators: {
    i1: { ...untouched, points: 3 },
    i2: { ...untouched, measure: { kind: 'checklist', ticked: ['a'] } },
    i3: { ...untouched, notApplicable: { reason: 'ไม่มีตลาด', agreedBy: 'ทีม' } },
  },
  citations: [{ id: 'c1', indicator: 'i2', evidence: 'l1', annotation: null, citedOn: 'm1' }],
};
const gaps = [
  { kind: 'not-cited' as const, indicators: ['i1'], evidence: [] },
  { kind: 'not-scored' as const, indicators: ['i2', 'i4'], evidence: [] },
];
const snapshot = { review, gaps, changes: {}, cited: {} };
const rows = railRows(instrument, manifest, snapshot);
const row = (id: string) => rows.find((one) => one.indicator.id === id)!;

test('a row says what the design says', () => {
  expect(row('i1')).toMatchObject({ self: 5, points: 3, settled: true, toFix: ['not-cited'], hasEvidence: true });
  expect(row('i2')).toMatchObject({ self: null, points: null, settled: false, proposed: 5, citations: 1 });
  expect(row('i3')).toMatchObject({ settled: true, removed: 'ไม่มีตลาด', hasEvidence: false });
  expect(row('i4')).toMatchObject({ settled: false, proposed: null, hasEvidence: false, toFix: [] });
});

test('an amended indicator says what changed; what is cited in vain is not counted, another title not told', () => {
  const pair = { before: { title: 'ก' }, after: { title: 'ข' } } as never;
  const none = { added: [], removed: [], replaced: [], renamed: [] };
  const added = { files: { ...none, added: [{ id: 'e9' } as never] }, links: none, answer: null };
  const renamed = { files: { ...none, renamed: [pair] }, links: none, answer: null };
  const lost = { evidence: 'l1', title: 'l1', sha256: null, isLost: true, found: null };
  const amended = railRows(instrument, manifest, {
    review,
    gaps: [...gaps, { kind: 'evidence-changed', indicators: ['i1', 'i3'], evidence: [] }],
    changes: { i1: added, i2: renamed, i3: added },
    cited: { c1: lost },
  });
  expect(amended.map(({ change }) => change !== null)).toEqual([true, false, true, false]);
  expect(amended.map(({ toFix }) => toFix)).toEqual([['evidence-changed', 'not-cited'], [], ['evidence-changed'], []]);
  expect(amended[1]!.citations).toBe(0);
  expect(amended.filter((one) => passes(one, 'to-fix')).map(({ id }) => id)).toEqual(['i1', 'i3']);
});

test('filters', () => {
  expect(rows.filter((one) => passes(one, 'unscored')).map((one) => one.indicator.id)).toEqual(['i2', 'i4']);
  expect(rows.filter((one) => passes(one, 'to-fix')).map((one) => one.indicator.id)).toEqual(['i1']);
});

test('the next unscored one goes around; none when all is done', () => {
  expect(nextRow(rows, 'i1', 'unscored')?.indicator.id).toBe('i2');
  expect(nextRow(rows, 'i4', 'unscored')?.indicator.id).toBe('i2');
  expect(nextRow(rows, 'i2', 'to-fix')?.indicator.id).toBe('i1');
  expect(nextRow(rows, 'i1', 'to-fix')).toBeNull();
});

test('neighbours follow the filter and end at the ends', () => {
  expect(neighbour(rows, 'i1', 'all', 1)?.indicator.id).toBe('i2');
  expect(neighbour(rows, 'i1', 'all', -1)).toBeNull();
  expect(neighbour(rows, 'i3', 'unscored', 1)?.indicator.id).toBe('i4');
  expect(neighbour(rows, 'i3', 'unscored', -1)?.indicator.id).toBe('i2');
});

test('a row that says the same stays the same object; a changed one is new', () => {
  const keep = createRowKeeper();
  const first = keep(railRows(instrument, manifest, snapshot));
  const again = keep(railRows(instrument, manifest, snapshot));
  expect(again.every((row, index) => row === first[index])).toBe(true);
  const [target] = first;
  const changed = keep(again.map((row) => (row.id === target?.id ? { ...row, flagged: !row.flagged } : row)));
  expect(changed.filter((row, index) => row !== first[index]).map(({ id }) => id)).toEqual([target?.id]);
});

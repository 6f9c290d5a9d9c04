import { expect, test } from 'vitest';
import { emptyReview } from '#common/domain/reduce-review.ts';
import { untouched, type Review } from '#common/domain/review.ts';
import { indicator, instrumentOf, manifestOf } from '#tests/support/review-builder.ts';
import { listIndicators, takeWantedList, wantList } from './review-lists.ts';

const instrument = instrumentOf([
  indicator('i1', 1),
  indicator('i2', 1, { pilot: true }),
  indicator('i3', 2, { provincial: true }),
  indicator('i4', 2, { appliesTo: [] }),
]);
const review: Review = {
  ...emptyReview,
  indicators: {
    i1: { ...untouched, points: 3, confidence: 'low' },
    i2: { ...untouched, confidence: 'high', flagged: true },
    i3: { ...untouched, notApplicable: { reason: 'ไม่มีตลาด', agreedBy: 'ทีม' } },
  },
  requests: [
    { id: 'r1', indicator: 'i2', kind: 'paper', text: 'คำสั่ง', done: false },
    { id: 'r2', indicator: 'i1', kind: 'paper', text: 'คำสั่ง', done: true },
  ],
  certificates: [{ id: 'c', indicator: 'i3', issuer: '', title: '', issuedOn: null, signer: '', evidence: null }],
};
const gaps = [
  { kind: 'not-cited' as const, indicators: ['i1'], evidence: [] },
  { kind: 'override-missing' as const, indicators: ['i3'], evidence: [] },
  { kind: 'reason-missing' as const, indicators: ['i1', 'i3'], evidence: [] },
  { kind: 'self-above-rule' as const, indicators: ['i1', 'i2'], evidence: [] },
];
const lists = (hideSelf: boolean) => listIndicators(instrument, manifestOf(), { review, gaps }, hideSelf);

test('each list holds what it says, in the instrument’s order', () => {
  expect(lists(false)).toMatchObject({
    'not-cited': ['i1'],
    'reason-missing': ['i1', 'i3'],
    'self-above-rule': ['i1', 'i2'],
    'low-confidence': ['i1'],
    'medium-confidence': [],
    'high-confidence': ['i2'],
    requested: ['i2'],
    certified: ['i3'],
    removed: ['i3'],
    pilot: ['i2'],
    provincial: ['i3'],
  });
});

test('in blind mode no list tells of the self-score of an indicator that the team has not scored', () => {
  expect(lists(true)['self-above-rule']).toEqual(['i1']);
});

test('a wanted list is shown once', () => {
  wantList('flagged');
  expect([takeWantedList(), takeWantedList()]).toEqual(['flagged', null]);
});

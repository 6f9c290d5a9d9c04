import { expect, test } from 'vitest';
import { emptyReview } from '#common/domain/reduce-review.ts';
import type { Mark } from '#common/domain/annotation.ts';
import type { EvidenceItem } from '#common/domain/submission.ts';
import { fromWebAnnotation } from '#common/domain/web-annotation.ts';
import { citationFor, citationsOf, created, newMark, updated, viewerMarks } from './mark-changes.ts';

const id = '0190a0f0-0000-7000-8000-000000000001';
const person = { id: '0190a0f0-0000-7000-8000-00000000000a', name: 'ปาริชาต วงศ์เมธากุล' };
const evidence = { id: 'e1', sha256: 'a'.repeat(64) } as EvidenceItem;
const rects = [{ x: 10, y: 20, width: 100, height: 50 }];
const now = '2024-07-05T04:42:07.000Z';
const mark: Mark = newMark(
  { kind: 'drawn', page: 2, mark: 'rectangle', rects, strokes: [], colour: 'blue', stamp: '', quote: null },
  { id, evidence, indicator: 'i3', author: person, now },
);

test('a drawn mark survives the way into a W3C annotation and back', () => {
  const change = created(mark, 'application/pdf');
  if (change.type !== 'annotation.created') throw new Error('wrong change');
  expect(fromWebAnnotation(change.payload.annotation)).toEqual(mark);
});

test('a moved mark keeps its author and says when it changed', () => {
  const moved = [{ x: 11, y: 20, width: 100, height: 50 }];
  const change = updated(mark, { rects: moved }, '2024-07-05T05:00:00.000Z', 'image/jpeg');
  if (change.type !== 'annotation.updated') throw new Error('wrong change');
  expect(fromWebAnnotation(change.payload.annotation)).toMatchObject({
    rects: moved,
    author: person,
    createdAt: now,
    modifiedAt: '2024-07-05T05:00:00.000Z',
  });
});

const review = {
  ...emptyReview,
  marks: [mark],
  citations: [
    { id: 'c1', indicator: 'i3', evidence: 'e2', annotation: null, citedOn: null },
    { id: 'c2', indicator: 'i3', evidence: 'e1', annotation: id, citedOn: null },
    { id: 'c3', indicator: 'i9', evidence: 'e1', annotation: id, citedOn: null },
    { id: 'c4', indicator: 'i3', evidence: 'e1', annotation: 'gone', citedOn: null },
  ],
};

test('citations are numbered per indicator; a lost mark stays in the list', () => {
  expect(citationsOf(review, 'i3', {}).map((one) => [one.number, one.citation.id, one.mark?.id ?? null])).toEqual([
    [1, 'c1', null],
    [2, 'c2', id],
    [3, 'c4', null],
  ]);
});

test('a mark is yellow with the number of the indicator at hand, and says where else it is cited', () => {
  const caption = (_mark: Mark, citedIn: readonly string[]) => citedIn.join(',');
  const marksOf = (sha256: string, indicator: string) =>
    viewerMarks(review, sha256, citationsOf(review, indicator, {}), caption);
  expect(marksOf(evidence.sha256, 'i3')).toMatchObject([{ id, cited: 2, caption: 'i3,i9' }]);
  expect(marksOf(evidence.sha256, 'i4')).toMatchObject([{ id, cited: null }]);
  expect(marksOf('b'.repeat(64), 'i3')).toEqual([]);
});

test('nothing is cited twice by the same indicator', () => {
  const wanted = { id: 'c9', indicator: 'i3', evidence: 'e1', annotation: id };
  const [own, others] = [citationsOf(review, 'i3', {}), citationsOf(review, 'i4', {})];
  expect(citationFor(own, wanted)).toBeNull();
  expect(citationFor(others, { ...wanted, indicator: 'i4' })).toEqual({
    type: 'citation.added',
    payload: { ...wanted, indicator: 'i4' },
  });
  expect(citationFor(own, { ...wanted, evidence: 'e2', annotation: null })).toBeNull();
});

test('what was cited on an earlier revision can be cited anew, and what only has another id now cannot', () => {
  const source = { title: 'x', sha256: 'b'.repeat(64), found: null };
  const cited = {
    c1: { ...source, evidence: 'e2', isLost: true, found: { revision: 1, file: { ...evidence }, link: null } },
    c2: { ...source, evidence: 'e7', isLost: false },
  };
  const citations = citationsOf(review, 'i3', cited);
  expect(citations.map(({ tab }) => tab)).toEqual([evidence.sha256, 'e7', 'e1']);
  const wanted = { id: 'c9', indicator: 'i3', annotation: null };
  expect(citationFor(citations, { ...wanted, evidence: 'e2' })?.type).toBe('citation.added');
  expect(citationFor(citations, { ...wanted, evidence: 'e7', annotation: id })).toBeNull();
});

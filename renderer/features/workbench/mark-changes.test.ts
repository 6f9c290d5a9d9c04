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
  { kind: 'drawn', page: 2, mark: 'rectangle', rects, quote: null },
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
    { id: 'c1', indicator: 'i3', evidence: 'e2', annotation: null },
    { id: 'c2', indicator: 'i3', evidence: 'e1', annotation: id },
    { id: 'c3', indicator: 'i9', evidence: 'e1', annotation: id },
    { id: 'c4', indicator: 'i3', evidence: 'e1', annotation: 'gone' },
  ],
};

test('citations are numbered per indicator; a lost mark stays in the list', () => {
  expect(citationsOf(review, 'i3').map((one) => [one.number, one.citation.id, one.mark?.id ?? null])).toEqual([
    [1, 'c1', null],
    [2, 'c2', id],
    [3, 'c4', null],
  ]);
});

test('a mark is yellow with the number of the indicator at hand, and says where else it is cited', () => {
  const caption = (_mark: Mark, citedIn: readonly string[]) => citedIn.join(',');
  expect(viewerMarks(review, 'e1', 'i3', caption)).toMatchObject([{ id, cited: 2, caption: 'i3,i9' }]);
  expect(viewerMarks(review, 'e1', 'i4', caption)).toMatchObject([{ id, cited: null }]);
  expect(viewerMarks(review, 'e2', 'i3', caption)).toEqual([]);
});

test('nothing is cited twice by the same indicator', () => {
  const wanted = { id: 'c9', indicator: 'i3', evidence: 'e1', annotation: id };
  expect(citationFor(review, wanted)).toBeNull();
  expect(citationFor(review, { ...wanted, indicator: 'i4' })).toEqual({
    type: 'citation.added',
    payload: { ...wanted, indicator: 'i4' },
  });
  expect(citationFor(review, { ...wanted, evidence: 'e2', annotation: null })).toBeNull();
});

import { describe, expect, test } from 'vitest';
import { Change as ChangeSchema } from '#common/formats/event-schema.ts';
import { historyOf, score } from '#tests/support/review-builder.ts';
import {
  certificate,
  liveCheck,
  liveCheckSet,
  request,
  teamFile,
  teamFileAdded,
  visit,
} from '#tests/support/visit-builder.ts';
import { readChange } from './read-change.ts';
import { reduceReview, reviewOf } from './reduce-review.ts';
import type { Change } from './review-event.ts';
import { redoStep, undoStep } from './undo.ts';

type History = ReturnType<typeof historyOf>;
const undo = (history: History) => {
  const step = undoStep(history.events, 'a1');
  if (step !== null) history.add(step.change, { undoes: step.event.id });
};
const redo = (history: History) => {
  const step = redoStep(history.events, 'a1');
  if (step !== null) history.add(step.change, { redoes: step.event.id });
};
const cite = (evidence: string, id = 'c1'): Change => ({
  type: 'citation.added',
  payload: { id, indicator: 'i01', evidence, annotation: null },
});

const changes: readonly Change[] = [
  teamFileAdded(),
  { type: 'team-evidence.removed', payload: { id: teamFile().id } },
  liveCheckSet(),
  { type: 'live-check.removed', payload: { id: liveCheck().id } },
  { type: 'certificate.set', payload: certificate() },
  { type: 'certificate.removed', payload: { id: certificate().id } },
  { type: 'request.set', payload: request() },
  { type: 'request.removed', payload: { id: request().id } },
  { type: 'confidence.set', payload: { indicator: 'i01', confidence: 'low' } },
  { type: 'pages.seen', payload: { sha256: 'a'.repeat(64), pages: [1, 2] } },
  { type: 'visit.set', payload: visit() },
];

test.each(changes)('$type fits its schema and is read back', (change) => {
  expect(ChangeSchema.parse(change)).toEqual(change);
  expect(readChange(change)).toEqual(change);
});

test.each<[string, unknown]>([
  ['team-evidence.added', { ...teamFile(), how: 'mail' }],
  ['team-evidence.added', { ...teamFile(), place: 'ที่นี่' }],
  ['team-evidence.added', { ...teamFile(), size: '7' }],
  ['live-check.set', { ...liveCheck(), screenshot: 7 }],
  ['certificate.set', { ...certificate(), issuedOn: '2024-02-30' }],
  ['request.set', { ...request(), kind: 'wish' }],
  ['confidence.set', { indicator: 'i01', confidence: 'sure' }],
  ['pages.seen', { sha256: 'a', pages: [0] }],
  ['visit.set', { ...visit(), date: 'พรุ่งนี้' }],
  ['visit.set', { ...visit(), lao: [{ name: 'ก' }] }],
])('a broken %s has no effect', (type, payload) => {
  expect(readChange({ type, payload })).toBeNull();
  expect(ChangeSchema.safeParse({ type, payload }).success).toBe(false);
});

describe('what the team brought', () => {
  test('stands in order of addition, with who brought it; the last word on a thing counts', () => {
    const { events } = historyOf(
      teamFileAdded(2),
      teamFileAdded(1),
      liveCheckSet(1),
      { type: 'live-check.set', payload: liveCheck(1, { seen: 'ขาดเดือนกันยายน' }) },
      { type: 'request.set', payload: request(1) },
      { type: 'request.set', payload: request(1, { done: true }) },
      { type: 'certificate.set', payload: certificate() },
      { type: 'confidence.set', payload: { indicator: 'i01', confidence: 'low' } },
      { type: 'visit.set', payload: visit() },
      { type: 'visit.set', payload: visit({ end: '15:00' }) },
    );
    const review = reduceReview(events);
    expect(review.teamEvidence).toEqual([2, 1].map((number) => ({ ...teamFile(number), by: 'ผู้ประเมิน a1' })));
    expect(review.liveChecks.map(({ seen }) => seen)).toEqual(['ขาดเดือนกันยายน']);
    expect(review.requests).toEqual([request(1, { done: true })]);
    expect(review.certificates).toEqual([certificate()]);
    expect(reviewOf(review, 'i01').confidence).toBe('low');
    expect(review.visit).toEqual(visit({ end: '15:00' }));
  });

  test('pages that were seen add up, by content', () => {
    const seen = (sha256: string, pages: number[]): Change => ({ type: 'pages.seen', payload: { sha256, pages } });
    const { events } = historyOf(seen('a', [3, 1]), seen('b', [1]), seen('a', [2, 3]));
    expect(reduceReview(events).pagesSeen).toEqual({ a: [1, 2, 3], b: [1] });
    expect(undoStep(events, 'a1')).toBeNull();
  });

  test.each([
    ['a file', teamFileAdded(), { type: 'team-evidence.removed', payload: { id: teamFile().id } }, teamFile().id],
    ['a live check', liveCheckSet(), { type: 'live-check.removed', payload: { id: liveCheck().id } }, liveCheck().id],
  ])('a citation of %s goes and comes back with it', (_, added, removed, id) => {
    const history = historyOf(added, cite(id));
    expect(reduceReview(history.events).citations).toHaveLength(1);
    history.add(removed);
    expect(reduceReview(history.events).citations).toEqual([]);
    undo(history);
    expect(reduceReview(history.events).citations.map(({ evidence }) => evidence)).toEqual([id]);
    expect(reduceReview(history.events).teamEvidence.map(({ by }) => by)).toEqual(
      added.type === 'team-evidence.added' ? ['ผู้ประเมิน a1'] : [],
    );
  });
});

test.each<[string, Change, Change]>([
  ['a new file', score('i09', 1), teamFileAdded()],
  ['a removed file', teamFileAdded(), { type: 'team-evidence.removed', payload: { id: teamFile().id } }],
  ['a new live check', score('i09', 1), liveCheckSet()],
  ['a changed live check', liveCheckSet(), { type: 'live-check.set', payload: liveCheck(1, { seen: 'อื่น' }) }],
  ['a removed live check', liveCheckSet(), { type: 'live-check.removed', payload: { id: liveCheck().id } }],
  ['a new certificate', score('i09', 1), { type: 'certificate.set', payload: certificate() }],
  [
    'a removed certificate',
    { type: 'certificate.set', payload: certificate() },
    { type: 'certificate.removed', payload: { id: certificate().id } },
  ],
  ['a new request', score('i09', 1), { type: 'request.set', payload: request() }],
  [
    'a request done',
    { type: 'request.set', payload: request() },
    { type: 'request.set', payload: request(1, { done: true }) },
  ],
  ['confidence', score('i09', 1), { type: 'confidence.set', payload: { indicator: 'i01', confidence: 'high' } }],
  ['the visit', { type: 'visit.set', payload: visit() }, { type: 'visit.set', payload: visit({ place: 'อื่น' }) }],
])('takes back and does again: %s', (_, first, second) => {
  const content = (history: History) => {
    const { teamEvidence, liveChecks, requests, certificates, visit: now, indicators } = reduceReview(history.events);
    const confidence = Object.values(indicators).map((one) => one.confidence);
    return { teamEvidence, liveChecks, requests, certificates, now, sure: confidence.filter((one) => one !== null) };
  };
  const history = historyOf(first);
  const before = content(history);
  history.add(second);
  const after = content(history);
  expect(after).not.toEqual(before);
  undo(history);
  expect(content(history)).toEqual(before);
  redo(history);
  expect(content(history)).toEqual(after);
});

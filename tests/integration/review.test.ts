import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Change } from '#common/domain/review-event.ts';
import { createReviews } from '#main/features/review/service.ts';
import { manifestOf, indicator, instrumentOf } from '../support/review-builder.ts';
import {
  createTestLibrary,
  newFolder,
  openTestApp,
  passphrase,
  removeFolder,
  type TestApp,
} from '../support/test-app.ts';
import { openLibraryService } from '../support/library.ts';

const submission = manifestOf().id;
const instrument = instrumentOf([indicator('i1', 1), indicator('i2', 1), indicator('i3', 2, { pilot: true })]);
const manifest = manifestOf({ i1: 5, i2: 3, i3: 5 });

let folder: string;
let library: Awaited<ReturnType<typeof openLibraryService>>;
let touched: unknown[];
const open = () =>
  createReviews({
    current: library.current,
    submissions: {
      load: async () => ({ manifest, instrument }),
      revisions: async () => new Map(),
      touchSummary: async (_tx, _id, patch) => {
        touched.push(patch);
      },
    },
    emit: () => undefined,
  });
const score = (id: string, points: number | null): Change => ({
  type: 'score.set',
  payload: { indicator: id, points },
});

beforeEach(async () => {
  folder = await newFolder();
  touched = [];
  library = await openLibraryService(folder);
});
afterEach(async () => {
  await library.close();
  await removeFolder(folder);
});

test('a score is durable when it is answered, also for a service that never saw it', async () => {
  const snapshot = await open().record(submission, randomUUID(), score('i1', 3));
  expect(snapshot.review.indicators.i1?.points).toBe(3);
  expect((await open().get(submission)).review.indicators.i1?.points).toBe(3);
  expect(touched).toMatchObject([{ settled: 1, indicators: 3, lastIndicator: 'i1', state: 'in-review' }]);
});

test('the same command twice is one event', async () => {
  const reviews = open();
  const command = randomUUID();
  await reviews.record(submission, command, score('i1', 3));
  const again = await reviews.record(submission, command, score('i1', 3));
  expect(again.events).toBe(1);
});

test.each<[string, Change]>([
  ['points the rule does not know', score('i1', 4)],
  ['an indicator that is not there', score('i9', 5)],
  ['evidence that is not there', { type: 'evidence.seen', payload: { evidence: 'e9' } }],
  ['a lock from the page', { type: 'review.finalised', payload: { statement: '' } }],
  [
    'a measure of another rule',
    { type: 'measure.set', payload: { indicator: 'i1', measure: { kind: 'checklist', ticked: [] } } },
  ],
])('%s is refused and leaves no event', async (_what, change) => {
  const reviews = open();
  await expect(reviews.record(submission, randomUUID(), change)).rejects.toMatchObject({ code: 'invalid-input' });
  expect((await reviews.get(submission)).events).toBe(0);
});

test('a history too long to be verified is not written; ending a review is', async () => {
  const reviews = open();
  const annotation = (at: number) => ({
    id: `https://x.example/${at}`,
    type: 'Annotation' as const,
    long: 'ก'.repeat(64_000),
  });
  const flood = (from: number, count: number) =>
    reviews.noteAll(submission, randomUUID(), () =>
      Array.from({ length: count }, (_, at) => ({
        type: 'annotation.created',
        payload: { annotation: annotation(from + at) },
      })),
    );
  const { events } = await flood(0, 450);
  await expect(flood(450, 100)).rejects.toMatchObject({ code: 'review.too-long' });
  expect((await reviews.get(submission)).events).toBe(events);
  expect((await reviews.record(submission, randomUUID(), score('i1', 3))).events).toBe(events + 1);
});

test('undo and redo go back and forth, across restarts', async () => {
  const reviews = open();
  await reviews.record(submission, randomUUID(), score('i1', 3));
  await reviews.record(submission, randomUUID(), score('i1', 5));
  const undone = await open().undo(submission, randomUUID());
  expect(undone.review.indicators.i1?.points).toBe(3);
  expect(undone.redo).toEqual({ type: 'score.set', indicator: 'i1' });
  const redone = await open().redo(submission, randomUUID());
  expect(redone.review.indicators.i1?.points).toBe(5);
  expect(redone.events).toBe(4);
});

test('the history says what stood there before, also of what is gone; undo names the indicator of a removal', async () => {
  const reviews = open();
  const id = randomUUID();
  const request = { id, indicator: 'i2', kind: 'paper' as const, text: 'คำสั่งแต่งตั้ง', done: false };
  await reviews.record(submission, randomUUID(), score('i1', 3));
  await reviews.record(submission, randomUUID(), score('i1', 5));
  await reviews.record(submission, randomUUID(), { type: 'request.set', payload: request });
  const gone = await reviews.record(submission, randomUUID(), { type: 'request.removed', payload: { id } });
  expect(gone.undo).toEqual({ type: 'request.removed', indicator: 'i2' });
  expect((await reviews.history(submission, 'i2')).map(({ type, before }) => [type, before])).toEqual([
    ['request.removed', { type: 'request.set', payload: request }],
    ['request.set', { type: 'request.removed', payload: { id } }],
  ]);
  expect((await reviews.history(submission, 'i1'))[0]).toMatchObject({ before: score('i1', 3), indicators: ['i1'] });
});

test('what changed since a time is told net, by field; the time spent comes from the same history', async () => {
  const reviews = open();
  const since = new Date(Date.now() - 1000).toISOString();
  for (const points of [1, 3, 5]) await reviews.record(submission, randomUUID(), score('i1', points));
  await reviews.record(submission, randomUUID(), score('i2', 3));
  await reviews.undo(submission, randomUUID());
  const now = new Date().toISOString();
  const { lines, more } = await reviews.activity({ submission, since, now });
  expect(lines.map(({ from, to }) => [from, to])).toEqual([[score('i1', null), score('i1', 5)]]);
  expect(more).toBe(0);
  expect(await reviews.activity({ submission, since: 'session', now })).toEqual({ since: null, lines: [], more: 0 });
  const later = new Date(Date.now() + 24 * 3_600_000).toISOString();
  expect(await reviews.activity({ submission, since: later, now: later })).toMatchObject({ lines: [] });
  const { total, other, indicators } = await reviews.time(submission);
  expect(Object.keys(indicators).every((id) => ['i1', 'i2'].includes(id))).toBe(true);
  expect(other).toBe(0);
  expect(total).toBeLessThan(60_000);
});

test('twenty changes at once are twenty events, none lost', async () => {
  const reviews = open();
  const texts = Array.from({ length: 20 }, (_, index) => `ข้อความ ${index}`);
  await Promise.all(
    texts.map((text, index) =>
      reviews.record(submission, randomUUID(), {
        type: 'remark.set',
        payload: { indicator: `i${(index % 3) + 1}`, text },
      }),
    ),
  );
  const all = await reviews.history(submission, null);
  expect(all.map(({ payload }) => (payload as { text: string }).text).sort()).toEqual([...texts].sort());
});

test('an incomplete review cannot be locked; a locked one cannot be changed; opening again needs a reason', async () => {
  const reviews = open();
  await expect(reviews.finalise(submission, randomUUID())).rejects.toMatchObject({
    code: 'review.incomplete',
    details: { left: 3 },
  });
  for (const [id, points] of [
    ['i1', 0],
    ['i2', 0],
    ['i3', 0],
  ] as const) {
    await reviews.record(submission, randomUUID(), score(id, points));
    await reviews.record(submission, randomUUID(), {
      type: 'reason.set',
      payload: { indicator: id, about: 'difference', text: 'ไม่พบหลักฐาน' },
    });
  }
  const locked = await reviews.finalise(submission, randomUUID());
  expect(locked.review.finalised).not.toBeNull();
  expect(locked.review.team?.members).toEqual(manifest.assignment.members);
  await expect(reviews.record(submission, randomUUID(), score('i1', 5))).rejects.toMatchObject({
    code: 'review.locked',
  });
  await expect(reviews.undo(submission, randomUUID())).rejects.toMatchObject({ code: 'review.locked' });
  let ranAlongside = false;
  const noted = reviews.note(
    submission,
    randomUUID(),
    () => score('i1', 5),
    async () => {
      ranAlongside = true;
    },
  );
  await expect(noted).rejects.toMatchObject({ code: 'review.locked' });
  expect(ranAlongside).toBe(false);
  const reopened = await reviews.reopen(submission, randomUUID(), 'พบเอกสารเพิ่ม');
  expect(reopened.review.finalised).toBeNull();
  await expect(reviews.reopen(submission, randomUUID(), 'อีกครั้ง')).rejects.toMatchObject({ code: 'review.not-locked' });
});

test('what has to happen with an event happens with it, or neither does', async () => {
  const reviews = open();
  const failed = reviews.note(
    submission,
    randomUUID(),
    () => score('i1', 3),
    () => Promise.reject(new Error('disk')),
  );
  await expect(failed).rejects.toThrow('disk');
  expect((await reviews.get(submission)).events).toBe(0);
  let times = 0;
  const alongside = async () => {
    times += 1;
  };
  expect((await reviews.note(submission, randomUUID(), () => null, alongside)).events).toBe(0);
  const command = randomUUID();
  await reviews.note(submission, command, () => score('i1', 3), alongside);
  expect((await reviews.note(submission, command, () => score('i1', 3), alongside)).events).toBe(1);
  expect(times).toBe(1);
});

test('a locked library answers nothing', async () => {
  const test: TestApp = await openTestApp();
  await createTestLibrary(test);
  await test.call('library.lock', {});
  await expect(test.call('review.get', { submission })).rejects.toMatchObject({ code: 'library.locked' });
  await expect(test.call('submission.list', {})).rejects.toMatchObject({ code: 'library.locked' });
  await test.call('library.unlock', { passphrase });
  expect(await test.call('submission.list', {})).toEqual([]);
  await test.close();
  await removeFolder(test.folder);
});

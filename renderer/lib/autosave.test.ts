import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Change } from '#common/domain/review-event.ts';
import { createAutosave } from './autosave.ts';

const remark = (text: string): Change => ({ type: 'remark.set', payload: { indicator: 'i1', text } });
const score = (points: number): Change => ({ type: 'score.set', payload: { indicator: 'i1', points } });

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function setUp(fail: () => boolean = () => false) {
  const written: { change: Change; command: string }[] = [];
  const holds: { done: boolean }[] = [];
  let count = 0;
  const autosave = createAutosave({
    write: async (change, command) => {
      written.push({ change, command });
      await Promise.resolve();
      if (fail()) throw new Error('disk');
    },
    newCommand: () => `c${(count += 1).toString()}`,
    hold: (done) => {
      const hold = { done: false };
      holds.push(hold);
      void done.then(() => {
        hold.done = true;
      });
    },
  });
  return { autosave, written, holds };
}

test('typing is written once, after a pause, with the last text', async () => {
  const { autosave, written } = setUp();
  for (const text of ['ก', 'กา', 'การ']) {
    autosave.set('remark', remark(text), 400);
    await vi.advanceTimersByTimeAsync(200);
  }
  expect(written).toEqual([]);
  expect(autosave.state('remark').kind).toBe('saving');
  await vi.advanceTimersByTimeAsync(400);
  expect(written.map((one) => one.change)).toEqual([remark('การ')]);
  expect(autosave.state('remark').kind).toBe('saved');
  expect(autosave.isDirty('remark')).toBe(false);
});

test('nothing counts as saved from the first keystroke until the write is done', async () => {
  const { autosave, holds } = setUp();
  autosave.set('remark', remark('ก'), 400);
  await vi.advanceTimersByTimeAsync(399);
  expect(holds).toEqual([{ done: false }]);
  await vi.advanceTimersByTimeAsync(10);
  expect(holds).toEqual([{ done: true }]);
});

test('a choice sends waiting text first, in order', async () => {
  const { autosave, written } = setUp();
  autosave.set('remark', remark('ข้อความ'), 400);
  autosave.set('points', score(3), 0);
  await vi.advanceTimersByTimeAsync(0);
  expect(written.map((one) => one.change.type)).toEqual(['remark.set', 'score.set']);
});

test('a failed write keeps the value; the retry carries the same command', async () => {
  let broken = true;
  const { autosave, written, holds } = setUp(() => broken);
  autosave.set('remark', remark('สำคัญ'), 400);
  await autosave.flush();
  expect(autosave.state('remark').kind).toBe('failed');
  expect(autosave.isDirty('remark')).toBe(true);
  broken = false;
  await autosave.retry();
  expect(autosave.state('remark').kind).toBe('saved');
  expect(written.map((one) => one.command)).toEqual(['c1', 'c1']);
  expect(holds.every((hold) => hold.done)).toBe(true);
});

test('a new value after a failure is a new command and replaces the failed one', async () => {
  let broken = true;
  const { autosave, written } = setUp(() => broken);
  autosave.set('remark', remark('ก'), 0);
  await autosave.flush();
  broken = false;
  autosave.set('remark', remark('ข'), 0);
  await autosave.flush();
  expect(written.map((one) => one.command)).toEqual(['c1', 'c2']);
  await autosave.retry();
  expect(written).toHaveLength(2);
});

test('a value typed while the older one is being written is written after it', async () => {
  const { autosave, written } = setUp();
  autosave.set('remark', remark('ก'), 0);
  autosave.set('remark', remark('กข'), 0);
  await autosave.flush();
  expect(written.at(-1)?.change).toEqual(remark('กข'));
  expect(autosave.state('remark').kind).toBe('saved');
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSeenPages } from './seen-pages.ts';

let recorded: [string, readonly number[]][];
let known: Record<string, readonly number[]>;
const create = () =>
  createSeenPages({
    known: (sha256) => known[sha256] ?? [],
    record: (sha256, pages) => recorded.push([sha256, pages]),
  });

beforeEach(() => {
  vi.useFakeTimers();
  recorded = [];
  known = {};
});
afterEach(() => {
  vi.useRealTimers();
});

test('pages seen in one go are one entry per file, in order', () => {
  const seen = create();
  for (const page of [3, 1, 2, 3]) seen.note('a', page);
  seen.note('b', 7);
  expect(recorded).toEqual([]);
  vi.advanceTimersByTime(2000);
  expect(recorded).toEqual([
    ['a', [1, 2, 3]],
    ['b', [7]],
  ]);
});

test('what the review knows, or was handed over and is on its way, is not noted again', () => {
  known = { a: [1, 2] };
  const seen = create();
  seen.note('a', 2);
  seen.note('a', 3);
  vi.advanceTimersByTime(2000);
  seen.note('a', 3);
  vi.advanceTimersByTime(5000);
  expect(recorded).toEqual([['a', [3]]]);
});

test('leafing without a pause does not put it off for ever', () => {
  const seen = create();
  for (let page = 1; page <= 30; page += 1) {
    seen.note('a', page);
    vi.advanceTimersByTime(1000);
  }
  expect(recorded.length).toBe(2);
  expect(recorded[0]?.[1].length).toBeGreaterThan(10);
});

test('leaving records at once what waits', () => {
  const seen = create();
  seen.note('a', 1);
  seen.flush();
  seen.flush();
  expect(recorded).toEqual([['a', [1]]]);
});

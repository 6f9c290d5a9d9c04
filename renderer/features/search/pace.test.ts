import { describe, expect, test } from 'vitest';
import { quietFor } from './pace.ts';

const calm = { now: 10_000, lastKey: 0, isWaiting: false };
const first = { sinceEnd: 10_000, took: 0 };

describe('when the next page may be read', () => {
  test('at once when nobody is at anything', () => {
    expect(quietFor(calm, first)).toBe(0);
  });
  test('300 ms after the last key', () => {
    expect(quietFor({ ...calm, lastKey: 10_000 }, first)).toBe(300);
    expect(quietFor({ ...calm, lastKey: 9_800 }, first)).toBe(100);
    expect(quietFor({ ...calm, lastKey: 9_700 }, first)).toBe(0);
  });
  test('not while a document opens', () => {
    expect(quietFor({ ...calm, isWaiting: true }, first)).toBeGreaterThan(0);
  });
  test('after a heavy page there is a rest of a quarter of its time, never a long one', () => {
    expect(quietFor(calm, { sinceEnd: 0, took: 800 })).toBe(200);
    expect(quietFor(calm, { sinceEnd: 150, took: 800 })).toBe(50);
    expect(quietFor(calm, { sinceEnd: 0, took: 40_000 })).toBe(400);
    expect(quietFor(calm, { sinceEnd: 0, took: 1 })).toBe(20);
  });
  test('the longest of all counts', () => {
    expect(quietFor({ now: 10_000, lastKey: 9_950, isWaiting: true }, { sinceEnd: 0, took: 600 })).toBe(250);
  });
});

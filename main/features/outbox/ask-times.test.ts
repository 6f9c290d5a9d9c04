import { expect, test } from 'vitest';
import { createAskTimes, lockPauses, receiptPauses } from './ask-times.ts';

test('what has its receipt is asked for rarely from the start, and at once when the person says so', () => {
  let now = 0;
  const times = createAskTimes(() => now, receiptPauses);
  times.settled('received');
  expect(times.waitOf('received')).toBe(30 * 60_000);
  now = 30 * 60_000;
  times.settled('received');
  expect(times.waitOf('received')).toBe(0);
  times.rarely('received');
  times.ask('received');
  times.settled('received');
  expect(times.waitOf('received')).toBe(0);
  expect(times.waitOf('sent just now')).toBe(0);
});

test('the pause before a locked upload is tried again grows, up to its longest, and begins anew when the person asks', () => {
  let now = 0;
  const times = createAskTimes(() => now, lockPauses);
  const waits = Array.from({ length: 10 }, () => {
    times.later('locked', null);
    const wait = times.waitOf('locked');
    expect(times.dueOf('locked')).toBe(new Date(now + wait).toISOString());
    now += wait;
    expect(times.dueOf('locked')).toBeNull();
    return wait / 1000;
  });
  expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
  times.later('locked', 24 * 60 * 60_000);
  expect(times.waitOf('locked')).toBe(lockPauses.longest);
  times.ask('locked');
  expect(times.waitOf('locked')).toBe(0);
  times.later('locked', null);
  expect(times.waitOf('locked')).toBe(2_000);
  expect(times.waitOf('another')).toBe(0);
});

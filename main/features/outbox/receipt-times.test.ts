import { expect, test } from 'vitest';
import { createReceiptTimes } from './receipt-times.ts';

test('what has its receipt is asked for rarely from the start, and at once when the person says so', () => {
  let now = 0;
  const times = createReceiptTimes(() => now);
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

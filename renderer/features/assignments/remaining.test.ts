import { expect, test } from 'vitest';
import { remainingOf } from './remaining.ts';

test.each([
  [0, { kind: 'seconds', seconds: 10 }],
  [1, { kind: 'seconds', seconds: 10 }],
  [41, { kind: 'seconds', seconds: 50 }],
  [51, { kind: 'minutes', minutes: 1 }],
  [61, { kind: 'minutes', minutes: 2 }],
  [240, { kind: 'minutes', minutes: 4 }],
  [3540, { kind: 'minutes', minutes: 59 }],
  [3600, { kind: 'hours', hours: 1, minutes: 0 }],
  [4800, { kind: 'hours', hours: 1, minutes: 20 }],
  [4801, { kind: 'hours', hours: 1, minutes: 25 }],
  [7140, { kind: 'hours', hours: 2, minutes: 0 }],
  [86_400, { kind: 'days' }],
  [9e9, { kind: 'days' }],
] as const)('%s seconds', (seconds, words) => {
  expect(remainingOf(seconds)).toEqual(words);
});

test('nobody can say', () => {
  expect([null, Infinity, Number.NaN, -1].map(remainingOf)).toEqual([null, null, null, null]);
});

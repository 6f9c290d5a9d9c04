import { expect, test } from 'vitest';
import { newestPackages } from './receipts.ts';

test('of each submission the first of the list, which has the newest first', () => {
  const list = [
    { id: 'p3', submission: 's1' },
    { id: 'p2', submission: 's2' },
    { id: 'p1', submission: 's1' },
  ];
  expect(Object.fromEntries(newestPackages(list))).toEqual({ s1: 'p3', s2: 'p2' });
});

import { expect, test } from 'vitest';
import { placeOf } from './data-grid-place.ts';

const place = (
  rows: readonly string[],
  active: { readonly index: number; readonly key: string | null },
  inView: readonly [number, number] | null = null,
) => placeOf(rows, (row) => row, active, inView && { startIndex: inView[0], endIndex: inView[1] });

test('nobody moved yet: the first row, whichever it is', () => {
  expect(place(['b', 'a'], { index: 0, key: null })).toBe(0);
  expect(place([], { index: 0, key: null })).toBe(-1);
});

test('the keys follow their row while it is in view', () => {
  expect(place(['b', 'a', 'c'], { index: 0, key: 'a' })).toBe(1);
  expect(place(['b', 'c', 'a'], { index: 0, key: 'a' }, [0, 2])).toBe(2);
});

test('a row that went out of view or out of the list leaves them where the eyes are', () => {
  expect(place(['a', 'b', 'c', 'd'], { index: 3, key: 'a' }, [2, 3])).toBe(3);
  expect(place(['b', 'c'], { index: 1, key: 'a' }, [0, 1])).toBe(1);
  expect(place(['b'], { index: 5, key: 'a' }, [0, 0])).toBe(0);
});

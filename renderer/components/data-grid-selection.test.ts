import { expect, test } from 'vitest';
import { toggled, toggledAll } from './data-grid-selection.ts';

const rows = ['a', 'b', 'c', 'd'];
const sorted = (keys: ReadonlySet<string>) => [...keys].sort();

test('one is picked and let go', () => {
  const one = toggled(new Set(), rows, 'b', null);
  expect(sorted(one)).toEqual(['b']);
  expect(sorted(toggled(one, rows, 'b', null))).toEqual([]);
});

test('a range follows the last one, in either direction', () => {
  expect(sorted(toggled(new Set(['a']), rows, 'c', 'a'))).toEqual(['a', 'b', 'c']);
  expect(sorted(toggled(new Set(['d']), rows, 'b', 'd'))).toEqual(['b', 'c', 'd']);
  expect(sorted(toggled(new Set(rows), rows, 'b', 'd'))).toEqual(['a']);
});

test('the start of a range that is no longer shown counts for nothing', () => {
  expect(sorted(toggled(new Set(), rows, 'c', 'gone'))).toEqual(['c']);
});

test('all, then none', () => {
  const all = toggledAll(new Set(['a']), rows);
  expect(sorted(all)).toEqual(rows);
  expect(toggledAll(all, rows).size).toBe(0);
});

import { expect, test } from 'vitest';
import { parseQuery } from './search-query.ts';

const words = (query: string) => parseQuery(query).map(({ folded }) => folded);

test('words between spaces, each once', () => {
  expect(words('  แผน ๒๕๖๖ แผน ')).toEqual(['แผน', '2566']);
});

test('words in quotes of any kind are one, and an open quote is none', () => {
  expect(words('"ตรวจสอบ ภายใน" รายงาน')).toEqual(['ตรวจสอบภายใน', 'รายงาน']);
  expect(words('“info system” x')).toEqual(['info system', 'x']);
  expect(words('"แผน')).toEqual(['แผน']);
  expect(words('""')).toEqual([]);
});

test('nothing is looked for where nothing is said', () => {
  expect(words('')).toEqual([]);
  expect(words(' \u200b ')).toEqual([]);
});

test('a skeleton stands for a word only where enough is left of it', () => {
  const skeletonOf = (query: string) => parseQuery(query)[0]?.skeleton;
  expect(skeletonOf('ตรวจสอบภายใน')).toBe('ตรวจสอบภายใน');
  expect(skeletonOf('น้ำประปา')).toBe('นาประปา');
  expect(skeletonOf('กิน')).toBeNull();
  expect(skeletonOf('กก')).toBe('กก');
  expect(skeletonOf('5')).toBe('5');
});

test('a query of hundreds of words asks for the first sixteen', () => {
  expect(words(Array.from({ length: 300 }, (_, at) => `w${at}`).join(' '))).toHaveLength(16);
});

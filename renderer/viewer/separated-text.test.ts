import { expect, test } from 'vitest';
import { readSeparated } from './separated-text.ts';

const rows = (text: string) => readSeparated(text, 100).rows;

test('fields may be quoted, hold separators, quotes and line breaks', () => {
  expect(rows('a,"b, c","say ""hi""\nagain"\r\n1,2,3\n')).toEqual([
    ['a', 'b, c', 'say "hi"\nagain'],
    ['1', '2', '3'],
  ]);
});

test('semicolons and tabs separate where the first line has more of them', () => {
  expect(rows('ที่;รายการ, หมวด;บาท\n1;ก;5')[1]).toEqual(['1', 'ก', '5']);
  expect(rows('a\tb\n1\t')).toEqual([
    ['a', 'b'],
    ['1', ''],
  ]);
});

test('a formula stays the text it is', () => {
  expect(rows('=cmd|\' /C calc\'!A0,=HYPERLINK("http://x")')[0]?.[0]).toContain('=cmd');
});

test('a quote that is never closed takes the rest, and ends', () => {
  expect(rows('a,"b\nc')).toEqual([['a', 'b\nc']]);
});

test('empty lines are no rows; the rest is cut at the limit', () => {
  expect(rows('a\n\n\nb')).toEqual([['a'], ['b']]);
  expect(readSeparated('a\nb\nc', 2)).toEqual({ rows: [['a'], ['b']], isCut: true });
});

import { expect, test } from 'vitest';
import { inDigits, joined } from './print-digits.ts';

test.each([
  ['ร้อยละ 89.04', 'ร้อยละ ๘๙.๐๔'],
  ['ปค.4 และ ปค.๕ น. 6', 'ปค.๔ และ ปค.๕ น. ๖'],
  ['ที่ มท 0810.7/ว 2138', 'ที่ มท ๐๘๑๐.๗/ว ๒๑๓๘'],
  ['แบบEHA1003ข้อ3', 'แบบEHA1003ข้อ๓'],
  ['ISO9001:2015 ปี 2567', 'ISO9001:2015 ปี ๒๕๖๗'],
  ['https://example.go.th/2567/12 ข้อ 1', 'https://example.go.th/2567/12 ข้อ ๑'],
  ['7F3A-91C2-D05E-44B8', '7F3A-91C2-D05E-44B8'],
])('"%s" in Thai digits is "%s"', (text, expected) => {
  expect(inDigits(text, 'thai')).toBe(expected);
  expect(inDigits(expected, 'thai')).toBe(expected);
});

test('mixed digits become uniform in Arabic', () => {
  expect(inDigits('มท ๐810.7 ปี ๒๕64', 'arabic')).toBe('มท 0810.7 ปี 2564');
});

test('joined words have no place to break', () => expect(joined('ข้อ', '61')).toBe('ข้อ\u00A061'));

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldForSearch, formatNumber, toArabicDigits, toThaiDigits } from './thai-text.ts';

describe('digits', () => {
  test('mixed numbers of real letters become uniform', () => {
    expect(toArabicDigits('มท ๐810.7/ว ๒๑38 พ.ศ. ๒๕64')).toBe('มท 0810.7/ว 2138 พ.ศ. 2564');
    expect(toThaiDigits('ร้อยละ 86.05')).toBe('ร้อยละ ๘๖.๐๕');
  });

  test('there and back is the same text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('0123456789ก. /')) }), (text) => {
        expect(toArabicDigits(toThaiDigits(text))).toBe(text);
        expect(toThaiDigits(text)).not.toMatch(/[0-9]/);
      }),
    );
  });
});

test.each([
  [0, '0'],
  [999, '999'],
  [7849, '7,849'],
  [1_234_567.5, '1,234,567.5'],
  [-9, '−9'],
  [0.12345, '0.12345'],
])('number %s is shown as %s', (value, text) => {
  expect(formatNumber(value)).toBe(text);
});

describe('fold', () => {
  test.each([
    ['sara am written as nikhahit and aa', 'น\u0e4d\u0e49า', 'น้ำ'],
    ['tone before nikhahit', 'น\u0e49\u0e4dา', 'น้ำ'],
    ['without tone', 'ท\u0e4dา', 'ทำ'],
    ['tone after sara am', 'นำ\u0e49', 'น้ำ'],
    ['tone before the vowel', 'ท\u0e48\u0e35', 'ท\u0e35\u0e48'],
    ['tone before sara u', 'ก\u0e48\u0e38', 'ก\u0e38\u0e48'],
    ['two sara e', 'เเผน', 'แผน'],
    ['invisible characters', 'แผน\u200b\u00adพัฒ\ufeff\u2060นา\u0000', 'แผนพัฒนา'],
    ['Thai digits and capitals', 'E-LAAS ปี ๒๕๖๗', 'e-laas ปี 2567'],
  ])('%s', (_, text, folded) => {
    expect(foldForSearch(text)).toBe(folded);
  });

  test('a lone nikhahit stays', () => {
    expect(foldForSearch('ก\u0e4d')).toBe('ก\u0e4d');
  });

  test('folding twice changes nothing more', () => {
    const unit = fc.constantFrom(
      ...Array.from('กนทเแาำAaÉ0๕ \u0e31\u0e34\u0e38\u0e3a\u0e47\u0e48\u0e49\u0e4c\u0e4d\u200b\u00ad\u0000'),
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 12 }), (text) => {
        const once = foldForSearch(text);
        expect(foldForSearch(once)).toBe(once);
      }),
      { numRuns: 1000 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findQuote } from './anchor.ts';
import { errorsAtEnd, findSimilar } from './find-similar.ts';
import { foldLetters } from './fold-text.ts';
import { quoteFrom, skeletonOf } from './mark-quote.ts';

const find = (page: string, exact: string, prefix = '', suffix = '') => {
  const place = findQuote(foldLetters(page), { exact, prefix, suffix });
  return place === null ? null : [page.slice(place.begin, place.end), place.certainty];
};

const page =
  'รายงานผลการตรวจสอบภายใน ประจำปี ๒๕๖๖\nจัดทำแผนครบถ้วน จำนวน 12 กิจกรรม\nน้ำประปาหมู่บ้านได้มาตรฐาน (Water Quality, 2023)';

describe('how sure', () => {
  test.each([
    ['the same characters', 'ตรวจสอบภายใน ประจำปี', ['ตรวจสอบภายใน ประจำปี', 'exact']],
    ['over a line, in other digits', 'ประจําปี 2566 จัดทำแผน', ['ประจำปี ๒๕๖๖\nจัดทำแผน', 'folded']],
    ['capitals and hyphens', 'WATER QUA-LITY, 2023', ['Water Quality, 2023', 'folded']],
    ['a skeleton', 'นาประปาหมบานไดมาตรฐาน', ['น้ำประปาหมู่บ้านได้มาตรฐาน', 'skeleton']],
    ['marks lost', 'น\u0000าประปาหม\u0000บ้านได้มาตรฐาน', ['น้ำประปาหมู่บ้านได้มาตรฐาน', 'skeleton']],
    ['one letter misread', 'นำประปาหมู่บ้านใต้มาตรฐาน จัด', null],
  ])('%s', (_, exact, expected) => {
    expect(find(page, exact)).toEqual(expected);
  });

  test('a letter or two misread, with surroundings as witness', () => {
    expect(find(page, 'ประปาหมู่ม้านได้มาตรฐาน', '12 กิจกรรม น้ำ', '(Water Quality')).toEqual([
      'ประปาหมู่บ้านได้มาตรฐาน',
      'fuzzy',
    ]);
    expect(find(page, 'ประปาหมู่ม้านได้มาตรฐาน', 'เรื่องอื่น ๆ ที่ไม่เกี่ยว', 'และไม่เคยมี')).toBeNull();
  });

  test('a page whose marks are lost, up to the last one of the quote', () => {
    const damaged = 'วนท\u0000 ๑๘ เดือน ธ\u0000นวาคม จดทําแผนการตรวจสอบ';
    expect(find(damaged, 'วันที่ ๑๘ เดือน ธันวาคม')).toEqual(['วนท\u0000 ๑๘ เดือน ธ\u0000นวาคม', 'skeleton']);
    expect(find('เมื่อว\u0000นท\u0000 ๑๘', 'วันที่', 'เมื่อ', '๑๘')).toEqual(['ว\u0000นท\u0000', 'skeleton']);
  });
});

describe('which of several', () => {
  const form = 'ครั้งที่ ๑ ประชุม ๓๕ คน ณ ห้องประชุม\nครั้งที่ ๒ ประชุม ๓๕ คน ณ ห้องประชุม';

  test('the one between the same words', () => {
    const place = findQuote(foldLetters(form), { exact: '๓๕ คน', prefix: 'ครั้งที่ ๒ ประชุม ', suffix: ' ณ ห้องประชุม' });
    expect(place?.begin).toBe(form.lastIndexOf('๓๕'));
  });

  test('none, where two would do equally well', () => {
    expect(find(form, '๓๕ คน ณ ห้องประชุม')).toBeNull();
    expect(find(form, '๓๕ คน', 'ประชุม ', ' ณ')).toBeNull();
  });

  test('the word with the right marks, where all else is the same', () => {
    expect(find('ซื้อ เสือ ไว้ ซื้อ เสื่อ ไว้', 'เสื่อ', 'ซื้อ', 'ไว้')).toEqual(['เสื่อ', 'exact']);
    expect(find('ซื้อ เสือ ไว้ ซื้อ เสื่อ ไว้', 'เสอ', 'ซอ', 'ไว')).toBeNull();
  });

  test('a few letters are nothing without witnesses', () => {
    expect(find('ข้อ ๕ มี', '๕')).toBeNull();
    expect(find('ข้อ ๕ มี', '๕', 'ข้อ ', ' มี')).toEqual(['๕', 'exact']);
    expect(find('ข้อ ๕ มี', '๕', 'หมู่บ้านที่ ', ' ตำบล')).toBeNull();
  });

  test('other marks in the same place are another word', () => {
    expect(find('ปู่ย่าปู่ย่าปู่ย่าปู่ย่า', 'ปี่ย้าปี่ย้าปี่ย้าปี่ย้า')).toBeNull();
  });
});

test('nothing to look for, nothing found', () => {
  expect(find(page, '')).toBeNull();
  expect(find(page, ' - \u0000 ่')).toBeNull();
  expect(find('', 'คณะกรรมการตรวจสอบ')).toBeNull();
});

test('a page made to keep us busy is answered quickly', () => {
  const begin = performance.now();
  expect(find('ก'.repeat(100_000), 'ก'.repeat(2000), 'ก'.repeat(32), 'ก'.repeat(32))).toBeNull();
  find('กข'.repeat(50_000), 'กขค'.repeat(600), 'ก', 'ข');
  expect(performance.now() - begin).toBeLessThan(4000);
});

const thai = fc.string({
  unit: fc.constantFrom(
    ...'กขคงจชดตทนบปพมยรลวสหอ'.split(''),
    ...'ัิีึืุู็่้๊๋์'.split(''),
    'ำ',
    'ำ',
    'า',
    'เ',
    'แ',
    'ไ',
    ' ',
    '\n',
    '๕',
    'a',
    'Z',
    '\u0000',
  ),
  minLength: 60,
  maxLength: 300,
});

describe('always', () => {
  test('what is found in a page has the letters of the quote', () => {
    fc.assert(
      fc.property(thai, fc.nat(200), fc.integer({ min: 12, max: 60 }), (text, at, length) => {
        const quote = quoteFrom(text, at, at + length);
        if (quote === null) return;
        const place = findQuote(foldLetters(text), quote);
        if (place === null) return;
        const found = foldLetters(text.slice(place.begin, place.end)).bases;
        if (place.certainty !== 'fuzzy') expect(found).toBe(foldLetters(quote.exact).bases);
        expect(place.begin).toBeGreaterThanOrEqual(0);
        expect(place.end).toBeLessThanOrEqual(text.length);
        expect(place.begin).toBeLessThan(place.end);
      }),
    );
  });

  test('folding a skeleton changes nothing more', () => {
    fc.assert(
      fc.property(thai, (text) => {
        expect(foldLetters(skeletonOf(text)).bases.replaceAll('แ', 'เเ')).toBe(
          foldLetters(text).bases.replaceAll('แ', 'เเ'),
        );
      }),
    );
  });

  test('begins and ends of folded text go forwards and stay inside', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { bases, begins, ends, marks } = foldLetters(text);
        expect([begins.length, ends.length, marks.length]).toEqual([bases.length, bases.length, bases.length]);
        for (const [index, begin] of begins.entries()) {
          expect(begin).toBeGreaterThanOrEqual(begins[index - 1] ?? 0);
          expect(ends[index]).toBeGreaterThan(begin);
        }
        expect(Math.max(0, ...ends)).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe('similar', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 3, maxLength: 12 });

  /** The textbook's whole matrix. */
  function distance(a: string, b: string): number {
    let row = Array.from({ length: b.length + 1 }, (_, index) => index);
    for (let i = 1; i <= a.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= b.length; j += 1)
        next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
      row = next;
    }
    return row[b.length]!;
  }

  test('each place has as many errors as it says, and the best of all is among them', () => {
    fc.assert(
      fc.property(
        word,
        fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 40 }),
        fc.nat(4),
        (pattern, text, limit) => {
          const found = findSimilar(pattern, text, limit);
          for (const { begin, end, errors } of found) expect(distance(pattern, text.slice(begin, end))).toBe(errors);
          const all = Array.from({ length: text.length }, (_, begin) =>
            Array.from({ length: text.length - begin }, (__, size) =>
              distance(pattern, text.slice(begin, begin + size + 1)),
            ),
          ).flat();
          const best = Math.min(...all);
          if (best <= limit && best < pattern.length) expect(Math.min(...found.map(({ errors }) => errors))).toBe(best);
          else if (best > limit) expect(found).toEqual([]);
        },
      ),
    );
  });

  test('errors at the end', () => {
    expect(errorsAtEnd('abc', 'xxabc')).toBe(0);
    expect(errorsAtEnd('abc', 'xxabcd')).toBe(1);
    expect(errorsAtEnd('abc', '')).toBe(3);
  });
});

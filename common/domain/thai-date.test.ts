import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isoDay } from './calendar-day.ts';
import { fiscalYearOf, formatDate, formatTime, parseDate, type DateStyle, type Digits } from './thai-date.ts';
import type { Language } from './text.ts';

describe('format', () => {
  test.each<[string, Language, DateStyle, Digits, string]>([
    ['2024-07-05', 'th', 'short', 'arabic', '5 ก.ค. 2567'],
    ['2024-07-05', 'th', 'long', 'thai', '๕ กรกฎาคม ๒๕๖๗'],
    ['2024-07-05', 'th', 'weekday', 'arabic', 'วันศุกร์ที่ 5 กรกฎาคม 2567'],
    ['2024-07-05', 'en', 'short', 'arabic', '5 Jul 2567 BE'],
    ['2024-07-05', 'en', 'weekday', 'arabic', 'Friday, 5 July 2567 BE'],
    ['1969-12-31', 'th', 'weekday', 'arabic', 'วันพุธที่ 31 ธันวาคม 2512'],
    // 18.00 in London is already the next day in Thailand.
    ['2024-07-05T18:00:00Z', 'th', 'short', 'arabic', '6 ก.ค. 2567'],
    ['2024-07-06T00:30:00+07:00', 'th', 'short', 'arabic', '6 ก.ค. 2567'],
    ['not a day', 'th', 'long', 'thai', 'not a day'],
    ['2023-02-29', 'th', 'long', 'thai', '2023-02-29'],
  ])('%s in %s, %s, %s digits: %s', (iso, language, style, digits, text) => {
    expect(formatDate(iso, { language, style, digits })).toBe(text);
  });

  test('time of day is Thailand’s, with a point in Thai digits', () => {
    const instant = '2024-07-05T07:52:09.500Z';
    expect(formatTime(instant, { language: 'th', digits: 'arabic' })).toBe('14:52 น.');
    expect(formatTime(instant, { language: 'th', digits: 'thai' })).toBe('๑๔.๕๒ น.');
    expect(formatTime(instant, { language: 'th', digits: 'arabic', seconds: true })).toBe('14:52:09 น.');
    expect(formatTime(instant, { language: 'en', digits: 'arabic' })).toBe('14:52');
    expect(formatTime('2024-07-05', { language: 'en', digits: 'arabic' })).toBe('2024-07-05');
    expect(formatTime('2024-13-05T99:00:00Z', { language: 'th', digits: 'thai' })).toBe('2024-13-05T99:00:00Z');
  });
});

describe('parse', () => {
  test.each([
    '5 ก.ค. 2567',
    '5 ก.ค. 67',
    '5 กค 2567',
    '5กรกฎาคม2567',
    '๕ กรกฎาคม พ.ศ. ๒๕๖๗',
    '๕ กรกฎาคม พ.ศ. ๒๕67',
    'วันศุกร์ที่ 5 กรกฎาคม 2567',
    'วันที่ 5 เดือน กรกฎาคม พ.ศ. 2567',
    '5/7/2567',
    '05-07-2567',
    '5.7.67',
    '5 Jul 2024',
    'Friday, 5 July 2567 BE',
    '2024-07-05',
    '2567-7-5',
    ' 5  กรกฎาคม  2567 ',
  ])('%s', (text) => {
    expect(parseDate(text)).toBe('2024-07-05');
  });

  test.each([
    '',
    'เมื่อวาน',
    '31 ก.พ. 2567',
    '29 กุมภาพันธ์ 2566',
    '5 กค. 1024',
    '0/7/2567',
    '5/13/2567',
    '32 ม.ค. 2567',
    '5 มกรา 2567',
    '5 ก.ค. 9999',
    '5 ก.ค.',
    '2567',
    '5/7/567',
  ])('%s is no day', (text) => {
    expect(parseDate(text)).toBeNull();
  });

  test('reads every day that it writes, in every style, language and kind of digits', () => {
    const day = fc.integer({ min: -40_000, max: 60_000 }).map(isoDay);
    fc.assert(
      fc.property(
        day,
        fc.constantFrom<Language>('th', 'en'),
        fc.constantFrom<DateStyle>('short', 'long', 'weekday'),
        fc.constantFrom<Digits>('arabic', 'thai'),
        (iso, language, style, digits) => {
          expect(parseDate(formatDate(iso, { language, style, digits }))).toBe(iso);
        },
      ),
    );
  });

  test('takes any text without throwing, and long ones without delay', () => {
    fc.assert(fc.property(fc.string(), (text) => parseDate(text) === null || dayPattern.test(parseDate(text) ?? '')));
    const begin = performance.now();
    expect(parseDate(`5 ${'กที่ '.repeat(20_000)}`)).toBeNull();
    expect(parseDate(`วัน${'ท'.repeat(20_000)}`)).toBeNull();
    expect(performance.now() - begin).toBeLessThan(500);
  });
});

const dayPattern = /^\d{4}-\d\d-\d\d$/;

test.each([
  ['2022-09-30', 2565],
  ['2022-10-01', 2566],
  ['2023-09-30', 2566],
  ['2023-10-01', 2567],
  ['2023-02-30', null],
])('%s lies in fiscal year %s', (day, year) => {
  expect(fiscalYearOf(day)).toBe(year);
});

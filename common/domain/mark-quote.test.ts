import { expect, test } from 'vitest';
import { isDamaged, quoteFrom, readableQuote, skeletonOf } from './mark-quote.ts';

const sound = 'วันที่ ๑๘ เดือน ธันวาคม พ.ศ. ๒๕๖๖ จัดทำแผนการตรวจสอบภายในครบถ้วน';

test('the skeleton of damaged text equals the skeleton of the source', () => {
  const damaged = 'วนท\u0000 ๑๘ เดือน ธ\u0000นวาคม พ.ศ. ๒๕๖๖ จดทํา แผนการตรวจสอบภายในครบถวน';
  expect(isDamaged(damaged)).toBe(true);
  expect(skeletonOf(damaged)).toBe(skeletonOf(sound));
});

test('a quote of sound text is exact, with its surroundings, spaces and ำ put right', () => {
  const page = `บรรทัดก่อน\n${sound.replace('ทำ', 'ทํา')}\nบรรทัดหลัง`;
  const begin = page.indexOf('จัด');
  expect(quoteFrom(page, begin, page.indexOf('\nบรรทัดหลัง'))).toEqual({
    exact: 'จัดทำแผนการตรวจสอบภายในครบถ้วน',
    prefix: 'นที่ ๑๘ เดือน ธันวาคม พ.ศ. ๒๕๖๖',
    suffix: 'บรรทัดหลัง',
  });
});

test('damage anywhere on the page makes the quote a skeleton that is not shown', () => {
  const page = `ป\u0000 ๒๕๖๖ ${sound}`;
  const quote = quoteFrom(page, page.indexOf('จัด'), page.length);
  expect(quote?.exact).toBe('จดทาแผนการตรวจสอบภายในครบถวน');
  expect(readableQuote(quote)).toBeNull();
});

test('a mark without a consonant below it is damage', () => {
  expect(isDamaged('ก ิน')).toBe(true);
  expect(isDamaged('กิน')).toBe(false);
});

test('what may be shown: Latin and digits always, Thai only with its marks, nothing for none', () => {
  const of = (exact: string) => readableQuote({ exact, prefix: '', suffix: '' });
  expect(of('Article 5, 2023')).toBe('Article 5, 2023');
  expect(of('ปี ๒๕๖๖')).toBe('ปี ๒๕๖๖');
  expect(of('ป ๒๕๖๖')).toBeNull();
  expect(of('')).toBeNull();
  expect(readableQuote(null)).toBeNull();
});

test('invisible characters never get into a quote', () => {
  expect(quoteFrom('abc\u00addef\u200bghi', 0, 12)?.exact).toBe('abcdefghi');
});

test('letters lost without a trace leave no quote rather than a wrong one', () => {
  expect(quoteFrom('\u0000\u0000\u0000 1\u0000\u0000', 0, 7)).toBeNull();
  expect(quoteFrom('   ', 0, 3)).toBeNull();
});

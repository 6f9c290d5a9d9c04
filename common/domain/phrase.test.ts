import { expect, test } from 'vitest';
import { phrasesFor, tidyPhrase, withPhrase, type Phrase } from './phrase.ts';

const phrase = (id: string, more: Partial<Phrase> = {}): Phrase => ({
  id,
  text: id,
  scope: null,
  used: 0,
  changedAt: '2024-07-05T09:00:00Z',
  ...more,
});
const here = { instrument: 'lpa-2567', indicator: 'i03' };

test('the indicator’s own come first, then the most used, then the newest; those of other indicators are left out', () => {
  const phrases = [
    phrase('general, often', { used: 9 }),
    phrase('general, new', { used: 1, changedAt: '2024-07-06T09:00:00Z' }),
    phrase('general, old', { used: 1 }),
    phrase('own', { scope: here }),
    phrase('another indicator', { scope: { ...here, indicator: 'i04' } }),
    phrase('the same id in another instrument', { scope: { ...here, instrument: 'lpa-2568' } }),
  ];
  expect(phrasesFor(phrases, here).map(({ text }) => text)).toEqual([
    'own',
    'general, often',
    'general, new',
    'general, old',
  ]);
});

test('a phrase follows what is written, and is kept as one line', () => {
  expect(withPhrase('', 'ไม่พบคำสั่ง')).toBe('ไม่พบคำสั่ง');
  expect(withPhrase('ตรวจแล้ว \n', 'ไม่พบคำสั่ง')).toBe('ตรวจแล้ว ไม่พบคำสั่ง');
  expect(tidyPhrase('  ไม่พบ\n คำสั่ง  ')).toBe('ไม่พบ คำสั่ง');
});

import { expect, test } from 'vitest';
import { indicator, instrumentOf, manifestOf } from '#tests/support/review-builder.ts';
import { buildHandOver, handOverFileName } from './hand-over.ts';
import type { DocumentRequest } from './visit.ts';

const instrument = instrumentOf([indicator('i01', 1), indicator('i02', 1), indicator('i03', 2)]);
const request = (id: string, on: string, more: Partial<DocumentRequest> = {}): DocumentRequest => ({
  id,
  indicator: on,
  kind: 'paper',
  text: `เอกสาร ${id} ลงวันที่ 5`,
  done: false,
  ...more,
});
const build = (requests: readonly DocumentRequest[], which: 'open' | 'all' = 'open', language: 'th' | 'en' = 'th') =>
  buildHandOver({
    manifest: manifestOf(),
    instrument,
    review: { requests, team: null, visit: null },
    which,
    language,
    digits: language === 'th' ? 'thai' : 'arabic',
    printedAt: '2024-07-05T14:52:00+07:00',
  });

test('groups by indicator in the instrument’s order, numbers through, and says so in Thai digits', () => {
  const data = build([
    request('1', 'i03'),
    request('2', 'i01', { kind: 'question', text: 'เหตุใดจึงส่งช้า ' }),
    request('3', 'i01', { done: true }),
  ]);
  expect(data.groups).toEqual([
    {
      heading: 'ข้อ\u00A0๐๑ ตัวชี้วัด i01',
      rows: [{ number: '๑', kind: 'ข้อซักถาม', text: 'เหตุใดจึงส่งช้า', done: false }],
    },
    {
      heading: 'ข้อ\u00A0๐๓ ตัวชี้วัด i03',
      rows: [{ number: '๒', kind: 'เอกสาร', text: 'เอกสาร ๑ ลงวันที่ ๕', done: false }],
    },
  ]);
  expect(data.opening.replaceAll('\u00A0', ' ')).toBe(
    'ทีมประเมินที่ ๓ ขอให้เทศบาลตำบลท่าแก้วพัฒนา จัดส่งเอกสารเพิ่มเติมและชี้แจงข้อซักถามตามรายการต่อไปนี้ ' +
      'รวม ๒ รายการ ใน ๒ ตัวชี้วัด (เอกสาร ๑ รายการ ข้อซักถาม ๑ ข้อ)',
  );
  expect(data.printed).toBe('พิมพ์เมื่อ ๕ กรกฎาคม ๒๕๖๗ ๑๔.๕๒ น.');
});

test('a team that the order names by its number alone is called a team', () => {
  const opening = (language: 'th' | 'en') => {
    const manifest = { ...manifestOf(), assignment: { ...manifestOf().assignment, team: '3' } };
    const review = { requests: [request('1', 'i01')], team: null, visit: null };
    const printedAt = '2024-07-05T14:52:00+07:00';
    const input = { manifest, instrument, review, which: 'open', language, digits: 'arabic', printedAt } as const;
    return buildHandOver(input).opening.replaceAll('\u00A0', ' ');
  };
  expect(opening('th')).toMatch(/^ทีมประเมินที่ 3 ขอให้/);
  expect(opening('en')).toMatch(/^Team 3 asks /);
});

test('what was handed in is left out, or ticked when all are wanted', () => {
  const requests = [request('1', 'i01', { done: true })];
  expect(build(requests).groups).toEqual([]);
  expect(build(requests, 'all').groups[0]?.rows[0]?.done).toBe(true);
});

test('a request of an indicator that the instrument does not know is not printed, and speaks English on wish', () => {
  const data = build([request('1', 'i99'), request('2', 'i02')], 'open', 'en');
  expect(data.groups.map(({ heading }) => heading.replaceAll('\u00A0', ' '))).toEqual(['No. 02 ตัวชี้วัด i02']);
  expect(data.opening.replaceAll('\u00A0', ' ')).toContain('items: 1 (papers: 1, questions: 0), indicators: 1.');
});

test('names its file after round and LAO', () =>
  expect(handOverFileName(manifestOf(), 'th')).toBe('ใบขอเอกสาร-LPA2567-05990312-ท่าแก้วพัฒนา.pdf'));

import { expect, test } from 'vitest';
import type { ReadinessItem, ReadinessReport } from '#common/contract/channels/readiness.ts';
import { createFormat } from '#renderer/lib/format.ts';
import { checkWords, reasonWords } from './check-words.ts';
import { sentencesOf } from './sentences.ts';
import { verdictOf } from './verdict.ts';

const report: ReadinessReport = {
  at: '2024-07-05T01:12:00Z',
  state: 'look',
  submissions: 3,
  files: 50,
  bytes: 1e6,
  items: [],
};
const item = (
  check: ReadinessItem['check'],
  level: ReadinessItem['level'],
  facts: ReadinessItem['facts'] = {},
): ReadinessItem => ({ check, level, facts, entries: [] });

const thai = (one: ReadinessItem) => {
  const { title, text } = sentencesOf(one, report, checkWords.th, createFormat('th', 'arabic'));
  return `${title} | ${text}`;
};

test.each([
  [item('content', 'good', { files: 50, bytes: 4_800_000, wrong: 0 }), /ตรงทุกไบต์ \| 50 ไฟล์.*4\.8/],
  [item('content', 'bad', { wrong: 2 }), /2 ไฟล์หาย.*อีกครั้ง/],
  [item('content', 'look', { submissions: 0 }), /ไม่มีงาน/],
  [item('pages', 'good', { drawn: 40, outside: 10 }), /40 ไฟล์ · อีก 10 ไฟล์เปิดนอกโปรแกรม/],
  [item('pages', 'good', { drawn: 40, outside: 0 }), /40 ไฟล์$/],
  [item('complete', 'good', { expected: 0 }), /ไม่มีงานจากเซิร์ฟเวอร์/],
  [item('complete', 'good', { expected: 14 }), /ครบ 14 แห่ง/],
  [item('disk', 'bad', { free: 180e6 }), /เพียง 180\u00a0MB/],
  [item('clock', 'look', { compared: false }), /ยังไม่ได้เทียบกับเซิร์ฟเวอร์.*08:12/],
  [item('clock', 'good', { compared: true, seconds: -3 }), /ต่างกัน 3 วินาที/],
  [item('clock', 'bad', { compared: true, seconds: 300 }), /ช้ากว่าเซิร์ฟเวอร์ 5 นาที/],
  [item('clock', 'bad', { compared: true, seconds: -90_000 }), /เร็วกว่าเซิร์ฟเวอร์ 25 ชั่วโมง/],
  [item('signing-key', 'look', { keys: 0, usable: 0 }), /ยังไม่มีกุญแจ/],
  [item('signing-key', 'look', { keys: 1, usable: 0 }), /หมดอายุแล้ว/],
  [
    item('signing-key', 'look', { keys: 1, usable: 1, days: 29, validTo: '2024-08-03T12:00:00Z' }),
    /29 วัน.*3 ส\.ค\. 2567/,
  ],
  [item('signing-key', 'good', { keys: 1, usable: 1, days: 400, validTo: '2025-08-03T12:00:00Z' }), /2568/],
])('says what was found and what to do: %#', (one, expected) => {
  expect(thai(one)).toMatch(expected);
});

test('every level of every check has its words in both languages', () => {
  for (const check of ['content', 'pages', 'links', 'complete', 'disk', 'clock', 'signing-key', 'recovery'] as const)
    for (const level of ['good', 'look', 'bad'] as const)
      for (const language of ['th', 'en'] as const) {
        const facts = { validTo: '2025-08-03T12:00:00Z', usable: 1, compared: true, seconds: 5 };
        const words = sentencesOf(
          item(check, level, facts),
          report,
          checkWords[language],
          createFormat(language, 'arabic'),
        );
        expect(words.title, `${check} ${level}`).not.toMatch(/undefined|NaN/);
        expect(words.text.length).toBeGreaterThan(0);
      }
  expect(Object.keys(reasonWords.en)).toEqual(Object.keys(reasonWords.th));
});

test('the verdict counts what has its colour, and nothing here comes before all', () => {
  const items = [item('content', 'bad'), item('pages', 'bad'), item('clock', 'look'), item('disk', 'good')];
  expect(verdictOf({ ...report, state: 'bad', items }, [{ id: 's' }])).toEqual({ kind: 'bad', count: 2 });
  expect(verdictOf({ ...report, state: 'look', items }, undefined)).toEqual({ kind: 'look', count: 1 });
  expect(verdictOf({ ...report, state: 'changed', items }, [{ id: 's' }])).toEqual({ kind: 'changed' });
  expect(verdictOf(null, [{ id: 's' }])).toEqual({ kind: 'never' });
  expect(verdictOf({ ...report, items }, [])).toEqual({ kind: 'none' });
});

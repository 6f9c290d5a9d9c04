import { expect, test } from 'vitest';
import type { SubmissionSummary } from '#common/contract/channels/submission.ts';
import { countByFilter, filterRows, nextWork, searchText, sortRows } from './rows.ts';

const row = (laoName: string, more: Partial<SubmissionSummary> = {}): SubmissionSummary => ({
  id: laoName,
  laoCode: '05990312',
  laoName,
  laoType: 'subdistrict_municipality',
  district: 'ท่าแก้ว',
  province: 'ธารานคร',
  team: 'ทีมที่ 3',
  roundTitle: { th: 'รอบ', en: 'Round' },
  year: 2567,
  deadline: '2024-08-09',
  visitOn: '2024-07-05',
  visitTime: null,
  state: 'ready',
  size: 1,
  files: 1,
  quarantined: 0,
  indicators: 10,
  settled: 0,
  toFix: 0,
  lastIndicator: null,
  changedAt: '2024-07-01T00:00:00Z',
  sample: false,
  ...more,
});
const text = (one: SubmissionSummary) => searchText(one, 'ทต. เทศบาลตำบล');
const names = (rows: readonly SubmissionSummary[]) => rows.map((one) => one.laoName);

test('search finds by name, type and name together, district, code, and digits of either kind', () => {
  const rows = [row('น้ำคำ'), row('ภูสักทอง', { laoCode: '05990404', district: 'ภูสักทอง' })];
  expect(names(filterRows(rows, 'all', 'น้ํา', text))).toEqual(['น้ำคำ']);
  expect(names(filterRows(rows, 'all', 'เทศบาลตำบลภู', text))).toEqual(['ภูสักทอง']);
  expect(names(filterRows(rows, 'all', '๐๕๙๙๐๔', text))).toEqual(['ภูสักทอง']);
  expect(names(filterRows(rows, 'all', ' ท่าแก้ว ', text))).toEqual(['น้ำคำ']);
  expect(filterRows(rows, 'all', 'ไม่มี', text)).toEqual([]);
});

test('filters and their counts agree', () => {
  const rows = [
    row('ก'),
    row('ข', { state: 'in-review' }),
    row('ค', { state: 'incomplete' }),
    row('ง', { state: 'finalised' }),
    row('จ', { state: 'signed' }),
  ];
  expect(countByFilter(rows)).toEqual({ all: 5, todo: 3, 'to-sign': 1, done: 1 });
  expect(names(filterRows(rows, 'to-sign', '', text))).toEqual(['ง']);
  expect(names(filterRows(rows, 'todo', '', text))).toEqual(['ก', 'ข', 'ค']);
});

test('Thai names sort as a dictionary does: leading vowels after their consonant', () => {
  expect(names(sortRows([row('เกาะแก้ว'), row('ขามใหญ่'), row('กุดชุม')], 'name', false))).toEqual([
    'กุดชุม',
    'เกาะแก้ว',
    'ขามใหญ่',
  ]);
});

test('work in hand comes first, visits without a date last', () => {
  const rows = [
    row('ไม่มีวัน', { visitOn: null }),
    row('เสร็จ', { state: 'signed' }),
    row('ทีหลัง', { visitOn: '2024-07-09' }),
    row('กำลังตรวจ', { state: 'in-review' }),
  ];
  expect(names(sortRows(rows, 'state', false))).toEqual(['กำลังตรวจ', 'ทีหลัง', 'ไม่มีวัน', 'เสร็จ']);
  expect(names(sortRows(rows, 'visit', false)).at(-1)).toBe('ไม่มีวัน');
});

test('continues with what was touched last, else with the next visit, else with nothing', () => {
  const old = row('เก่า', { state: 'in-review', changedAt: '2024-07-01T00:00:00Z' });
  const fresh = row('ใหม่', { state: 'in-review', changedAt: '2024-07-02T00:00:00Z' });
  const ready = row('พร้อม', { visitOn: '2024-07-01' });
  expect(nextWork([old, fresh, ready])?.laoName).toBe('ใหม่');
  expect(nextWork([row('ทีหลัง', { visitOn: '2024-07-09' }), ready])?.laoName).toBe('พร้อม');
  expect(nextWork([row('เสร็จ', { state: 'signed' })])).toBeNull();
});

import { expect, test } from 'vitest';
import type { SubmissionSummary } from '#common/contract/channels/submission.ts';
import { countByFilter, createTextOf, filterRows, nextWork, roundsOf, searchText, sortRows } from './rows.ts';
import { assignment, download, queue, summary } from './test-rows.ts';
import { joinWork, queuedOf, withQueue, type WorkRow } from './work-rows.ts';

const row = (laoName: string, more: Partial<SubmissionSummary> = {}): WorkRow =>
  joinWork([summary(laoName, more)], [])[0]!;
const text = (one: WorkRow) => searchText(one, 'ทต. เทศบาลตำบล');
const names = (rows: readonly WorkRow[]) => rows.map((one) => one.laoName);

test('search finds by name, type and name together, district, code, and digits of either kind', () => {
  const rows = [row('น้ำคำ'), row('ภูสักทอง', { laoCode: '05990404', district: 'ภูสักทอง' })];
  expect(names(filterRows(rows, 'all', 'น้ํา', text))).toEqual(['น้ำคำ']);
  expect(names(filterRows(rows, 'all', 'เทศบาลตำบลภู', text))).toEqual(['ภูสักทอง']);
  expect(names(filterRows(rows, 'all', '๐๕๙๙๐๔', text))).toEqual(['ภูสักทอง']);
  expect(names(filterRows(rows, 'all', ' ท่าแก้ว ', text))).toEqual(['น้ำคำ']);
  expect(filterRows(rows, 'all', 'ไม่มี', text)).toEqual([]);
});

test('each row is folded for the search once', () => {
  let asked = 0;
  const textOf = createTextOf(() => `แบบ ${String((asked += 1))}`);
  const one = row('ก');
  expect([textOf(one), textOf({ ...one })]).toEqual([textOf(one), textOf(one)]);
  expect(asked).toBe(1);
});

test('filters and their counts agree', () => {
  const here = [
    summary('ก'),
    summary('ข', { state: 'in-review' }),
    summary('ค', { state: 'incomplete' }),
    summary('ง', { state: 'finalised' }),
    summary('จ', { state: 'signed' }),
  ];
  const assigned = [
    assignment('ก', { here: 1, revision: 2 }),
    assignment('ฉ'),
    assignment('ช'),
    assignment('ซ', { submission: null }),
    assignment('จ', { here: 1, withdrawn: true }),
  ];
  const rows = withQueue(joinWork(here, assigned), queuedOf(queue([download('ช', { state: 'failed' })])));
  expect(countByFilter(rows)).toEqual({ all: 8, todo: 3, 'to-sign': 1, done: 0, 'to-download': 3, trouble: 2 });
  expect(names(filterRows(rows, 'to-sign', '', text))).toEqual(['ง']);
  expect(names(filterRows(rows, 'todo', '', text)).sort()).toEqual(['ก', 'ข', 'ค']);
  expect(names(filterRows(rows, 'to-download', '', text)).sort()).toEqual(['ก', 'ฉ', 'ช']);
  expect(names(filterRows(rows, 'trouble', '', text)).sort()).toEqual(['ค', 'ช']);
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

test('rows keep their place when they are added to the queue and worked off; a failed one comes forward', () => {
  const assigned = ['ก', 'ข', 'ค'].map((name, index) => assignment(name, { visitOn: `2024-07-0${String(index + 1)}` }));
  const order = (...states: readonly ('queued' | 'running' | 'waiting' | 'paused' | 'failed')[]) =>
    names(
      sortRows(
        withQueue(
          joinWork([], assigned),
          queuedOf(queue(states.map((state, index) => download(assigned[index]!.laoName, { state })))),
        ),
        'state',
        false,
      ),
    );
  expect(order('queued', 'running', 'queued')).toEqual(['ก', 'ข', 'ค']);
  expect(order()).toEqual(['ก', 'ข', 'ค']);
  expect(order('queued')).toEqual(['ก', 'ข', 'ค']);
  expect(order('paused', 'waiting', 'queued')).toEqual(['ก', 'ข', 'ค']);
  expect(order('queued', 'running', 'failed')).toEqual(['ค', 'ก', 'ข']);
});

test('continues with what was touched last, else with the next visit, else with nothing', () => {
  const old = row('เก่า', { state: 'in-review', changedAt: '2024-07-01T00:00:00Z' });
  const fresh = row('ใหม่', { state: 'in-review', changedAt: '2024-07-02T00:00:00Z' });
  const ready = row('พร้อม', { visitOn: '2024-07-01' });
  expect(nextWork([old, fresh, ready])?.laoName).toBe('ใหม่');
  expect(nextWork([row('ทีหลัง', { visitOn: '2024-07-09' }), ready])?.laoName).toBe('พร้อม');
  expect(nextWork([row('เสร็จ', { state: 'signed' })])).toBeNull();
  const [taken] = joinWork([summary('ถอน')], [assignment('ถอน', { here: 1, withdrawn: true })]);
  expect(nextWork([taken!])).toBeNull();
});

test('rounds: newest first, each once, files and server together', () => {
  const rows = joinWork(
    [summary('ก'), summary('ข', { year: 2568, roundTitle: { th: 'เก็บตก', en: 'Catch-up' } })],
    [assignment('ค')],
  );
  expect(roundsOf(rows).map(({ roundTitle }) => roundTitle.th)).toEqual(['เก็บตก', 'รอบ']);
});

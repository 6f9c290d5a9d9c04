import { expect, test } from 'vitest';
import { manifestOf } from '#tests/support/review-builder.ts';
import { endProblem, visitFormOf, visitRecordOf } from './visit-form.ts';

const chair = { name: 'นายธนพล', title: 'ประธานทีม' };
const member = { name: 'นางสาวปาริชาต', title: 'กรรมการ' };
const manifest = manifestOf(
  {},
  {
    assignment: {
      team: 'ทีมที่ 3',
      order: { number: '2145/2567', date: '2024-05-21' },
      visit: { date: '2024-07-05', time: '09:30', place: 'ห้องประชุม' },
      members: [chair, member],
    },
  },
);

test('a new record begins as the order planned it', () => {
  const form = visitFormOf({ visit: null }, manifest, '2024-07-01');
  expect(visitRecordOf(form, '2024-07-01')).toEqual({
    date: '2024-07-05',
    begin: '09:30',
    end: null,
    place: 'ห้องประชุม',
    orderNumber: '2145/2567',
    team: [chair, member],
    lao: [],
    note: '',
  });
  const bare = { assignment: { ...manifest.assignment, visit: null } };
  expect(visitFormOf({ visit: null }, bare, '2024-07-01').date).toBe('2024-07-01');
});

test('who stayed away, who came along and who is not named yet', () => {
  const form = visitFormOf({ visit: null }, manifest, '2024-07-01');
  const guest = { name: ' สมชาย ', title: 'ท้องถิ่นอำเภอ' };
  const record = visitRecordOf(
    {
      ...form,
      members: form.members.map((one) => ({ ...one, isHere: one.name === chair.name })),
      others: [guest, { name: ' ', title: 'ไม่มีชื่อ' }],
      lao: [{ name: 'ปลัด', title: '' }],
    },
    '2024-07-01',
  );
  expect(record.team).toEqual([chair, { name: 'สมชาย', title: 'ท้องถิ่นอำเภอ' }]);
  expect(record.lao).toEqual([{ name: 'ปลัด', title: '' }]);
  const again = visitFormOf({ visit: record }, manifest, '2024-07-01');
  expect(again.members.map(({ isHere }) => isHere)).toEqual([true, false]);
  expect(again.others).toEqual([{ name: 'สมชาย', title: 'ท้องถิ่นอำเภอ' }]);
  expect(visitRecordOf(again, '2024-07-01')).toEqual(record);
});

test('a cleared day keeps the last one; an end before the begin is told', () => {
  const form = visitFormOf({ visit: null }, manifest, '2024-07-01');
  expect(visitRecordOf({ ...form, date: null }, '2024-07-09').date).toBe('2024-07-09');
  expect([endProblem({ begin: '09:30', end: '09:00' }), endProblem({ begin: '09:30', end: null })]).toEqual([
    'endBeforeBegin',
    undefined,
  ]);
});

test.each([
  ['09.00', '09:00'],
  ['9:30', '09:30'],
  ['25.00', null],
  ['เช้า', null],
  [null, null],
])('the order says %s', (time, begin) => {
  const visit = { date: '2024-07-05', time, place: '' };
  const planned = { assignment: { ...manifest.assignment, visit } };
  expect(visitFormOf({ visit: null }, planned, '2024-07-01').begin).toBe(begin);
});

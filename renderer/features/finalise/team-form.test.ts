import { expect, test } from 'vitest';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import { TeamForm, teamFormOf, teamRecordOf } from './team-form.ts';

const manifest = {
  assignment: {
    team: 'ทีมที่ 3',
    order: { number: 'คำสั่งจังหวัด ที่ 2145/2567', date: '2024-05-21' },
    visit: null,
    members: [{ name: 'นายธนพล', title: 'ประธานทีม' }],
  },
} as unknown as SubmissionManifest;

test('starts with the provincial order, then with what was recorded', () => {
  const form = teamFormOf({ team: null, visit: null }, manifest);
  expect(form).toMatchObject({ team: 'ทีมที่ 3', orderDate: '2024-05-21', visitedOn: null, place: '' });
  const recorded = teamRecordOf({ ...form, place: 'ห้องประชุม' });
  expect(teamFormOf({ team: recorded, visit: null }, manifest).place).toBe('ห้องประชุม');
});

test('a recorded date that is no day becomes an empty field, not a crash', () => {
  const record = { ...teamRecordOf(teamFormOf({ team: null, visit: null }, manifest)), orderDate: 'ไม่ทราบ' };
  expect(teamFormOf({ team: record, visit: null }, manifest).orderDate).toBeNull();
});

test('each missing piece names its sentence', () => {
  const { error } = TeamForm.safeParse({
    team: ' ',
    orderNumber: '',
    orderDate: null,
    visitedOn: null,
    place: '',
    members: [{ name: '', title: '' }],
  });
  expect(error?.issues.map((issue) => issue.message)).toEqual([
    'teamNameMissing',
    'orderNumberMissing',
    'dateMissing',
    'memberMissing',
  ]);
  const none = TeamForm.safeParse({ ...teamFormOf({ team: null, visit: null }, manifest), members: [] });
  expect(none.error?.issues[0]?.message).toBe('membersMissing');
});

import { expect, test } from 'vitest';
import type { LiveCheck } from '#common/domain/visit.ts';
import { instantOf, LiveForm, liveFormOf } from './live-form.ts';

const start = { now: Date.parse('2024-07-04T18:30:00Z'), by: 'ปาริชาต', address: 'e-LAAS', presence: 'ผอ.กองคลัง' };
const check: LiveCheck = {
  id: 'live-1',
  indicator: 'i01',
  address: 'https://example.go.th',
  at: '2024-07-05T02:15:00Z',
  seen: 'ครบ',
  by: 'ธนพล',
  presence: '',
  screenshot: null,
};

test('a new one begins now, in Thailand', () => {
  expect(liveFormOf(null, start)).toEqual({
    address: 'e-LAAS',
    by: 'ปาริชาต',
    presence: 'ผอ.กองคลัง',
    date: '2024-07-05',
    time: '01:30',
    seen: '',
  });
});

test('an instant survives the form, in whatever zone it was written', () => {
  const form = liveFormOf(check, start);
  expect([form.date, form.time]).toEqual(['2024-07-05', '09:15']);
  expect(Date.parse(instantOf(form))).toBe(Date.parse(check.at));
});

test('each missing piece names its sentence', () => {
  const empty = { address: ' ', date: null, time: null, seen: '', by: '', presence: '' };
  expect(LiveForm.safeParse(empty).error?.issues.map(({ message }) => message)).toEqual([
    'addressMissing',
    'dateMissing',
    'timeMissing',
    'seenMissing',
    'byMissing',
  ]);
});

import { expect, test } from 'vitest';
import { daysUntil, deadlineOf, isPressing } from './deadline.ts';
import { assignment, summary } from './test-rows.ts';

test('the server’s calendar counts; a letter moves the day and keeps the first one', () => {
  const extended = { until: '2024-08-16', letter: 'มท 0810.7/ว 2466' };
  const review = { begins: '2024-06-25', ends: '2024-08-09', extended };
  expect(deadlineOf(assignment('ก', { review }), summary('ก'))).toEqual({
    day: '2024-08-16',
    original: '2024-08-09',
    letter: 'มท 0810.7/ว 2466',
  });
  expect(deadlineOf(assignment('ก', { review: { ...review, extended: null } }), summary('ก'))?.day).toBe('2024-08-09');
});

test('a letter that moves nothing shows no second day', () => {
  const review = { begins: '2024-06-25', ends: '2024-08-09', extended: { until: '2024-08-09', letter: 'ว 1' } };
  expect(deadlineOf(assignment('ก', { review }), null)).toEqual({
    day: '2024-08-09',
    original: null,
    letter: 'ว 1',
  });
});

test('without the server’s calendar the manifest’s day counts, without either there is none', () => {
  expect(deadlineOf(null, summary('ก', { deadline: '2024-08-01' }))?.day).toBe('2024-08-01');
  expect(deadlineOf(assignment('ก', { review: null }), summary('ก', { deadline: '2024-08-01' }))?.day).toBe(
    '2024-08-01',
  );
  expect(deadlineOf(assignment('ก', { review: null }), null)).toBeNull();
});

test('days left: over a change of month and year, on the day, and after it', () => {
  expect(daysUntil('2024-08-09', '2024-07-28')).toBe(12);
  expect(daysUntil('2025-01-01', '2024-12-31')).toBe(1);
  expect(daysUntil('2024-08-09', '2024-08-09')).toBe(0);
  expect(daysUntil('2024-08-09', '2024-08-12')).toBe(-3);
  expect(daysUntil('–', '2024-08-12')).toBeNull();
  expect([12, 4, 3, 0, -3].map(isPressing)).toEqual([false, false, true, true, true]);
});

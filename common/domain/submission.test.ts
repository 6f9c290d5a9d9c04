import { expect, test } from 'vitest';
import { manifestOf } from '#tests/support/review-builder.ts';
import { laoFullName } from './lao.ts';
import { deadlineOf } from './submission.ts';

test('a later letter moves the deadline', () => {
  const { round } = manifestOf();
  expect(deadlineOf(round)).toBe('2024-07-31');
  const extended = { until: '2024-08-10', letter: 'มท 0810.7/ว 2138' };
  expect(deadlineOf({ ...round, deadline: { ...round.deadline, extended } })).toBe('2024-08-10');
});

test('an LAO is named with its type, which the code does not tell', () => {
  const { lao } = manifestOf();
  expect(laoFullName(lao, 'th')).toBe('เทศบาลตำบลท่าแก้วพัฒนา');
  expect(laoFullName(lao, 'en')).toBe('Subdistrict Municipality ท่าแก้วพัฒนา');
});

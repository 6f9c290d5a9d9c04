import { expect, test } from 'vitest';
import { instantOfChoice } from './since.ts';

// 00:30 in Thailand on 6 July 2567, still the 5th in Greenwich.
const now = Date.UTC(2024, 6, 5, 17, 30);

test('days begin at midnight in Thailand, wherever the computer believes to be', () => {
  expect(instantOfChoice('yesterday', '', now)).toBe('2024-07-05T00:00:00+07:00');
  expect(instantOfChoice('week', '', now)).toBe('2024-06-29T00:00:00+07:00');
  expect(instantOfChoice('day', '2024-05-01', now)).toBe('2024-05-01T00:00:00+07:00');
  expect(instantOfChoice('session', '', now)).toBe('session');
});

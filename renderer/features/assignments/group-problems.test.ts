import { expect, test } from 'vitest';
import type { FailureCode } from '#common/contract/failures.ts';
import { groupProblems } from './group-problems.ts';

const problem = (title: string, code: FailureCode, details: Readonly<Record<string, string>> = {}) => ({
  evidence: title,
  title,
  failure: { code, details },
});

test('the same failure comes once, with all its files; the same code about something else does not', () => {
  const groups = groupProblems([
    problem('ก', 'download.file-missing'),
    problem('ข', 'download.file-differs'),
    problem('ค', 'download.file-missing'),
    problem('ง', 'server.forbidden-address', { address: 'a.example' }),
    problem('จ', 'server.forbidden-address', { address: 'b.example' }),
  ]);
  expect(groups.map(({ titles }) => titles)).toEqual([['ก', 'ค'], ['ข'], ['ง'], ['จ']]);
  expect(groupProblems([])).toEqual([]);
});

import { expect, test } from 'vitest';
import {
  judgeClock,
  judgeComplete,
  judgeContent,
  judgeDisk,
  judgeKeys,
  judgeLinks,
  judgePages,
  judgeRecovery,
  worstLevel,
  type DecodeOutcome,
  type ReadinessEntry,
} from './readiness.ts';

const entry = (reason: string): ReadinessEntry => ({
  submission: 's1',
  laoName: 'ท่าแก้วพัฒนา',
  evidence: 'e1',
  indicator: 'i03',
  title: 'แผนพัฒนา',
  reason,
});

test('the whole is as good as its worst part', () => {
  expect(worstLevel([])).toBe('good');
  expect(worstLevel(['good', 'look', 'good'])).toBe('look');
  expect(worstLevel(['look', 'bad', 'good'])).toBe('bad');
});

test('one wrong file is red, and nothing to check is not green', () => {
  const counts = { submissions: 2, files: 40, bytes: 9 };
  expect(judgeContent({ ...counts, entries: [] }).level).toBe('good');
  expect(judgeContent({ ...counts, entries: [entry('damaged')] })).toMatchObject({ level: 'bad', facts: { wrong: 1 } });
  expect(judgeContent({ submissions: 0, files: 0, bytes: 0, entries: [] }).level).toBe('look');
});

test.each([
  ['damaged', 'bad'],
  ['unreadable', 'bad'],
  ['password', 'look'],
  ['timeout', 'look'],
  ['too-large', 'look'],
  ['unsupported', 'good'],
] as const)('a file that is %s makes the pages %s', (reason, level) => {
  expect(judgePages(3, [{ ...entry(reason), reason }]).level).toBe(level);
});

test('pages list the worst first and count files for other programs apart', () => {
  const reasons: Exclude<DecodeOutcome, 'drawn'>[] = ['unsupported', 'password', 'damaged'];
  const item = judgePages(
    7,
    reasons.map((reason) => ({ ...entry(reason), reason })),
  );
  expect(item.entries.map(({ reason }) => reason)).toEqual(['damaged', 'password', 'unsupported']);
  expect(item.facts).toEqual({ drawn: 7, outside: 1, wrong: 2 });
  expect(judgePages(7, []).level).toBe('good');
});

test('links need a network, so they are looked at', () => {
  expect(judgeLinks([]).level).toBe('good');
  expect(judgeLinks([entry('link')])).toMatchObject({ level: 'look', facts: { links: 1 } });
});

test('assigned work is compared by revision', () => {
  const one = (here: number | null, revision: number | null, withdrawn = false) =>
    judgeComplete([{ laoName: 'ก', here, revision, withdrawn }]).entries.map(({ reason }) => reason);
  expect(one(2, 2)).toEqual([]);
  expect(one(3, 2)).toEqual([]); // a file brought a newer one than the server knows
  expect(one(1, 2)).toEqual(['older']);
  expect(one(null, 2)).toEqual(['not-here']);
  expect(one(null, null)).toEqual(['not-sent']);
  expect(one(1, null)).toEqual([]);
  expect(one(1, 2, true)).toEqual(['withdrawn']);
  expect(one(null, 2, true)).toEqual([]);
  expect(judgeComplete([])).toMatchObject({ level: 'good', facts: { expected: 0 } });
  expect(judgeComplete([{ laoName: 'ก', here: null, revision: 1, withdrawn: false }]).level).toBe('look');
});

test.each([
  [499e6, 'bad'],
  [500e6, 'look'],
  [1.99e9, 'look'],
  [2e9, 'good'],
] as const)('%d free bytes are %s', (free, level) => {
  expect(judgeDisk(free)).toMatchObject({ level, facts: { free } });
});

test('a clock is judged only against a server, in both directions', () => {
  expect(judgeClock(null)).toMatchObject({ level: 'look', facts: { compared: false } });
  expect(judgeClock(120_000).level).toBe('good');
  expect(judgeClock(120_001).level).toBe('bad');
  expect(judgeClock(-200_000)).toMatchObject({ level: 'bad', facts: { compared: true, seconds: -200 } });
});

test('keys: the one that lasts longest counts; none, ended and not yet begun are the same', () => {
  const now = Date.parse('2024-07-05T00:00:00Z');
  const key = (validFrom: string, validTo: string) => ({ validFrom, validTo });
  const ended = key('2020-01-01T00:00:00Z', '2024-07-04T00:00:00Z');
  const later = key('2024-08-01T00:00:00Z', '2027-01-01T00:00:00Z');
  const soon = key('2024-01-01T00:00:00Z', '2024-08-03T12:00:00Z');
  const long = key('2024-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
  expect(judgeKeys([], now)).toMatchObject({ level: 'look', facts: { keys: 0, usable: 0 } });
  expect(judgeKeys([ended, later], now)).toMatchObject({ level: 'look', facts: { keys: 2, usable: 0 } });
  expect(judgeKeys([soon], now)).toMatchObject({ level: 'look', facts: { days: 29, validTo: soon.validTo } });
  expect(judgeKeys([soon, long, ended], now)).toMatchObject({
    level: 'good',
    facts: { usable: 2, validTo: long.validTo },
  });
});

test('a recovery sheet is printed or not', () => {
  expect(judgeRecovery(true).level).toBe('good');
  expect(judgeRecovery(false).level).toBe('look');
});

import { expect, test } from 'vitest';
import { backoffMs } from './backoff.ts';
import { createCircuit } from './circuit.ts';
import { readRetryAfter } from './retry-after.ts';

const now = Date.UTC(2026, 10, 24, 12, 0, 0);

test.each([
  ['7', 7_000],
  ['0', 0],
  [' 120 ', 120_000],
  ['Tue, 24 Nov 2026 12:00:30 GMT', 30_000],
  ['Tue, 24 Nov 2026 11:00:00 GMT', 0],
  ['999999999', 3_600_000],
  ['-5', null],
  ['soon', null],
  ['1e9', null],
  [undefined, null],
])('Retry-After %s is %s ms', (header, expected) => {
  expect(readRetryAfter(header, now)).toBe(expected);
});

test('waits double, are jittered, and end at a minute', () => {
  expect([1, 2, 3, 4].map((attempt) => backoffMs(attempt, () => 1))).toEqual([500, 1000, 2000, 4000]);
  expect(backoffMs(1, () => 0)).toBe(125);
  expect(backoffMs(10_000, () => 1)).toBe(60_000);
  expect(new Set(Array.from({ length: 20 }, () => backoffMs(6))).size).toBeGreaterThan(10);
});

test('a circuit opens at the third failure in a row, waits longer each time, and closes with one success', () => {
  const circuit = createCircuit(() => 1);
  circuit.failed(now, null);
  circuit.failed(now, null);
  expect(circuit.admit(now)).toBe(0);
  expect(circuit.retryAt).toBeNull();
  circuit.failed(now, null);
  expect(circuit.admit(now)).toBe(500);
  expect(circuit.retryAt).toBe(new Date(now + 500).toISOString());
  // Five more files were on their way: the same incident.
  expect(Array.from({ length: 5 }, () => circuit.failed(now + 100, null))).toEqual([400, 400, 400, 400, 400]);
  // One goes through, the others wait for how it fares.
  expect(circuit.admit(now + 500)).toBe(0);
  expect(circuit.admit(now + 500)).toBe(5_000);
  expect(circuit.failed(now + 600, null)).toBe(1_000);
  expect(circuit.admit(now + 600)).toBe(1_000);
  expect(circuit.succeeded()).toBe(true);
  expect(circuit.admit(now)).toBe(0);
  expect(circuit.succeeded()).toBe(false);
});

test('what the server orders counts at once, and the person can overrule it', () => {
  const circuit = createCircuit(() => 1);
  expect(circuit.failed(now, 30_000)).toBe(30_000);
  expect(circuit.admit(now + 10_000)).toBe(20_000);
  circuit.reset();
  expect(circuit.admit(now)).toBe(0);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantOf, isClock, nextClock } from './hybrid-clock.ts';

const device = '1f0c9a52-ac96-474b-bcce-b302099a8057';
const noon = Date.UTC(2026, 6, 5, 4, 42, 7, 123);

test('shows instant, counter and device', () => {
  expect(nextClock(null, noon, device)).toBe('2026-07-05T04:42:07.123Z-0000-1f0c9a52');
  expect(instantOf('2026-07-05T04:42:07.123Z-0003-1f0c9a52')).toBe('2026-07-05T04:42:07.123Z');
});

test('counts on while the computer’s clock stands still or runs backwards', () => {
  const first = nextClock(null, noon, device);
  const second = nextClock(first, noon, device);
  expect(second).toBe('2026-07-05T04:42:07.123Z-0001-1f0c9a52');
  expect(nextClock(second, noon - 86_400_000, device)).toBe('2026-07-05T04:42:07.123Z-0002-1f0c9a52');
  expect(nextClock(second, noon + 1, device)).toBe('2026-07-05T04:42:07.124Z-0000-1f0c9a52');
});

test('a full counter moves on to the next millisecond', () => {
  expect(nextClock('2026-07-05T04:42:07.123Z-ffff-00000000', noon, device)).toBe(
    '2026-07-05T04:42:07.124Z-0000-1f0c9a52',
  );
});

test('is after every clock seen, of whatever device', () => {
  const step = fc.record({ now: fc.integer({ min: 0, max: 4_000_000_000_000 }), device: fc.uuid() });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 20 }), (steps) => {
      let last: string | null = null;
      for (const { now, device: name } of steps) {
        const next = nextClock(last, now, name);
        expect(isClock(next)).toBe(true);
        if (last !== null) expect(next > last).toBe(true);
        last = next;
      }
    }),
  );
});

test('days and hours that there are not make no clock', () => {
  for (const instant of ['2026-02-30T00:00:00.000', '2026-04-31T08:00:00.000', '2025-02-29T08:00:00.000'])
    expect(isClock(`${instant}Z-0000-1f0c9a52`), instant).toBe(false);
  for (const instant of ['2026-07-05T24:00:00.000', '2026-13-01T00:00:00.000', '2026-07-05T23:59:60.000'])
    expect(isClock(`${instant}Z-0000-1f0c9a52`), instant).toBe(false);
  expect(isClock('2024-02-29T23:59:59.999Z-0000-1f0c9a52')).toBe(true);
});

test('odd input still gives a clock', () => {
  expect(nextClock('garbage', Number.NaN, 'X')).toBe('1970-01-01T00:00:00.000Z-0000-00000000');
  expect(nextClock(null, Number.MAX_VALUE, device)).toBe('9999-12-31T23:59:59.999Z-0000-1f0c9a52');
  expect(nextClock(null, -5, device)).toBe('1970-01-01T00:00:00.000Z-0000-1f0c9a52');
  expect([isClock('2026-02-31T25:00:00.000Z-0000-00000000'), isClock(5), isClock('')]).toEqual([false, false, false]);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { add, compare, divide, mean, parseDecimal, ratio, times, toFixed2, zero } from './rational.ts';

const whole = fc.bigInt({ min: 0n, max: 10n ** 20n });
const positive = fc.bigInt({ min: 1n, max: 10n ** 20n });

describe('rounding', () => {
  test.each([
    [1n, 8n, '0.13'],
    [1n, 200n, '0.01'],
    [1n, 201n, '0.00'],
    [89_995n, 1000n, '90.00'],
    [89_994_999n, 1_000_000n, '89.99'],
    [200n, 3n, '66.67'],
    [100n, 1n, '100.00'],
    [0n, 5n, '0.00'],
    // As a binary fraction 1.005 lies below the half and would become 1.00.
    [1005n, 1000n, '1.01'],
  ])('%s/%s is %s', (num, den, text) => {
    expect(toFixed2({ num, den })).toBe(text);
  });

  test('is half up: the text is the only hundredth within [value − 0.005, value + 0.005]', () => {
    fc.assert(
      fc.property(whole, positive, (num, den) => {
        const hundredths = BigInt(toFixed2({ num, den }).replace('.', ''));
        // hundredths − 1/2 ≤ value · 100 < hundredths + 1/2, all times 2·den
        expect((2n * hundredths - 1n) * den <= 200n * num).toBe(true);
        expect(200n * num < (2n * hundredths + 1n) * den).toBe(true);
      }),
    );
  });
});

describe('fractions', () => {
  test('reads decimals exactly, and nothing else', () => {
    expect(parseDecimal('37.50')).toEqual({ num: 3750n, den: 100n });
    expect(parseDecimal('007')).toEqual({ num: 7n, den: 1n });
    for (const text of ['', '-1', '+1', '1e3', '.5', '5.', '1,000', ' 1', 'NaN', '๕', '1'.repeat(31), 5, null, {}]) {
      expect(parseDecimal(text)).toBeNull();
    }
  });

  test('has no fraction over 0 and moves the sign up', () => {
    expect(ratio(1n, 0n)).toBeNull();
    expect(divide({ num: 1n, den: 2n }, zero)).toBeNull();
    expect(ratio(1n, -2n)).toEqual({ num: -1n, den: 2n });
    expect(mean([])).toBeNull();
  });

  test('sum, product and order agree with cross multiplication', () => {
    fc.assert(
      fc.property(whole, positive, whole, positive, (a, b, c, d) => {
        const [x, y] = [
          { num: a, den: b },
          { num: c, den: d },
        ];
        expect(compare(add(x, y), add(y, x))).toBe(0);
        expect(compare(times(x, 3n), add(x, add(x, x)))).toBe(0);
        expect(Math.sign(compare(x, y))).toBe(a * d < c * b ? -1 : a * d > c * b ? 1 : 0);
        expect(compare(mean([x, y]) ?? zero, { num: a * d + c * b, den: 2n * b * d })).toBe(0);
      }),
    );
  });
});

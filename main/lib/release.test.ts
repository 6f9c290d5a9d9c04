import { expect, test } from 'vitest';
import { release } from './release.ts';

test('a whole memory is given back, a part of one stays', () => {
  const whole = Buffer.allocUnsafeSlow(100);
  release(whole);
  expect(whole.byteLength).toBe(0);
  const shared = Buffer.allocUnsafeSlow(100).fill(1);
  release(shared.subarray(0, 99));
  release(Buffer.from('of the pool'));
  expect(shared.every((byte) => byte === 1)).toBe(true);
});

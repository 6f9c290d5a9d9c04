import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lookDistance } from './look.ts';
import { alikeDistance, distanceIfAlike, packLook } from './packed-look.ts';

const look = fc
  .array(fc.integer({ min: 0, max: 15 }), { minLength: 64, maxLength: 64 })
  .map((digits) => digits.map((digit) => digit.toString(16)).join(''));
const pair = (one: string, other: string) => Uint32Array.from([...(packLook(one) ?? []), ...(packLook(other) ?? [])]);

test('agrees with the distance that is counted digit by digit', () => {
  fc.assert(
    fc.property(look, fc.array(fc.integer({ min: 0, max: 63 }), { maxLength: 30 }), (one, places) => {
      const digits = one.split('');
      for (const place of places) digits[place] = (Number.parseInt(digits[place] ?? '0', 16) ^ 5).toString(16);
      const other = digits.join('');
      const distance = lookDistance(one, other);
      const found = distanceIfAlike(pair(one, other), 0, 1);
      if (distance > alikeDistance) expect(found).toBeNull();
      if (found !== null) expect(found).toBe(distance);
    }),
  );
});

test('a full page may differ in sixteen bits, a nearly empty one only in few', () => {
  const full = 'f0'.repeat(32);
  expect(distanceIfAlike(pair(full, `000000${full.slice(6)}`), 0, 1)).toBe(12);
  const sparse = `${'0'.repeat(60)}00ff`;
  expect(distanceIfAlike(pair(sparse, `${'0'.repeat(60)}0f0f`), 0, 1)).toBeNull();
  expect(distanceIfAlike(pair(sparse, sparse), 0, 1)).toBe(0);
});

test('what is no look is none', () => {
  for (const wrong of ['', 'f'.repeat(63), 'g'.repeat(64), 'F'.repeat(64)]) expect(packLook(wrong)).toBeNull();
});

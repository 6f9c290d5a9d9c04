import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, isSameJson, isShallow } from './canonical-json.ts';

test('is JSON that reads back to the same value, and one text for one value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      expect(JSON.parse(canonicalJson(a))).toEqual(JSON.parse(JSON.stringify(a)));
      expect(isSameJson(a, b)).toBe(canonicalJson(a) === canonicalJson(b));
      expect(isSameJson(a, structuredClone(a))).toBe(true);
    }),
  );
});

test.each([
  [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [{ a: undefined }, { b: undefined }, false],
  [[1, 2], [1], false],
  [[], {}, false],
  [null, {}, false],
  ['1', 1, false],
])('%j and %j', (a, b, same) => {
  expect(isSameJson(a, b)).toBe(same);
});

test('notices what is too deep without falling into it', () => {
  let deep: unknown = 0;
  for (let depth = 0; depth < 100_000; depth += 1) deep = { deep };
  expect(isShallow(deep)).toBe(false);
  expect(isShallow({ a: [{ b: 'ก' }] })).toBe(true);
});

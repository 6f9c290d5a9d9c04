import { expect, test } from 'vitest';
import type { Rect } from './annotation.ts';
import { areBlack, type Pixels } from './black-areas.ts';

const page = { width: 100, height: 50 };
const area = { x: 20, y: 10, width: 30, height: 20 };

/** White, two pixels for a unit, with one black box. */
function pictureWith(black: Rect, { width, height } = { width: 200, height: 100 }): Pixels {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = black.y; y < black.y + black.height; y += 1)
    for (let x = black.x; x < black.x + black.width; x += 1)
      data.fill(12, (y * width + x) * 4, (y * width + x) * 4 + 3);
  return { width, height, data };
}
const hidden = pictureWith({ x: 39, y: 19, width: 62, height: 42 });

test('an area is black, or it is not', () => {
  expect(areBlack([area], page, hidden)).toBe(true);
  expect(areBlack([], page, pictureWith({ x: 0, y: 0, width: 0, height: 0 }))).toBe(true);
  expect(areBlack([area, { ...area, x: 25 }], page, hidden)).toBe(false);
  expect(areBlack([area], page, pictureWith({ x: 30, y: 19, width: 62, height: 42 }))).toBe(false);
});

test.each([0, 1, 2])('one pixel that can be seen is one too many, in channel %i', (channel) => {
  const data = Uint8ClampedArray.from(hidden.data);
  data[(40 * 200 + 60) * 4 + channel] = 90;
  expect(areBlack([area], page, { ...hidden, data })).toBe(false);
});

test.each([
  ['a page of a million units', { width: 1e6, height: 1e6 }],
  ['a page that is only too high', { width: 100, height: 1e6 }],
  ['a page that ends before the area', { width: 15, height: 50 }],
  ['no size at all', { width: Number.NaN, height: 50 }],
])('whoever claims %s has blacked out nothing', (_what, claimed) => {
  expect(areBlack([area], claimed, pictureWith({ x: 0, y: 0, width: 0, height: 0 }))).toBe(false);
});

test('an area of no size hides nothing, and one beyond the page cannot be looked at', () => {
  const white = pictureWith({ x: 0, y: 0, width: 0, height: 0 });
  expect(areBlack([{ x: 500, y: 500, width: 0, height: 0 }], page, white)).toBe(true);
  expect(areBlack([{ x: 500, y: 500, width: 30, height: 30 }], page, white)).toBe(false);
});

test('thousands of areas are looked at as one', () => {
  const size = { width: 1000, height: 1000 };
  let reads = 0;
  const data = new Proxy(
    { length: 4_000_000 },
    {
      get: () => {
        reads += 1;
        return 0;
      },
    },
  );
  const all = { x: 0, y: 0, ...size };
  expect(
    areBlack(
      Array.from({ length: 2000 }, () => all),
      size,
      { ...size, data },
    ),
  ).toBe(true);
  expect(reads).toBeLessThanOrEqual(3_000_000);
});

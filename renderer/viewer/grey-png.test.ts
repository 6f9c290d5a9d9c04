import sharp from 'sharp';
import { expect, test } from 'vitest';
import { greyPng } from './grey-png.ts';

test.each([
  [4, 2],
  [5, 3],
  [1, 1],
  [301, 77],
])('%i × %i pixels are read again by another library, to a sixteenth', async (width, height) => {
  const pixels = Uint8Array.from({ length: width * height }, (_, at) => (at * 37) % 256);
  const file = Buffer.from(await greyPng(pixels, { width, height }));
  const { data, info } = await sharp(file).greyscale().raw().toBuffer({ resolveWithObject: true });
  expect(info).toMatchObject({ width, height, channels: 1 });
  expect([...data]).toEqual([...pixels].map((value) => (value >> 4) * 17));
});

test('a page of paper and writing takes a fraction of its pixels', async () => {
  const pixels = new Uint8Array(1000 * 1000).fill(250);
  for (let line = 20; line < 980; line += 20) pixels.fill(30, line * 1000 + 100, line * 1000 + 900);
  expect((await greyPng(pixels, { width: 1000, height: 1000 })).byteLength).toBeLessThan(20_000);
});

import sharp from 'sharp';
import { expect, test } from 'vitest';
import { readImageSize } from './image-size.ts';

const picture = () => sharp({ create: { width: 321, height: 123, channels: 3, background: '#27478f' } });

test.each(['jpeg', 'png', 'webp', 'gif'] as const)('%s', async (format) => {
  expect(readImageSize(await picture().toFormat(format).toBuffer())).toEqual({ width: 321, height: 123 });
});

test('lossless and animated WebP headers', async () => {
  expect(readImageSize(await picture().webp({ lossless: true }).toBuffer())).toEqual({ width: 321, height: 123 });
  const alpha = await picture().ensureAlpha(0.5).webp().toBuffer();
  expect(readImageSize(alpha)).toEqual({ width: 321, height: 123 });
});

test('progressive JPEG with EXIF before the frame', async () => {
  const bytes = await picture().withMetadata({ orientation: 6 }).jpeg({ progressive: true }).toBuffer();
  expect(readImageSize(bytes)).toEqual({ width: 321, height: 123 });
});

test('a cut header or another kind of file gives nothing', async () => {
  const bytes = await picture().png().toBuffer();
  expect(readImageSize(bytes.subarray(0, 18))).toBeNull();
  expect(readImageSize(new TextEncoder().encode('%PDF-1.7 not an image at all'))).toBeNull();
  expect(readImageSize(new Uint8Array())).toBeNull();
  expect(readImageSize(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0x00, 0x02, 0x12, 0x34))).toBeNull();
});

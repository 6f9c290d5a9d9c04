import sharp from 'sharp';
import { expect, test } from 'vitest';
import { telephonePhoto } from '#tests/fixtures/telephone-photo.ts';
import { heifExif } from './heif-exif.ts';
import { readPhotoFacts } from './photo-facts.ts';

const picture = () =>
  sharp({ create: { width: 20, height: 10, channels: 3, background: '#888' } }).withExif({
    IFD2: { DateTimeOriginal: '2023:05:15 10:22:00' },
    IFD3: {
      GPSLatitudeRef: 'N',
      GPSLatitude: '13/1 45/1 30/1',
      GPSLongitudeRef: 'E',
      GPSLongitude: '100/1 30/1 0/1',
    },
  });
const known = {
  taken: '2023-05-15T10:22:00',
  place: { latitude: expect.closeTo(13.7583, 3) as number, longitude: expect.closeTo(100.5, 3) as number },
};

test('a photo of a telephone says when and where it was taken', async () => {
  expect(await readPhotoFacts(telephonePhoto())).toEqual(known);
});

test.each(['jpeg', 'avif'] as const)('so does one in %s', async (format) => {
  expect(await readPhotoFacts(await picture().toFormat(format).toBuffer())).toEqual(known);
});

test('so does a TIFF', async () => {
  expect(await readPhotoFacts(heifExif(telephonePhoto())!)).toEqual(known);
});

test('a photo that is cut off, or whose boxes lie about their sizes, says nothing', async () => {
  const photo = telephonePhoto();
  for (let length = 0; length < photo.length; length += 37)
    expect(() => heifExif(photo.subarray(0, length))).not.toThrow();
  for (let at = 0; at < 900; at += 1) {
    const changed = Buffer.from(photo);
    changed[at] = 0xff;
    expect(() => heifExif(changed)).not.toThrow();
  }
  expect(await readPhotoFacts(photo.subarray(0, 300))).toEqual({ taken: null, place: null });
});

import sharp from 'sharp';
import { expect, test } from 'vitest';
import { localTime, noFacts, placeOf } from './photo-facts.ts';
import { readPhoto } from './read-photo.ts';

const photo = () => sharp({ create: { width: 40, height: 30, channels: 3, background: '#88aacc' } });

test('time and place of a photo are read in a thread of its own', async () => {
  const bytes = await photo()
    .withExif({
      IFD2: { DateTimeOriginal: '2023:05:15 10:22:00' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '13/1 45/1 30/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '100/1 30/1 0/1',
      },
    })
    .jpeg()
    .toBuffer();
  const { takenAt, place } = await readPhoto(bytes);
  expect(takenAt).toBe('2023-05-15T10:22:00');
  expect(place?.latitude).toBeCloseTo(13.7583, 3);
  expect(place?.longitude).toBeCloseTo(100.5, 3);
});

test.each<[string, () => Promise<Buffer>]>([
  ['says nothing', () => photo().png().toBuffer()],
  ['is cut off', async () => (await photo().jpeg().toBuffer()).subarray(0, 60)],
  ['is none', async () => Buffer.from('ffd8ffe1ffff457869660000', 'hex')],
])('a picture that %s has no facts', async (_what, bytes) => {
  expect(await readPhoto(await bytes())).toEqual(noFacts);
});

test('a picture that takes too long is given up', async () => {
  expect(await readPhoto(await photo().jpeg().toBuffer(), 0)).toEqual(noFacts);
});

test.each([
  ['2023:05:15 10:22:00', '2023-05-15T10:22:00'],
  ['2023:02:30 10:22:00', null],
  ['0000:00:00 00:00:00', null],
  ['yesterday', null],
  [42, null],
])('camera time %s', (text, expected) => {
  expect(localTime(text)).toBe(expected);
});

test('a place that is none is none', () => {
  expect(placeOf(13.7, 100.5)).toEqual({ latitude: 13.7, longitude: 100.5 });
  expect([placeOf(0, 0), placeOf(91, 0), placeOf(Number.NaN, 1), placeOf('13', 100)]).toEqual([null, null, null, null]);
});

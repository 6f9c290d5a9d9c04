import exifr from 'exifr';
import type { PhotoFacts } from '#common/contract/viewer.ts';
import { heifExif } from './heif-exif.ts';

const nothing = { taken: null, place: null } as const;

/** When and where a photo was taken, as its EXIF says; nothing when it says nothing or is malformed. */
export async function readPhotoFacts(bytes: Uint8Array): Promise<Pick<PhotoFacts, 'taken' | 'place'>> {
  return readTags(heifExif(bytes) ?? bytes);
}

async function readTags(bytes: Uint8Array): Promise<Pick<PhotoFacts, 'taken' | 'place'>> {
  try {
    const tags: unknown = await exifr.parse(bytes, {
      pick: ['DateTimeOriginal', 'CreateDate', 'GPSLatitude', 'GPSLatitudeRef', 'GPSLongitude', 'GPSLongitudeRef'],
      reviveValues: false,
    });
    return isRecord(tags) ? { taken: takenAt(tags), place: placeOf(tags) } : nothing;
  } catch {
    return nothing;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** "2023:05:15 10:22:00" → "2023-05-15T10:22:00"; the camera's local time, EXIF knows no zone here. */
function takenAt(tags: Readonly<Record<string, unknown>>): string | null {
  const text = tags.DateTimeOriginal ?? tags.CreateDate;
  const found = typeof text === 'string' ? /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(text) : null;
  return found ? `${found[1] ?? ''}-${found[2] ?? ''}-${found[3] ?? ''}T${found[4] ?? ''}` : null;
}

function placeOf(tags: Readonly<Record<string, unknown>>): PhotoFacts['place'] {
  const { latitude, longitude } = tags;
  const fits = (value: unknown, limit: number): value is number =>
    typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= limit;
  return fits(latitude, 90) && fits(longitude, 180) ? { latitude, longitude } : null;
}

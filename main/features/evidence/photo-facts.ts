import exifr from 'exifr';
import type { TeamEvidence } from '#common/domain/visit.ts';

export type PhotoFacts = Pick<TeamEvidence, 'takenAt' | 'place'>;

export const noFacts: PhotoFacts = { takenAt: null, place: null };

/** When and where a photo says that it was taken. For a worker only: the bytes may be anything. */
export async function parsePhotoFacts(bytes: Uint8Array): Promise<PhotoFacts> {
  const tags: unknown = await exifr.parse(bytes, {
    pick: ['DateTimeOriginal', 'CreateDate', 'GPSLatitude', 'GPSLatitudeRef', 'GPSLongitude', 'GPSLongitudeRef'],
    reviveValues: false,
  });
  if (typeof tags !== 'object' || tags === null) return noFacts;
  const { DateTimeOriginal, CreateDate, latitude, longitude } = tags as Readonly<Record<string, unknown>>;
  return { takenAt: localTime(DateTimeOriginal) ?? localTime(CreateDate), place: placeOf(latitude, longitude) };
}

/** "2023:05:15 10:22:00" → "2023-05-15T10:22:00". A camera whose clock was never set writes zeros. */
export function localTime(text: unknown): string | null {
  const found = typeof text === 'string' ? /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(text) : null;
  if (found === null) return null;
  const [, year = '', month = '', day = '', time = ''] = found;
  const iso = `${year}-${month}-${day}T${time}`;
  const ms = Date.parse(`${iso}Z`);
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 19) !== iso ? null : iso;
}

/** Zero and zero is what a receiver writes that saw no satellite; nobody visits an LAO in the Gulf of Guinea. */
export function placeOf(latitude: unknown, longitude: unknown): TeamEvidence['place'] {
  const fits = (value: unknown, limit: number): value is number =>
    typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= limit;
  if (!fits(latitude, 90) || !fits(longitude, 180) || (latitude === 0 && longitude === 0)) return null;
  return { latitude, longitude };
}

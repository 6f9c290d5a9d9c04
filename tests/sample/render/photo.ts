import sharp from 'sharp';
import { seeded } from '../seeded.ts';

/** When and where the camera says it was. `taken`: local time, "2023-05-15T10:22:00". */
export interface Shot {
  readonly taken: string;
  /** Latitude, longitude; null: the camera did not know. */
  readonly at: readonly [number, number] | null;
}

export const photoWidth = 1440;
export const photoHeight = 1080;

/** Turns a drawn scene into what a telephone's camera leaves: softness, dark corners, grain, EXIF. */
export async function toPhoto(png: Buffer, shot: Shot, seed: number): Promise<Buffer> {
  const random = seeded(seed);
  const { data, info } = await sharp(png).removeAlpha().blur(1.1).raw().toBuffer({ resolveWithObject: true });
  for (let at = 0; at < data.length; at += 3) {
    const x = ((at / 3) % info.width) / info.width - 0.5;
    const y = Math.floor(at / 3 / info.width) / info.height - 0.5;
    const light = 1 - 0.42 * (x * x + y * y);
    const grain = (random() + random() - 1) * 13;
    for (let channel = 0; channel < 3; channel++)
      data[at + channel] = Math.max(0, Math.min(255, (data[at + channel] ?? 0) * light + grain + (random() - 0.5) * 5));
  }
  const stamp = shot.taken.replaceAll('-', ':').replace('T', ' ');
  return sharp(data, { raw: info })
    .withExif({
      IFD0: { Make: 'Sample', Model: 'SampleCam 12', Software: 'LPA Assessor sample data', DateTime: stamp },
      IFD2: { DateTimeOriginal: stamp, DateTimeDigitized: stamp, OffsetTimeOriginal: '+07:00' },
      ...(shot.at === null ? {} : { IFD3: gps(shot.at) }),
    })
    .jpeg({ quality: 68, chromaSubsampling: '4:2:0' })
    .toBuffer();
}

const gps = ([latitude, longitude]: readonly [number, number]): Record<string, string> => ({
  GPSLatitudeRef: latitude < 0 ? 'S' : 'N',
  GPSLatitude: sexagesimal(latitude),
  GPSLongitudeRef: longitude < 0 ? 'W' : 'E',
  GPSLongitude: sexagesimal(longitude),
});

/** Degrees, minutes, hundredths of seconds as EXIF rationals. */
function sexagesimal(value: number): string {
  const seconds = Math.round(Math.abs(value) * 360_000);
  return `${Math.floor(seconds / 360_000)}/1 ${Math.floor((seconds % 360_000) / 6000)}/1 ${seconds % 6000}/100`;
}

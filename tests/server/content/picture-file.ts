import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { noise } from './noise.ts';

/** Pictures made once; every file gets its own bytes in a part that viewers skip. */
export interface Pictures {
  readonly png: Buffer;
  readonly jpeg: Buffer;
}

let made: Promise<Pictures> | null = null;
export const makePictures = (): Promise<Pictures> => (made ??= draw());

async function draw(): Promise<Pictures> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="420">
    <rect width="640" height="420" fill="#dfe9ee"/><rect y="250" width="640" height="170" fill="#8d8b86"/>
    <path d="M300 250 L340 250 L460 420 L180 420 Z" fill="#55555a"/><circle cx="540" cy="80" r="38" fill="#f2c14e"/></svg>`;
  const image = sharp(Buffer.from(svg));
  return { png: await image.clone().png().toBuffer(), jpeg: await image.clone().jpeg({ quality: 70 }).toBuffer() };
}

/** The picture with a private ancillary chunk behind its header (IHDR ends at byte 33), of exactly `size` bytes. */
export function pngFile({ png }: Pictures, seed: string, size: number): Buffer {
  const data = Buffer.concat([Buffer.from('lpAd'), ...noise(seed, Math.max(16, size - png.length - 12))]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length - 4);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(data));
  return Buffer.concat([png.subarray(0, 33), length, data, check, png.subarray(33)]);
}

const longestComment = 65_533;

/** The picture with comment segments behind its first marker, of `size` bytes (a segment has four at least). */
export function jpegFile({ jpeg }: Pictures, seed: string, size: number): Buffer {
  const parts: Buffer[] = [];
  let left = Math.max(20, size - jpeg.length);
  while (left > 4) {
    const length = Math.min(longestComment, left - 4);
    const head = Buffer.from([0xff, 0xfe, 0, 0]);
    head.writeUInt16BE(length + 2, 2);
    parts.push(head, ...noise(`${seed}/${parts.length}`, length));
    left -= length + 4;
  }
  return Buffer.concat([jpeg.subarray(0, 2), ...parts, jpeg.subarray(2)]);
}

/** Below this a PNG or JPEG of exact size cannot be made. */
export const smallestPicture = ({ png, jpeg }: Pictures): number => Math.max(png.length, jpeg.length) + 100;
export const largestPicture = 2_000_000;

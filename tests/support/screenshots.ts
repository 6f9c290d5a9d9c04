import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import type { TeamEvidence } from '#common/domain/visit.ts';
import { teamFile } from './visit-builder.ts';

/** A screen as it looks when somebody takes a picture of it: a bar, a table, words. No two numbers look alike. */
export const screen = (number: number, width = 1366, height = 768) => {
  const rows = Array.from({ length: 12 }, (_, index) => {
    const y = 150 + index * 48;
    return `<rect x="60" y="${y}" width="${300 + ((number * 97 + index * 211) % 900)}" height="26" fill="${index % 2 === 0 ? '#345' : '#9ab'}"/>`;
  });
  return sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 1366 768" preserveAspectRatio="none">
         <rect width="1366" height="768" fill="#fff"/><rect width="1366" height="90" fill="#0a4f7a"/>${rows.join('')}</svg>`,
    ),
  );
};

/** The team's own evidence that a picture of these bytes is. */
export const screenshotOf = (number: number, bytes: Uint8Array, more: Partial<TeamEvidence> = {}): TeamEvidence => ({
  ...teamFile(number, { title: `ภาพหน้าจอ e-LAAS ${number}`, mediaType: 'image/png', how: 'paste' }),
  id: `team-0f4a1c52-0000-4000-8000-${String(number).padStart(12, '0')}`,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  size: bytes.length,
  ...more,
});

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}

/** A true PNG of black and white pixels in a few kilobytes; decoding it takes four bytes for each pixel. */
export function pictureBomb(side: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.writeUInt8(1, 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc((Math.ceil(side / 8) + 1) * side))),
    chunk('IEND', new Uint8Array()),
  ]);
}

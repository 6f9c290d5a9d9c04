/** `npm run icons`: the icon files of all systems from the one drawing, resources/icons/mark.svg. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

const folder = join(import.meta.dirname, '../../resources/icons');
const drawing = readFileSync(join(folder, 'mark.svg'));

const png = (size: number): Promise<Buffer> =>
  sharp(drawing, { density: (72 * size) / 1024 + 72 })
    .resize(size, size)
    .png({ compressionLevel: 9 })
    .toBuffer();

/** ICO with PNG images inside (Windows Vista and later): a directory of 16-byte entries, then the images. */
function ico(images: readonly { readonly size: number; readonly bytes: Buffer }[]): Buffer {
  const header = Buffer.alloc(6 + 16 * images.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(images.length, 4);
  let offset = header.length;
  images.forEach(({ size, bytes }, index) => {
    const at = 6 + 16 * index;
    header.writeUInt8(size === 256 ? 0 : size, at);
    header.writeUInt8(size === 256 ? 0 : size, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(bytes.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += bytes.length;
  });
  return Buffer.concat([header, ...images.map(({ bytes }) => bytes)]);
}

/** Apple's names for the sizes; each chunk is a name, its length with the eight bytes of head, and a PNG. */
const icnsSizes: readonly (readonly [name: string, size: number])[] = [
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
];

async function icns(): Promise<Buffer> {
  const chunk = (name: string, body: Buffer) => {
    const head = Buffer.alloc(8);
    head.write(name, 'ascii');
    head.writeUInt32BE(body.length + 8, 4);
    return Buffer.concat([head, body]);
  };
  const chunks = await Promise.all(icnsSizes.map(async ([name, size]) => chunk(name, await png(size))));
  return chunk('icns', Buffer.concat(chunks));
}

for (const size of [16, 32, 48, 64, 128, 256, 512, 1024])
  writeFileSync(join(folder, `${size}x${size}.png`), await png(size));
const images = await Promise.all([16, 24, 32, 48, 64, 256].map(async (size) => ({ size, bytes: await png(size) })));
writeFileSync(join(folder, 'icon.ico'), ico(images));
writeFileSync(join(folder, 'icon.icns'), await icns());

import { crc32, deflateSync } from 'node:zlib';
import { telephonePhoto } from '#tests/fixtures/telephone-photo.ts';

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

/** A PNG that says how large it is and holds a little of it. */
export function hugePng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(10_000_000))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

type Tag = readonly [tag: number, kind: number, count: number, value: number];

/** A TIFF of these directories; each says where the next one begins. */
function rawTiff(directories: readonly { readonly tags: readonly Tag[]; readonly next: number }[]): Buffer {
  const parts = [Buffer.from('49492a0008000000', 'hex')];
  for (const { tags, next } of directories) {
    const part = Buffer.alloc(2 + tags.length * 12 + 4);
    part.writeUInt16LE(tags.length, 0);
    for (const [index, [tag, kind, count, value]] of tags.entries()) {
      part.writeUInt16LE(tag, 2 + index * 12);
      part.writeUInt16LE(kind, 4 + index * 12);
      part.writeUInt32LE(count, 6 + index * 12);
      part.writeUInt32LE(value, 10 + index * 12);
    }
    part.writeUInt32LE(next, 2 + tags.length * 12);
    parts.push(part);
  }
  return Buffer.concat([...parts, Buffer.alloc(64, 0x55)]);
}

const sized = (width: number, height: number, strip: number): readonly Tag[] => [
  [256, 4, 1, width],
  [257, 4, 1, height],
  [258, 3, 1, 8],
  [259, 3, 1, 1],
  [262, 3, 1, 1],
  [273, 4, 1, strip],
  [277, 3, 1, 1],
  [278, 4, 1, height],
  [279, 4, 1, Math.min(width * height, 0xffffffff)],
];
const directorySize = 2 + 9 * 12 + 4;

/** Two pages, the second of which leads back to the first, for ever. */
export const endlessTiff = (): Buffer =>
  rawTiff([
    { tags: sized(8, 8, 8 + 2 * directorySize), next: 8 + directorySize },
    { tags: sized(8, 8, 8 + 2 * directorySize), next: 8 },
  ]);
export const hugeTiff = (): Buffer => rawTiff([{ tags: sized(100_000, 100_000, 8), next: 0 }]);
/** Its pixels lie beyond its end. */
export const emptyTiff = (): Buffer => rawTiff([{ tags: sized(500, 500, 0x7fffffff), next: 0 }]);

export const brokenPhoto = (): Buffer => {
  const photo = telephonePhoto();
  for (let at = 700; at < photo.length; at += 3) photo[at] = (photo[at] ?? 0) ^ 0xa5;
  return photo;
};

export const activeSvg = (): Buffer =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>fetch('https://example.invalid/svg')</script>
     <image href="https://example.invalid/a.png"/><foreignObject><iframe src="https://example.invalid/"/></foreignObject></svg>`,
  );

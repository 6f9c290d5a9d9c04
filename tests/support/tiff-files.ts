import sharp from 'sharp';

const pointsTo = 273; // StripOffsets
const sizes: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1 };

/** One TIFF (little-endian) of several: their directories follow each other. */
export function joinTiffs(files: readonly Buffer[]): Buffer {
  const parts: Buffer[] = [];
  let begin = 0;
  let link: { readonly part: Buffer; readonly at: number } | null = null;
  for (const file of files) {
    const part = Buffer.from(file);
    const directory = part.readUInt32LE(4);
    const count = part.readUInt16LE(directory);
    for (let index = 0; index < count; index += 1) shift(part, directory + 2 + index * 12, begin);
    if (link) link.part.writeUInt32LE(directory + begin, link.at);
    link = { part, at: directory + 2 + count * 12 };
    parts.push(part.length % 2 === 0 ? part : Buffer.concat([part, Buffer.alloc(1)]));
    const last = parts.at(-1)!;
    if (last !== part) link = { part: last, at: link.at };
    begin += last.length;
  }
  return Buffer.concat(parts);
}

function shift(part: Buffer, entry: number, by: number): void {
  const [tag, kind, count] = [part.readUInt16LE(entry), part.readUInt16LE(entry + 2), part.readUInt32LE(entry + 4)];
  const isOutside = (sizes[kind] ?? 1) * count > 4;
  const value = part.readUInt32LE(entry + 8);
  if (tag === pointsTo) {
    if (!isOutside) part.writeUInt32LE(value + by, entry + 8);
    else
      for (let at = 0; at < count; at += 1) part.writeUInt32LE(part.readUInt32LE(value + at * 4) + by, value + at * 4);
  }
  if (isOutside) part.writeUInt32LE(value + by, entry + 8);
}

/** A sheet of paper as a fax or scanner stores it, with its number in thick strokes. */
export function scannedSheet(page: number, compression: 'ccittfax4' | 'lzw', orientation = 1): Promise<Buffer> {
  const text = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="620" height="877"><rect width="620" height="877" fill="#fff"/>
     ${Array.from({ length: page }, (_, at) => `<rect x="${60 + at * 90}" y="100" width="60" height="220"/>`).join('')}
     </svg>`,
  );
  const sheet = sharp(text).flatten({ background: '#fff' }).toColourspace('b-w');
  if (orientation !== 1) sheet.withMetadata({ orientation });
  return sheet.tiff({ compression, ...(compression === 'ccittfax4' && { bitdepth: 1 as const }) }).toBuffer();
}

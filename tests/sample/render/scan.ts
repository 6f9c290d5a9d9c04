import sharp from 'sharp';
import { seeded } from '../seeded.ts';

/** A sheet as an office scanner gives it: a little crooked, greyish paper, grain, JPEG. A4 at `dpi`. */
async function scanSheet(
  png: Buffer,
  dpi: number,
  seed: number,
): Promise<{ jpeg: Buffer; width: number; height: number }> {
  const random = seeded(seed);
  const tilt = (random() - 0.5) * 1.6;
  const { width, height } = await sharp(png).metadata();
  const turned = await sharp(png).rotate(tilt, { background: '#f4f2ec' }).toBuffer();
  const size = await sharp(turned).metadata();
  const left = Math.max(0, Math.floor((size.width - width) / 2));
  const top = Math.max(0, Math.floor((size.height - height) / 2));
  const { data, info } = await sharp(turned)
    .extract({ left, top, width, height })
    .flatten({ background: '#fff' })
    .blur(0.6)
    .raw()
    .toBuffer({ resolveWithObject: true });
  for (let at = 0; at < data.length; at += info.channels) {
    const grain = (random() - 0.5) * 15;
    // Paper is never white, and darker towards the edge that did not lie flat.
    const shade = 0.955 - (0.03 * ((at / info.channels) % width)) / width;
    data[at] = clamp((data[at] ?? 0) * shade + grain);
    data[at + 1] = clamp((data[at + 1] ?? 0) * shade + grain);
    data[at + 2] = clamp((data[at + 2] ?? 0) * (shade - 0.02) + grain);
  }
  const jpeg = await sharp(data, { raw: info })
    .jpeg({ quality: dpi > 140 ? 42 : 50, chromaSubsampling: '4:2:0' })
    .toBuffer();
  return { jpeg, width, height };
}

const clamp = (value: number): number => Math.max(0, Math.min(255, Math.round(value)));

/** PDF of page-filling JPEGs, as a multifunction printer makes it: no text in it. */
export async function scanPdf(sheets: readonly Buffer[], dpi: number, seed: number): Promise<Buffer> {
  const images = await Promise.all(sheets.map((sheet, index) => scanSheet(sheet, dpi, seed + index)));
  const objects: Buffer[] = [];
  const add = (head: string, stream?: Buffer): number => {
    const body = stream === undefined ? [] : [Buffer.from('\nstream\n'), stream, Buffer.from('\nendstream')];
    objects.push(Buffer.concat([Buffer.from(head), ...body]));
    return objects.length;
  };
  add('<< /Type /Catalog /Pages 2 0 R >>');
  add(
    `<< /Type /Pages /Count ${images.length} /Kids [${images.map((_, index) => `${3 + index * 3} 0 R`).join(' ')}] >>`,
  );
  for (const { jpeg, width, height } of images) {
    const at = objects.length;
    const box = `${((width * 72) / dpi).toFixed(2)} ${((height * 72) / dpi).toFixed(2)}`;
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${box}] /Contents ${at + 2} 0 R /Resources << /XObject << /I ${at + 3} 0 R >> >> >>`,
    );
    const draw = Buffer.from(`q ${box.replace(' ', ' 0 0 ')} 0 0 cm /I Do Q`);
    add(`<< /Length ${draw.length} >>`, draw);
    add(
      `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${jpeg.length} >>`,
      jpeg,
    );
  }
  return assemble(objects);
}

function assemble(objects: readonly Buffer[]): Buffer {
  const parts = [Buffer.from('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const offsets: number[] = [];
  let position = parts[0]?.length ?? 0;
  for (const [index, object] of objects.entries()) {
    offsets.push(position);
    const bytes = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')]);
    parts.push(bytes);
    position += bytes.length;
  }
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const info = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${position}\n%%EOF\n`;
  parts.push(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}${info}`));
  return Buffer.concat(parts);
}

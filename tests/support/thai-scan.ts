import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { copyOcrFiles } from '#main/build/ocr-files.ts';
import { openRenderer } from '../sample/render/browser.ts';
import { seeded } from '../sample/seeded.ts';
import { root } from './paths.ts';

/** Engine and languages as the build lays them down, without a build. */
export function ensureOcrFiles(): string {
  const folder = join(root, 'node_modules/.cache/lpa-workers');
  if (!existsSync(join(folder, 'ocr/eng.traineddata.gz'))) {
    mkdirSync(folder, { recursive: true });
    copyOcrFiles(root, join(folder, 'ocr'));
  }
  return folder;
}

/** Sheets of A4 as the frame hands over a scan: 200 dpi, grey, a little crooked, with grain. */
export async function thaiScans(sheets: readonly (readonly string[])[]): Promise<Buffer[]> {
  const renderer = await openRenderer();
  const sections = sheets.map(
    (lines) =>
      `<section class="page">${lines.map((line) => `<p style="font-size:16pt">${line}</p>`).join('')}</section>`,
  );
  const pictures = await renderer.sheets(sections, 200);
  await renderer.close();
  return Promise.all(pictures.map((picture, at) => scanned(picture, at + 1)));
}

async function scanned(png: Buffer, seed: number): Promise<Buffer> {
  const random = seeded(seed);
  const turned = await sharp(png).rotate(0.6, { background: '#fff' }).blur(0.5).toBuffer();
  const { data, info } = await sharp(turned).flatten({ background: '#fff' }).greyscale().raw().toBuffer({
    resolveWithObject: true,
  });
  for (let at = 0; at < data.length; at += 1)
    data[at] = Math.max(0, Math.min(255, (data[at] ?? 0) * 0.95 + (random() - 0.5) * 30));
  return sharp(data, { raw: info }).resize({ height: 2339 }).png({ palette: true, colours: 16 }).toBuffer();
}

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';

/** Images that a person has looked at and approved. `APPROVE_PAGES=1` writes them anew, to be looked at and committed. */
const folder = join(import.meta.dirname, '..', 'fixtures', 'pages');
/** Enough to see a line that moved, and small enough to keep. */
const resolution = 50;

/** Pages of a PDF as PNG in grey, drawn by poppler. */
function drawPages(pdf: Uint8Array): readonly Buffer[] {
  const work = mkdtempSync(join(tmpdir(), 'lpa-pages-'));
  try {
    const file = join(work, 'paper.pdf');
    writeFileSync(file, pdf);
    execFileSync('pdftoppm', ['-r', String(resolution), '-gray', '-png', file, join(work, 'page')]);
    return readdirSync(work)
      .filter((name) => name.endsWith('.png'))
      .toSorted()
      .map((name) => readFileSync(join(work, name)));
  } finally {
    rmSync(work, { recursive: true });
  }
}

/**
 * How far two pictures are apart: the largest mean difference in any part of the page, in percent of black and white.
 * Blurred before, since a letter that is drawn half a pixel further right is no other page.
 */
async function distanceOf(a: Buffer, b: Buffer): Promise<number> {
  const raw = (picture: Buffer) => sharp(picture).greyscale().blur(1.2).raw().toBuffer({ resolveWithObject: true });
  const [one, two] = await Promise.all([raw(a), raw(b)]);
  const { width, height } = one.info;
  if (width !== two.info.width || height !== two.info.height) return 100;
  const part = 32;
  let worst = 0;
  for (let top = 0; top < height; top += part) {
    for (let left = 0; left < width; left += part) {
      let sum = 0;
      let count = 0;
      for (let y = top; y < Math.min(height, top + part); y += 1)
        for (let x = left; x < Math.min(width, left + part); x += 1) {
          sum += Math.abs((one.data[y * width + x] ?? 0) - (two.data[y * width + x] ?? 0));
          count += 1;
        }
      worst = Math.max(worst, (100 * sum) / count / 255);
    }
  }
  return worst;
}

const pathOf = (name: string, index: number): string => join(folder, `${name}-${String(index + 1)}.png`);

/** Distance of each page from the approved one; 100 for a page more or less. */
export async function compareWithApproved(name: string, pdf: Uint8Array): Promise<readonly number[]> {
  const pages = drawPages(pdf);
  const distances = await Promise.all(
    pages.map(async (page, index) => {
      const path = pathOf(name, index);
      return existsSync(path) ? distanceOf(page, readFileSync(path)) : 100;
    }),
  );
  return existsSync(pathOf(name, pages.length)) ? [...distances, 100] : distances;
}

/** Keeps the pages as the approved ones where the person who runs the tests says so. */
export async function approveIfAsked(name: string, pdf: Uint8Array): Promise<void> {
  if (process.env.APPROVE_PAGES === undefined) return;
  mkdirSync(folder, { recursive: true });
  for (let index = 0; existsSync(pathOf(name, index)); index += 1) rmSync(pathOf(name, index));
  for (const [index, page] of drawPages(pdf).entries())
    writeFileSync(pathOf(name, index), await sharp(page).png({ palette: true, colours: 16, effort: 10 }).toBuffer());
}

import { execFileSync } from 'node:child_process';
import sharp from 'sharp';
import type { Rect } from '#common/domain/annotation.ts';

type Colour = 'red' | 'blue' | 'black';

/** A page as poppler shows it. */
export interface SeenPage {
  readonly width: number;
  readonly height: number;
  at(x: number, y: number): readonly [number, number, number];
  /** Around all pixels of that colour; null where there is none. */
  boxOf(colour: Colour): Rect | null;
  /** Largest difference of any channel from another page of the same size, smoothed, outside these boxes. */
  differenceFrom(other: SeenPage, outside: readonly Rect[]): Promise<number>;
  readonly raw: Buffer;
}

const isColour = ([r, g, b]: readonly [number, number, number], colour: Colour): boolean =>
  colour === 'black'
    ? Math.max(r, g, b) < 24
    : colour === 'red'
      ? r > 150 && g < 110 && b < 110
      : b > 150 && r < 110 && g < 110;

export async function seenPage(path: string, page: number, dpi = 72): Promise<SeenPage> {
  const out = `${path}-${String(page)}-${String(dpi)}`;
  const options = ['-png', '-r', String(dpi), '-cropbox', '-f', String(page), '-l', String(page), '-singlefile'];
  execFileSync('pdftoppm', [...options, path, out]);
  return seenPicture(`${out}.png`);
}

export async function seenPicture(file: string | Buffer): Promise<SeenPage> {
  const { data, info } = await sharp(file).autoOrient().removeAlpha().toColourspace('srgb').raw().toBuffer({
    resolveWithObject: true,
  });
  const { width, height } = info;
  const at = (x: number, y: number) => {
    const index = (y * width + x) * 3;
    return [data[index] ?? 0, data[index + 1] ?? 0, data[index + 2] ?? 0] as const;
  };
  const raw = { width, height, channels: 3 as const };
  const smooth = (pixels: Buffer) => sharp(pixels, { raw }).blur(3).raw().toBuffer();
  return {
    width,
    height,
    at,
    raw: data,
    boxOf(colour) {
      let [left, top, right, bottom] = [width, height, -1, -1];
      for (let y = 0; y < height; y += 1)
        for (let x = 0; x < width; x += 1)
          if (isColour(at(x, y), colour))
            [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
      return right < 0 ? null : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
    },
    async differenceFrom(other, outside) {
      const [a, b] = [await smooth(data), await smooth(other.raw)];
      let largest = 0;
      for (let y = 0; y < height; y += 1)
        for (let x = 0; x < width; x += 1) {
          if (outside.some((box) => x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height))
            continue;
          const index = (y * width + x) * 3;
          for (let channel = 0; channel < 3; channel += 1)
            largest = Math.max(largest, Math.abs((a[index + channel] ?? 0) - (b[index + channel] ?? 0)));
        }
      return largest;
    },
  };
}

/** Larger on all sides. */
export const grown = ({ x, y, width, height }: Rect, by: number): Rect => ({
  x: x - by,
  y: y - by,
  width: width + 2 * by,
  height: height + 2 * by,
});

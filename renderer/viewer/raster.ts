import type { Size } from '#common/domain/mark-geometry.ts';
import { OpenError } from './page-source.ts';

/** Wide sheets and long panoramas are read coarser. */
const mostPixels = 14_000_000;

/** How much larger than its units a page is drawn: at most `best`, at most `height` high, never beyond the limit. */
export const rasterScale = (size: Size, height: number, best: number): number =>
  Math.min(best, height / size.height, Math.sqrt(mostPixels / (size.width * size.height)));

/** White paper of the size that a page needs at that scale. */
export function paper(size: Size, scale: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(size.width * scale));
  canvas.height = Math.max(1, Math.round(size.height * scale));
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (context === null) throw new OpenError('too-large');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  return canvas;
}

/** A picture as it is read: at most `tallest` high, never enlarged. */
export function rasterPicture(picture: CanvasImageSource, size: Size, tallest: number): HTMLCanvasElement {
  const canvas = paper(size, rasterScale(size, tallest, 1));
  const context = canvas.getContext('2d');
  if (context === null) throw new OpenError('too-large');
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

import type { RedactedPage } from '#common/contract/viewer.ts';
import type { Rect } from '#common/domain/annotation.ts';
import type { Size } from '#common/domain/mark-geometry.ts';
import { pixelsOf } from '#common/domain/redaction.ts';
import { OpenError, type ReadableSource } from './page-source.ts';

/** No limit of its own: a page is drawn as fine as its source allows (220 dots an inch, 14 million pixels). */
const tallest = 16_000;
const quality = 0.88;

/**
 * A page as a picture, black where it must not be read. The areas are filled before anything is encoded, and only the
 * picture leaves the frame: neither text nor anything else of the file goes with it.
 */
export async function drawRedacted(
  source: ReadableSource,
  page: number,
  areas: readonly Rect[],
  within: Size | null,
): Promise<Omit<RedactedPage, 'evidence'>> {
  if (!source.raster) throw new OpenError('unsupported');
  const { width, height } = await source.size(page);
  const canvas = await source.raster(page, heightWithin(within, { width, height }));
  try {
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (context === null) throw new OpenError('too-large');
    context.globalCompositeOperation = 'source-over';
    context.resetTransform();
    context.fillStyle = '#000';
    for (const area of areas) {
      const box = pixelsOf(area, { width, height }, canvas);
      context.fillRect(box.x, box.y, box.width, box.height);
    }
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
    if (blob === null) throw new OpenError('too-large');
    return { page, pages: source.pages, width, height, picture: await blob.arrayBuffer() };
  } finally {
    canvas.width = 0; // its memory now, not when it is collected
  }
}

/** How high a page may be drawn so that its picture is neither higher nor wider. */
const heightWithin = (within: Size | null, page: Size): number =>
  within === null ? tallest : Math.max(1, Math.min(within.height, (within.width * page.height) / page.width));

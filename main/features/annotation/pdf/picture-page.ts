import type { PDFDocument } from '@cantoo/pdf-lib';
import { concatTransformationMatrix, type PDFImage } from '@cantoo/pdf-lib';
import exifr from 'exifr';
import { pictureSpace, type PageSpace } from './page-space.ts';
import type { PdfAnswer } from './pdf-job.ts';

/** Points along the longer side of the page: A4. */
const longest = 842;
/** A PNG is unpacked to be written into a PDF, a JPEG is not. */
const mostPixels = 60_000_000;

type Drawn = { readonly kind: 'drawn'; readonly space: PageSpace } | Extract<PdfAnswer, { kind: 'failed' }>;

/** A page as large as the picture, turned as its camera says, which is how it was seen when it was marked. */
export async function addPicturePage(document: PDFDocument, bytes: Uint8Array, mediaType: string): Promise<Drawn> {
  if (mediaType !== 'image/jpeg' && mediaType !== 'image/png') return { kind: 'failed', reason: 'unsupported' };
  if (mediaType === 'image/png' && pngPixels(bytes) > mostPixels) return { kind: 'failed', reason: 'too-large' };
  let image: PDFImage;
  try {
    image = mediaType === 'image/png' ? await document.embedPng(bytes) : await document.embedJpg(bytes);
  } catch {
    return { kind: 'failed', reason: 'damaged' };
  }
  const turned = await exifr.orientation(bytes).catch(() => undefined);
  const isOnEnd = turned !== undefined && turned >= 5 && turned <= 8;
  const [width, height] = isOnEnd ? [image.height, image.width] : [image.width, image.height];
  const scale = longest / Math.max(width, height);
  const page = document.addPage([width * scale, height * scale]);
  page.pushOperators(concatTransformationMatrix(...matrixOf(turned ?? 1, width * scale, height * scale)));
  page.drawImage(image, { x: 0, y: 0, width: 1, height: 1 });
  return { kind: 'drawn', space: pictureSpace(width, height, scale) };
}

/** Unit square → page of width × height, for the eight values that EXIF knows. */
function matrixOf(orientation: number, w: number, h: number): [number, number, number, number, number, number] {
  switch (orientation) {
    case 2:
      return [-w, 0, 0, h, w, 0];
    case 3:
      return [-w, 0, 0, -h, w, h];
    case 4:
      return [w, 0, 0, -h, 0, h];
    case 5:
      return [0, -h, -w, 0, w, h];
    case 6:
      return [0, -h, w, 0, 0, h];
    case 7:
      return [0, h, w, 0, 0, 0];
    case 8:
      return [0, h, -w, 0, w, 0];
    default:
      return [w, 0, 0, h, 0, 0];
  }
}

function pngPixels(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return bytes.length < 24 ? 0 : view.getUint32(16) * view.getUint32(20);
}

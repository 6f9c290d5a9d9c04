import type { RedactedPage, ViewerDocument, ViewerFailure } from '#common/contract/viewer.ts';
import type { Rect } from '#common/domain/annotation.ts';
import { areBlack } from '#common/domain/black-areas.ts';
import { sniffFileType } from '#common/domain/file-type.ts';
import type { Size } from '#common/domain/mark-geometry.ts';
import { openHiddenFrame } from '#renderer/lib/hidden-frame.ts';
import { readImageSize } from '#renderer/viewer/image-size.ts';

/** Pixels of a picture; the frame draws up to 14 million. */
const mostPixels = 15_000_000;

interface Wanted {
  readonly document: Omit<ViewerDocument, 'stream'>;
  /** Whose the evidence is; '' where bytes come from elsewhere. */
  readonly submission: string;
  readonly page: number;
  /** To be black, in page units. */
  readonly areas: readonly Rect[];
  readonly within: Size | null;
}

/** A page as it may be printed; sizes in page units. */
export interface CoveredPage {
  readonly pages: number;
  readonly width: number;
  readonly height: number;
  readonly picture: Blob;
}

/**
 * Has pages of evidence drawn and blacked out where documents are drawn anyway, in a frame of another origin, and looks
 * whether what comes back is a picture and black where it should be. That finds a fault in drawing; a document that got hold
 * of the frame could still move its words, or say that the page has another size.
 */
export function openDrawingFrame({
  patience,
  perFrame,
  read,
}: Pick<Parameters<typeof openHiddenFrame>[0], 'patience' | 'perFrame' | 'read'>) {
  const frame = openHiddenFrame({ origin: 'reading', patience, perFrame, ...(read !== undefined && { read }) });
  return {
    async draw({ document, submission, page, areas, within }: Wanted): Promise<CoveredPage | ViewerFailure> {
      const { evidence, size } = document;
      const found = await frame.work<RedactedPage | ViewerFailure>({
        file: { name: evidence, submission, evidence, size },
        ask: (link) => link.send({ kind: 'redact', document: { ...document, stream: null }, page, areas, within }),
        answer: (word) => {
          if (word.kind === 'page-redacted' && word.redacted.page === page && word.redacted.evidence === evidence)
            return word.redacted;
          const isMine = word.kind === 'read-failed' && word.page === page && word.evidence === evidence;
          return isMine ? word.code : null;
        },
      });
      if (found === null || typeof found === 'string') return found ?? 'damaged';
      const { pages, width, height } = found;
      const picture = await readPicture(found, areas, within);
      return picture === null ? 'damaged' : { pages, width, height, picture };
    },
    close: () => frame.close(),
  };
}

/** A picture that does not decode, or in which something can be read that must not be, is none that may leave. */
async function readPicture(page: RedactedPage, areas: readonly Rect[], within: Size | null): Promise<Blob | null> {
  const bytes = new Uint8Array(page.picture);
  const size = sniffFileType(bytes.subarray(0, 4096), '') === 'jpeg' ? readImageSize(bytes) : null;
  // Before anything is decoded: a few bytes may say that they are a gigabyte.
  if (size === null || size.width * size.height > mostPixels || !isWithin(size, within)) return null;
  const picture = new Blob([bytes], { type: 'image/jpeg' });
  return (await isBlack(picture, areas, page)) ? picture : null;
}

/** Rounded to whole pixels. */
const isWithin = (size: Size, within: Size | null): boolean =>
  within === null || (size.width <= within.width + 1 && size.height <= within.height + 1);

/** Whether nothing can be read there. */
async function isBlack(picture: Blob, areas: readonly Rect[], page: Size): Promise<boolean> {
  const bitmap = await createImageBitmap(picture).catch(() => null);
  if (bitmap === null) return false;
  const { width, height } = bitmap;
  try {
    if (width * height > mostPixels) return false;
    if (areas.length === 0) return true;
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (context === null) return false;
    context.drawImage(bitmap, 0, 0);
    return areBlack(areas, page, context.getImageData(0, 0, width, height));
  } finally {
    bitmap.close();
  }
}

import type { RedactionJob } from '#common/contract/print-job.ts';
import type { RedactedPage, ViewerFailure } from '#common/contract/viewer.ts';
import type { Rect } from '#common/domain/annotation.ts';
import { areBlack } from '#common/domain/black-areas.ts';
import { readExportBytes } from '#renderer/lib/evidence-bytes.ts';
import { openHiddenFrame } from '#renderer/lib/hidden-frame.ts';

/** A page as it may leave; sizes in page units. */
interface DrawnPage {
  readonly width: number;
  readonly height: number;
  /** Address of its picture. */
  readonly picture: string;
}

export type DrawnPages =
  | { readonly kind: 'drawn'; readonly pages: number; readonly drawn: readonly DrawnPage[] }
  | { readonly kind: 'failed'; readonly code: ViewerFailure };

/** Milliseconds for one page. */
const patience = 40_000;
/** Milliseconds after which no further page of a batch is begun: main asks again for those that are missing. */
const enough = 30_000;
/** Pixels of a picture; the frame draws up to 14 million. */
const mostPixels = 15_000_000;

/**
 * Has the pages drawn and blacked out where documents are drawn anyway, in a frame of another origin, and looks whether what
 * comes back is black where it should be. That finds a fault in drawing; a document that got hold of the frame could still
 * move its words, or say that the page has another size.
 */
export async function drawRedactedPages({ document, first, count, areas }: RedactionJob): Promise<DrawnPages> {
  const { ticket, mediaType, size, title } = document;
  const frame = openHiddenFrame({
    origin: 'reading',
    patience,
    perFrame: 2, // one is all that comes: it is closed in the end
    read: (file, range) => readExportBytes(file.evidence, range),
  });
  const draw = (page: number, wanted: readonly Rect[]) =>
    frame.work<RedactedPage | ViewerFailure>({
      file: { name: ticket, submission: '', evidence: ticket, size },
      ask: (link) =>
        link.send({
          kind: 'redact',
          document: { evidence: ticket, mediaType, size, title, stream: null },
          page,
          areas: wanted,
        }),
      answer: (word) => {
        if (word.kind === 'page-redacted' && word.redacted.page === page) return word.redacted;
        return word.kind === 'read-failed' && word.page === page ? word.code : null;
      },
    });
  try {
    const drawn: DrawnPage[] = [];
    let pages = first;
    const begun = performance.now();
    for (let page = first; page <= Math.min(pages, first + count - 1); page += 1) {
      const wanted = areas.filter((one) => one.page === page).flatMap(({ rects }) => rects);
      const found = await draw(page, wanted);
      if (found === null || typeof found === 'string') return { kind: 'failed', code: found ?? 'damaged' };
      const picture = new Blob([found.picture], { type: 'image/jpeg' });
      if (!(await isBlack(picture, wanted, found))) return { kind: 'failed', code: 'damaged' };
      ({ pages } = found);
      drawn.push({ width: found.width, height: found.height, picture: URL.createObjectURL(picture) });
      if (performance.now() - begun > enough) break;
    }
    return { kind: 'drawn', pages, drawn };
  } finally {
    frame.close();
  }
}

/** Whether nothing can be read there. A picture that does not decode is none that may leave. */
async function isBlack(
  picture: Blob,
  areas: readonly Rect[],
  page: { readonly width: number; readonly height: number },
): Promise<boolean> {
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

import type { RedactionJob } from '#common/contract/print-job.ts';
import type { ViewerFailure } from '#common/contract/viewer.ts';
import { readExportBytes } from '#renderer/lib/evidence-bytes.ts';
import { openDrawingFrame } from './drawing-frame.ts';

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

/** The pages of one batch, black where they must not be read; all of them, or none. */
export async function drawRedactedPages({ document, first, count, areas }: RedactionJob): Promise<DrawnPages> {
  const { ticket, ...about } = document;
  const frame = openDrawingFrame({
    patience,
    perFrame: 2, // one is all that comes: it is closed in the end
    read: (file, range) => readExportBytes(file.evidence, range),
  });
  try {
    const drawn: DrawnPage[] = [];
    let pages = first;
    const begun = performance.now();
    for (let page = first; page <= Math.min(pages, first + count - 1); page += 1) {
      const found = await frame.draw({
        document: { ...about, evidence: ticket },
        submission: '',
        page,
        areas: areas.filter((one) => one.page === page).flatMap(({ rects }) => rects),
        within: null,
      });
      if (typeof found === 'string') return { kind: 'failed', code: found };
      ({ pages } = found);
      drawn.push({ width: found.width, height: found.height, picture: URL.createObjectURL(found.picture) });
      if (performance.now() - begun > enough) break;
    }
    return { kind: 'drawn', pages, drawn };
  } finally {
    frame.close();
  }
}

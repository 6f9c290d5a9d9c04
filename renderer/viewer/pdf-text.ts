import type { PageViewport, PDFPageProxy } from 'pdfjs-dist';
import type { Rect } from '#common/domain/annotation.ts';

/** Text of a page, and which of its runs stands where in it. */
export interface PdfText {
  /** As extracted, laid out as the text layer lays it out: Thai may be damaged (common/domain/mark-quote.ts). */
  readonly text: string;
  readonly runs: readonly PdfTextRun[];
}

type TextItem = Extract<Awaited<ReturnType<PDFPageProxy['getTextContent']>>['items'][number], { readonly str: string }>;

interface PdfTextRun {
  /** Where it begins in `text`. */
  readonly begin: number;
  readonly item: TextItem;
}

/** The same words in the same order as the text layer shows, so that places found in them can be selected there. */
export async function readPdfText(page: PDFPageProxy): Promise<PdfText> {
  const { items } = await page.getTextContent();
  const runs: PdfTextRun[] = [];
  let text = '';
  for (const item of items) {
    if (!('str' in item)) continue;
    runs.push({ begin: text.length, item });
    text += item.str;
    if (item.hasEOL) text += '\n';
  }
  return { text, runs };
}

/** Where a part of the text stands, one box per run that it touches, in units of `viewport`. Letters count as equally wide. */
export function boxesOf({ runs }: PdfText, begin: number, end: number, viewport: PageViewport): readonly Rect[] {
  return runs.flatMap(({ begin: start, item }) => {
    const { length } = item.str;
    const from = Math.max(0, begin - start);
    const to = Math.min(length, end - start);
    if (to <= from || length === 0) return [];
    const [a = 1, b = 0, c = 0, d = 1, x = 0, y = 0] = item.transform as readonly number[];
    const along = Math.hypot(a, b) || 1;
    const across = Math.hypot(c, d) || 1;
    const corner = (part: number, up: number): readonly [number, number] => {
      const right = (part / length) * item.width;
      return [x + (a / along) * right + (c / across) * up, y + (b / along) * right + (d / across) * up];
    };
    const corners = [corner(from, 0), corner(to, 0), corner(from, item.height), corner(to, item.height)].map(
      ([left, top]) => viewport.convertToViewportPoint(left, top) as [number, number],
    );
    const left = Math.min(...corners.map(([at]) => at));
    const top = Math.min(...corners.map(([, at]) => at));
    const width = Math.max(...corners.map(([at]) => at)) - left;
    const height = Math.max(...corners.map(([, at]) => at)) - top;
    return [{ x: left, y: top, width, height }];
  });
}

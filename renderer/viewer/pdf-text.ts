import type { PDFPageProxy } from 'pdfjs-dist';
import type { TextItem } from 'pdfjs-dist/types/src/display/api';

/** Text of a page, and which of its runs stands where in it. */
export interface PdfText {
  /** As extracted, laid out as the text layer lays it out: Thai may be damaged (common/domain/mark-quote.ts). */
  readonly text: string;
  readonly runs: readonly PdfTextRun[];
}

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

import type { PDFRef } from '@cantoo/pdf-lib';
import {
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  PDFRawStream,
  type PDFContext,
  type PDFObject,
  type PDFPage,
} from '@cantoo/pdf-lib';
import { appearanceOf } from './appearance.ts';
import { pictureSpace, type PageSpace } from './page-space.ts';
import type { PdfMark, RedactedSheets } from './pdf-job.ts';

/** Points along the longer side of a page that was a picture: A4. */
const paper = 842;
/** Points along a side that every program takes. */
const longest = 14_400;

/**
 * The pictures of the drawn pages, each on a page as large as it was seen. Of the printed sheets nothing else is taken;
 * null where one holds anything but one picture.
 */
export async function addRedactedPages(
  document: PDFDocument,
  redacted: readonly RedactedSheets[],
  isPaper: boolean,
): Promise<ReadonlyMap<PDFPage, PageSpace> | null> {
  const spaces = new Map<PDFPage, PageSpace>();
  for (const { pdf, sheets } of redacted) {
    const printed = await PDFDocument.load(pdf, { updateMetadata: false });
    for (const [index, [width, height]] of sheets.entries()) {
      const picture = index < printed.getPageCount() ? pictureOn(printed.getPage(index)) : null;
      if (picture === null) return null;
      const long = Math.max(width, height);
      const scale = isPaper ? Math.min(1, longest / long) : paper / long;
      const page = document.addPage([width * scale, height * scale]);
      drawOver(page, document.context.register(copyOf(picture, document.context)));
      spaces.set(page, pictureSpace(width, height, scale));
    }
  }
  return spaces;
}

/**
 * Paints the areas once more, into the pages themselves: what compression left of their edges gets an even black. There is
 * nothing below them but black already.
 */
export function blackOut(
  document: PDFDocument,
  spaces: ReadonlyMap<PDFPage, PageSpace>,
  marks: readonly PdfMark[],
): void {
  const pages = document.getPages();
  for (const mark of marks) {
    const page = pages[mark.page - 1];
    const space = page && spaces.get(page);
    const appearance = mark.kind === 'redaction' && space ? appearanceOf(mark, space) : null;
    if (!page || appearance === null) continue;
    const content = document.context.stream(`q ${appearance.content} Q\n`);
    page.node.addContentStream(document.context.register(content));
  }
}

/** The one picture of a printed sheet; null where there is another number of them. */
function pictureOn(page: PDFPage): PDFRawStream | null {
  const found = page.node.Resources()?.lookupMaybe(PDFName.of('XObject'), PDFDict);
  const [first, ...others] = (found?.entries() ?? []).map(([, one]) => page.doc.context.lookup(one));
  if (!(first instanceof PDFRawStream) || others.length > 0) return null;
  const isJpeg = first.dict.lookup(PDFName.of('Filter')) === PDFName.of('DCTDecode');
  return isJpeg && first.dict.lookup(PDFName.of('Subtype')) === PDFName.of('Image') ? first : null;
}

const wanted = ['Width', 'Height', 'BitsPerComponent', 'Filter'];

/** Its pixels and what is needed to read them; its colours are those of a screen, as a canvas encodes them. */
function copyOf(picture: PDFRawStream, context: PDFContext): PDFRawStream {
  const dict = PDFDict.withContext(context);
  dict.set(PDFName.of('Type'), PDFName.of('XObject'));
  dict.set(PDFName.of('Subtype'), PDFName.of('Image'));
  dict.set(PDFName.of('ColorSpace'), PDFName.of('DeviceRGB'));
  for (const name of wanted.map((one) => PDFName.of(one))) {
    const value: PDFObject | undefined = picture.dict.lookup(name);
    if (value instanceof PDFName || value instanceof PDFNumber) dict.set(name, value);
  }
  return PDFRawStream.of(dict, picture.contents);
}

function drawOver(page: PDFPage, picture: PDFRef): void {
  const { width, height } = page.getSize();
  page.node.setXObject(PDFName.of('Page'), picture);
  const content = page.doc.context.stream(`q ${width} 0 0 ${height} 0 0 cm /Page Do Q\n`);
  page.node.addContentStream(page.doc.context.register(content));
}

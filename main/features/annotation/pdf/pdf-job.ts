import type { MarkKind, Rect, Stroke } from '#common/domain/annotation.ts';

/** Red, green, blue from 0 to 1. */
export type Colour = readonly [number, number, number];

/** A mark with everything that a PDF program shows of it. */
export interface PdfMark {
  readonly id: string;
  /** From 1, through the document: under this number the list at the end of the copy speaks of it. */
  readonly number: number;
  readonly kind: MarkKind;
  /** 1-based. */
  readonly page: number;
  /** Page units: points (pixels of a picture) from the top left corner of the page as it is seen. */
  readonly rects: readonly Rect[];
  readonly strokes: readonly Stroke[];
  readonly fill: Colour;
  readonly line: Colour;
  /** Of a stamp; empty for all others. */
  readonly words: string;
  readonly contents: string;
  /** Words of the document that it marks, where they can be shown; otherwise empty. */
  readonly quote: string;
  readonly author: string;
  readonly subject: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly modifiedAt: string;
}

/** Pages that were drawn and blacked out: a PDF of our own with one picture on each page. */
export interface RedactedSheets {
  readonly pdf: Uint8Array;
  /** Width and height of each page, in page units of the document. */
  readonly sheets: readonly (readonly [number, number])[];
}

/** What the copy is made of. `isPaper`: page units are points, not pixels of a picture. */
type PdfSource =
  | { readonly kind: 'file'; readonly bytes: Uint8Array; readonly mediaType: string }
  | { readonly kind: 'redacted'; readonly isPaper: boolean; readonly redacted: readonly RedactedSheets[] };

/** What the thread is given. */
export interface PdfJob {
  readonly source: PdfSource;
  readonly marks: readonly PdfMark[];
  /** A PDF with one page for each stamp among the marks, in their order, each drawn in the top left corner. */
  readonly stamps: Uint8Array | null;
  /** A PDF that lists the marks and what they say; its pages are put at the end. */
  readonly list: Uint8Array | null;
}

/** Why no copy could be made. */
type PdfFailure = 'password' | 'damaged' | 'unsupported' | 'too-large';

export type PdfAnswer =
  { readonly kind: 'made'; readonly bytes: Uint8Array } | { readonly kind: 'failed'; readonly reason: PdfFailure };

/** Points on the sheet on which stamps are printed, along their longer side; the other side keeps its proportion. */
const stampLength = 400;

/** Size of a stamp on that sheet. Letters run along the longer side. */
export function stampSheet({ width, height }: Pick<Rect, 'width' | 'height'>) {
  const [long, tall] = [Math.max(width, height, 1), Math.max(Math.min(width, height), 1)];
  return { long: stampLength, tall: Math.max(8, (stampLength * tall) / long) };
}

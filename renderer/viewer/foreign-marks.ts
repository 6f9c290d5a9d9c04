import type { PageViewport } from 'pdfjs-dist';
import type { ForeignMark } from '#common/contract/viewer.ts';
import { plainText } from './plain-text.ts';

/** Ways around in the document, fields of a form, and windows of other annotations: no remarks of anybody. */
const noRemark = new Set(['Link', 'Widget', 'Popup', 'PrinterMark', 'TrapNet', 'Watermark', 'Screen']);

/** Keeps the list readable and the message small. */
export const mostForeign = 5000;

interface Annotation {
  readonly subtype?: unknown;
  readonly rect?: unknown;
  readonly contentsObj?: { readonly str?: unknown };
  readonly titleObj?: { readonly str?: unknown };
}

/** The remarks among what pdf.js read of a page, placed in page units. */
export function foreignMarks(
  annotations: readonly unknown[],
  page: number,
  viewport: PageViewport,
): readonly ForeignMark[] {
  return (annotations as readonly Annotation[]).flatMap(({ subtype, rect, contentsObj, titleObj }) => {
    const kind = plainText(subtype, 40);
    const corners = Array.isArray(rect) ? rect.map(Number) : [];
    if (kind === '' || noRemark.has(kind) || corners.length !== 4 || !corners.every(Number.isFinite)) return [];
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = corners;
    const [left, top] = viewport.convertToViewportPoint(x1, y1) as [number, number];
    const [right, bottom] = viewport.convertToViewportPoint(x2, y2) as [number, number];
    return [
      {
        page,
        kind,
        rect: {
          x: Math.max(0, Math.min(left, right)),
          y: Math.max(0, Math.min(top, bottom)),
          width: Math.abs(right - left),
          height: Math.abs(bottom - top),
        },
        text: plainText(contentsObj?.str, 20_000),
        author: plainText(titleObj?.str, 500),
      },
    ];
  });
}

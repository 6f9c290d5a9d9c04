import type { Point } from '#common/domain/annotation.ts';
import { path, write, colour } from './appearance.ts';
import type { PageSpace } from './page-space.ts';
import type { PdfMark } from './pdf-job.ts';

/** Points of paper. */
const height = 9;
const letters = 7;
const padding = 2;
/** Of each digit of Helvetica, in ems. */
const digitWidth = 0.556;
const capHeight = 0.72;

/** What the number's letters need beside the form's other resources; every program has this face. */
export const tagResources = {
  ExtGState: { Plain: { BM: 'Normal', ca: 1, CA: 1 } },
  Font: { Number: { Type: 'Font', Subtype: 'Type1', BaseFont: 'Helvetica-Bold' } },
};

/** A coordinate system in which the tag stands upright: where its top left corner is, and one unit to the right and up. */
interface Stand {
  readonly corner: Point;
  readonly right: Point;
  readonly up: Point;
  /** Units in a point of paper. */
  readonly unit: number;
}

export interface Tag {
  readonly content: string;
  readonly corners: readonly Point[];
}

const tagWidth = (number: number): number => String(number).length * digitWidth * letters + 2 * padding;

/** The number under which the list at the end of the copy speaks of the mark: readers show no Thai in their own boxes. */
export function numberTag(mark: PdfMark, { corner, right, up, unit }: Stand): Tag {
  const at = (x: number, y: number): Point => ({
    x: corner.x + (x * right.x - y * up.x) * unit,
    y: corner.y + (x * right.y - y * up.y) * unit,
  });
  const width = tagWidth(mark.number);
  const corners = [at(0, 0), at(width, 0), at(width, height), at(0, height)];
  const base = at(padding, height / 2 + (capHeight * letters) / 2);
  const matrix = [right.x, right.y, up.x, up.y, base.x, base.y].map(write).join(' ');
  const content =
    `/Plain gs ${colour(mark.fill, 'rg')} ${colour(mark.line, 'RG')} ${write(0.6 * unit)} w ${path(corners)} h B ` +
    `BT 0 g /Number ${write(letters * unit)} Tf ${matrix} Tm (${mark.number}) Tj ET`;
  return { content, corners };
}

/** Above the upper left corner of the mark as it is seen, or on it where the page ends. */
export function tagOn(mark: PdfMark, space: PageSpace): Tag | null {
  const [first] = mark.rects;
  if (first === undefined) return null;
  const [zero, x, y] = [
    { x: 0, y: 0 },
    { x: 1, y: 0 },
    { x: 0, y: -1 },
  ].map((point) => space.toPdf(point));
  if (zero === undefined || x === undefined || y === undefined) return null;
  const perSeen = Math.max(1e-6, Math.hypot(x.x - zero.x, x.y - zero.y));
  const paper = space.paper / perSeen;
  const corner = space.toPdf({
    x: Math.max(0, Math.min(first.x, space.width - tagWidth(mark.number) * paper)),
    y: Math.max(0, first.y - height * paper),
  });
  const direction = ({ x: dx, y: dy }: Point) => ({ x: (dx - zero.x) / perSeen, y: (dy - zero.y) / perSeen });
  return numberTag(mark, { corner, right: direction(x), up: direction(y), unit: space.paper });
}

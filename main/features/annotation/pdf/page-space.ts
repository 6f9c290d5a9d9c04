import { PDFArray, PDFName, PDFNumber, type PDFPage } from '@cantoo/pdf-lib';
import type { Point, Rect } from '#common/domain/annotation.ts';

/** Between the page as it is seen (origin top left, turned by /Rotate, cut by /CropBox) and the space of its PDF. */
export interface PageSpace {
  readonly rotate: 0 | 90 | 180 | 270;
  /** Of the page as it is seen, in page units. */
  readonly width: number;
  readonly height: number;
  /** A point of paper (1/72 inch of a page like A4) in PDF space. */
  readonly paper: number;
  toPdf(point: Point): Point;
}

type Box = readonly [number, number, number, number];
const letter: Box = [0, 0, 612, 792];

/** The same reading of a page as pdf.js has, in which the marks were made. */
export function pageSpace(page: PDFPage): PageSpace {
  const media = boxOf(page, 'MediaBox') ?? letter;
  const crop = boxOf(page, 'CropBox');
  const [left, bottom, right, top] = (crop && intersect(crop, media)) ?? media;
  const angle = numberOf(page, 'Rotate') ?? 0;
  const rotate = (angle % 90 === 0 ? ((angle % 360) + 360) % 360 : 0) as PageSpace['rotate'];
  const unit = userUnit(page);
  const [width, height] = [right - left, top - bottom];
  const seen = rotate % 180 === 0 ? { width, height } : { width: height, height: width };
  return {
    rotate,
    width: seen.width * unit,
    height: seen.height * unit,
    paper: Math.max(width, height) / 842,
    toPdf({ x, y }) {
      const [a, b] = [x / unit, y / unit];
      if (rotate === 90) return { x: left + b, y: bottom + a };
      if (rotate === 180) return { x: right - a, y: bottom + b };
      if (rotate === 270) return { x: right - b, y: top - a };
      return { x: left + a, y: top - b };
    },
  };
}

/** A page whose seen units are those of a picture, drawn `scale` times as large. */
export const pictureSpace = (width: number, height: number, scale: number): PageSpace => ({
  rotate: 0,
  width,
  height,
  paper: (Math.max(width, height) * scale) / 842,
  toPdf: ({ x, y }) => ({ x: x * scale, y: (height - y) * scale }),
});

/** Top left, top right, bottom left, bottom right as they are seen: the order in which PDF programs want them. */
export function cornersOf({ x, y, width, height }: Rect, space: PageSpace): readonly [Point, Point, Point, Point] {
  return [
    space.toPdf({ x, y }),
    space.toPdf({ x: x + width, y }),
    space.toPdf({ x, y: y + height }),
    space.toPdf({ x: x + width, y: y + height }),
  ];
}

function boxOf(page: PDFPage, name: string): Box | null {
  const found = lookup(page, name);
  if (!(found instanceof PDFArray) || found.size() !== 4) return null;
  const [a, b, c, d] = [0, 1, 2, 3].map((index) => {
    const one = found.lookup(index);
    return one instanceof PDFNumber ? one.asNumber() : Number.NaN;
  });
  if (a === undefined || b === undefined || c === undefined || d === undefined) return null;
  const box: Box = [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
  return box.every(Number.isFinite) && box[2] > box[0] && box[3] > box[1] ? box : null;
}

function intersect(a: Box, b: Box): Box | null {
  const box: Box = [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
  return box[2] > box[0] && box[3] > box[1] ? box : null;
}

function numberOf(page: PDFPage, name: string): number | null {
  const found = lookup(page, name);
  return found instanceof PDFNumber ? found.asNumber() : null;
}

/** Not inherited, unlike the others. */
function userUnit(page: PDFPage): number {
  const found = page.node.lookup(PDFName.of('UserUnit'));
  const value = found instanceof PDFNumber ? found.asNumber() : 1;
  return value > 0 && Number.isFinite(value) ? value : 1;
}

function lookup(page: PDFPage, name: string) {
  const found = page.node.getInheritableAttribute(PDFName.of(name));
  return found === undefined ? undefined : page.doc.context.lookup(found);
}

import type { Point, Rect } from '#common/domain/annotation.ts';
import { barbsOf } from '#common/domain/mark-shape.ts';
import { cornersOf, type PageSpace } from './page-space.ts';
import type { Colour, PdfMark } from './pdf-job.ts';

/** What a mark looks like, for programs that do not draw it themselves: operators of a form in the space of the page. */
export interface Appearance {
  readonly content: string;
  /** Around all that it draws. */
  readonly box: Rect;
  /** Blended into the page as a marker pen does, or laid over it. */
  readonly blend: 'Multiply' | 'Normal';
  readonly opacity: number;
}

export const write = (value: number): string => value.toFixed(3).replace(/\.?0+$/, '');
const at = ({ x, y }: Point): string => `${write(x)} ${write(y)}`;
export const colour = (rgb: Colour, operator: 'rg' | 'RG'): string => `${rgb.map(write).join(' ')} ${operator}`;

export const path = (points: readonly Point[]): string =>
  points.map((point, index) => `${at(point)} ${index === 0 ? 'm' : 'l'}`).join(' ');

const pen = (mark: PdfMark, width: number): string => `${colour(mark.line, 'RG')} ${write(width)} w 1 J 1 j`;

export const widths = { line: 2, underline: 1.6, barb: 11 };

/** Null for a note and a stamp: they are drawn upright, not in the space of the page. */
export function appearanceOf(mark: PdfMark, space: PageSpace): Appearance | null {
  const strokes = mark.strokes.map((stroke) => stroke.map((point) => space.toPdf(point)));
  const width = widths.line * space.paper;
  switch (mark.kind) {
    case 'highlight': {
      const quads = mark.rects.map((rect) => cornersOf(rect, space));
      const fills = quads.map(([a, b, c, d]) => `${path([a, b, d, c])} h f`);
      return over(`${colour(mark.fill, 'rg')} ${fills.join(' ')}`, quads.flat(), 0, 'Multiply');
    }
    case 'underline': {
      const lines = mark.rects.map((rect) => cornersOf(rect, space).slice(2));
      const thin = widths.underline * space.paper;
      return over(`${pen(mark, thin)} ${lines.map((line) => `${path(line)} S`).join(' ')}`, lines.flat(), thin);
    }
    case 'rectangle': {
      const quads = mark.rects.map((rect) => cornersOf(rect, space));
      const outlines = quads.map(([a, b, c, d]) => `${path([a, b, d, c])} h S`);
      return over(`${pen(mark, width)} ${outlines.join(' ')}`, quads.flat(), width);
    }
    case 'redaction': {
      const quads = mark.rects.map((rect) => cornersOf(rect, space));
      return over(`0 g ${quads.map(([a, b, c, d]) => `${path([a, b, d, c])} h f`).join(' ')}`, quads.flat(), 0);
    }
    case 'arrow': {
      const [tail, head] = strokes[0] ?? [];
      if (tail === undefined || head === undefined) return null;
      const [left, right] = barbsOf(tail, head, widths.barb * space.paper);
      const content = `${pen(mark, width)} ${path([tail, head])} S ${path([left, head, right])} S`;
      return over(content, [tail, head, left, right], width);
    }
    case 'ink':
      return over(`${pen(mark, width)} ${strokes.map((one) => `${path(one)} S`).join(' ')}`, strokes.flat(), width);
    default:
      return null;
  }
}

function over(content: string, points: readonly Point[], margin: number, blend: Appearance['blend'] = 'Normal') {
  return { content, box: boxAround(points, margin), blend, opacity: 1 };
}

export function boxAround(points: readonly Point[], margin = 0): Rect {
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of points)
    [left, bottom, right, top] = [Math.min(left, x), Math.min(bottom, y), Math.max(right, x), Math.max(top, y)];
  return { x: left - margin, y: bottom - margin, width: right - left + 2 * margin, height: top - bottom + 2 * margin };
}

/** Sheet of paper with the mark's number on it, in a box of this size: what a note looks like. */
export function noteContent(mark: PdfMark, size: number): string {
  const unit = size / 20;
  const point = (x: number, y: number) => ({ x: x * unit, y: y * unit });
  const sheet = path([point(1, 1), point(19, 1), point(19, 19), point(1, 19)]);
  const digits = String(mark.number);
  const letters = Math.min(11, 26 / digits.length);
  const left = 10 - (digits.length * letters * 0.556) / 2;
  const base = 10 - letters * 0.36;
  return (
    `${colour(mark.fill, 'rg')} ${pen(mark, 1.5 * unit)} ${sheet} h B ` +
    `BT 0 g /Number ${write(letters * unit)} Tf ${write(left * unit)} ${write(base * unit)} Td (${digits}) Tj ET`
  );
}

import type { ViewerMark } from '#common/contract/viewer.ts';
import type { Point, Rect, Stroke } from '#common/domain/annotation.ts';
import { smoothPath } from '#common/domain/ink.ts';
import { turnPoint, turnRect, type Rotation, type Size } from '#common/domain/mark-geometry.ts';
import { barbsOf, paperPoint } from '#common/domain/mark-shape.ts';
import { stampLetters } from '#common/domain/stamp.ts';

const svgName = 'http://www.w3.org/2000/svg';

export interface PictureView {
  readonly size: Size;
  readonly rotation: Rotation;
}

export function svgElement(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS(svgName, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

/** One drawing over a page, in units of the turned page. */
export const pageSvg = (className: string, { width, height }: Size): SVGElement =>
  svgElement('svg', {
    class: className,
    viewBox: `0 0 ${width} ${height}`,
    preserveAspectRatio: 'none',
    'aria-hidden': 'true',
  });

/** What a mark looks like, without what belongs to its being selected. Empty for a note: its pin is a button. */
export function pictureOf(
  mark: Pick<ViewerMark, 'kind' | 'rects' | 'strokes' | 'stamp'>,
  view: PictureView,
): SVGElement[] {
  const { size, rotation } = view;
  const rects = mark.rects.map((rect) => turnRect(rect, size, rotation));
  const strokes = mark.strokes.map((stroke) => stroke.map((point) => turnPoint(point, size, rotation)));
  const unit = paperPoint(size);
  switch (mark.kind) {
    case 'note':
      return [];
    case 'underline':
      return mark.rects.map((rect) => underline(rect, view, unit));
    case 'arrow':
      return arrow(strokes[0] ?? [], unit);
    case 'ink':
      return strokes.map((stroke) => line(smoothPath(stroke), 2 * unit));
    case 'stamp':
      return rects.flatMap((rect) => stamp(rect, mark.stamp, unit));
    case 'redaction':
      return rects.flatMap((rect) => [svgElement('rect', { ...rect }), line(hatching(rect, 7 * unit), 0.8 * unit)]);
    default:
      return rects.map((rect) => svgElement('rect', { ...rect }));
  }
}

/** Slanting lines across a box: who made it still reads what is under it. */
function hatching({ x, y, width, height }: Rect, step: number): string {
  const lines: string[] = [];
  const apart = Math.max(step, (width + height) / 400);
  for (let at = apart; at < width + height; at += apart) {
    const from = { x: x + Math.min(at, width), y: y + Math.max(0, at - width) };
    const to = { x: x + Math.max(0, at - height), y: y + Math.min(at, height) };
    lines.push(`M${from.x} ${from.y}L${to.x} ${to.y}`);
  }
  return lines.join('');
}

const line = (path: string, width: number): SVGElement =>
  svgElement('path', { d: path, class: 'stroke', 'stroke-width': width });

/** Below the words, whichever way the page is turned. */
function underline({ x, y, width, height }: Rect, { size, rotation }: PictureView, unit: number): SVGElement {
  const at = (point: Point) => turnPoint(point, size, rotation);
  const [from, to] = [at({ x, y: y + height }), at({ x: x + width, y: y + height })];
  return line(`M${from.x} ${from.y}L${to.x} ${to.y}`, 1.6 * unit);
}

function arrow([tail, head]: Stroke, unit: number): SVGElement[] {
  if (tail === undefined || head === undefined) return [];
  const [left, right] = barbsOf(tail, head, 11 * unit);
  return [
    line(`M${tail.x} ${tail.y}L${head.x} ${head.y}`, 2 * unit),
    line(`M${left.x} ${left.y}L${head.x} ${head.y}L${right.x} ${right.y}`, 2 * unit),
  ];
}

/** The words run along the longer side of the box, and never stand on their head. */
function stamp(box: Rect, words: string, unit: number): SVGElement[] {
  const { size, isUpright } = stampLetters(box, emsOf(words));
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const text = svgElement('text', {
    ...middle,
    // Thai reaches further up than down: the middle of the line is not the middle of the letters.
    dy: size * 0.3,
    'font-size': size,
    'text-anchor': 'middle',
    ...(isUpright && { transform: `rotate(-90 ${middle.x} ${middle.y})` }),
  });
  text.textContent = words;
  const inner = 1.8 * unit;
  const frame = (by: number, className: string, width: number) =>
    svgElement('rect', {
      x: box.x + by,
      y: box.y + by,
      width: Math.max(0, box.width - 2 * by),
      height: Math.max(0, box.height - 2 * by),
      rx: 2.5 * unit,
      class: className,
      'stroke-width': width,
    });
  return [frame(0, 'outer', 1.6 * unit), frame(inner * 1.2, 'inner', 0.6 * unit), text];
}

const measured = new Map<string, number>();
let ruler: CanvasRenderingContext2D | null = null;

/** How wide words are in the frame's own face, in letter heights. */
export function emsOf(words: string): number {
  const known = measured.get(words);
  if (known !== undefined) return known;
  ruler ??= document.createElement('canvas').getContext('2d');
  if (!ruler) return words.length * 0.6;
  ruler.font = "600 100px 'IBM Plex Sans Thai Looped', sans-serif";
  const ems = ruler.measureText(words).width / 100;
  if (document.fonts.check(ruler.font, words)) measured.set(words, ems); // not while the face is still being read
  return ems;
}

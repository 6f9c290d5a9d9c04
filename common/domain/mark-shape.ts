import type { Mark, Point, Rect, Stroke } from './annotation.ts';
import { boundsOf, clampPoint, moveRect, resizeRect, round, type Corner, type Size } from './mark-geometry.ts';

/** Where a mark is and what it looks like, in page units. */
export type Shape = Pick<Mark, 'rects' | 'strokes'>;
type Formed = Shape & Pick<Mark, 'kind'>;

/** A point of paper (1/72 inch), whatever the page is measured in: a large photo counts as one sheet of A4. */
export const paperPoint = ({ width, height }: Size): number => Math.max(width, height) / 842;

/** Marks that stand on words stay there; all others can be moved about. */
export const isFree = ({ kind, quote, rects }: Pick<Mark, 'kind' | 'quote' | 'rects'>): boolean =>
  (kind !== 'highlight' && kind !== 'underline') || (quote === null && rects.length === 1);

/** What can be pulled at: corners of a box, the ends of an arrow, nothing of a pin. */
export const handlesOf = (mark: Pick<Mark, 'kind' | 'quote' | 'rects'>): 'corners' | 'ends' | 'none' =>
  !isFree(mark) || mark.kind === 'note' ? 'none' : mark.kind === 'arrow' ? 'ends' : 'corners';

const shifted = ({ x, y }: Point, by: Point): Point => ({ x: round(x + by.x), y: round(y + by.y) });

/** The box around strokes, which is what a drawn mark has for a rect. */
export function boxAround(strokes: readonly Stroke[]): Rect {
  const { x, y, width, height } = boundsOf(strokes.flat().map((point) => ({ ...point, width: 0, height: 0 })));
  return { x: round(x), y: round(y), width: round(width), height: round(height) };
}

/** Moves all of it together and keeps all of it on the page. */
export function moveShape({ rects, strokes }: Shape, by: Point, size: Size): Shape {
  const box = boundsOf(rects);
  const to = moveRect(box, by, size);
  const step = { x: to.x - box.x, y: to.y - box.y };
  return {
    rects: rects.map((rect) => ({ ...rect, ...shifted(rect, step) })),
    strokes: strokes.map((stroke) => stroke.map((point) => shifted(point, step))),
  };
}

/** Pulls one corner of the box; what is drawn in it stretches along. */
export function resizeShape({ rects, strokes }: Shape, corner: Corner, by: Point, size: Size): Shape {
  const box = boundsOf(rects);
  if (strokes.length === 0) return { rects: [resizeRect(box, corner, by, size)], strokes };
  const right = { x: box.x + box.width, y: box.y + box.height };
  const isLeft = corner === 'tl' || corner === 'bl';
  const isTop = corner === 'tl' || corner === 'tr';
  const fixed = { x: isLeft ? right.x : box.x, y: isTop ? right.y : box.y };
  const moving = { x: isLeft ? box.x : right.x, y: isTop ? box.y : right.y };
  const to = clampPoint(shifted(moving, by), size);
  const stretch = (value: number, from: number, was: number, now: number) =>
    was === from ? value : from + ((value - from) * (now - from)) / (was - from);
  const stretched = strokes.map((stroke) =>
    stroke.map(({ x, y }) => ({
      x: round(stretch(x, fixed.x, moving.x, to.x)),
      y: round(stretch(y, fixed.y, moving.y, to.y)),
    })),
  );
  return { rects: [boxAround(stretched)], strokes: stretched };
}

export type ArrowEnd = 'tail' | 'head';

/** Moves one end of an arrow; the other one stays. */
export function moveEnd({ rects, strokes }: Shape, end: ArrowEnd, by: Point, size: Size): Shape {
  const [tail, head] = strokes[0] ?? [];
  if (tail === undefined || head === undefined) return { rects, strokes };
  const moved = clampPoint(shifted(end === 'head' ? head : tail, by), size);
  return arrowBetween(end === 'head' ? tail : moved, end === 'head' ? moved : head);
}

export function arrowBetween(tail: Point, head: Point): Shape {
  const strokes = [[shifted(tail, { x: 0, y: 0 }), shifted(head, { x: 0, y: 0 })]];
  return { rects: [boxAround(strokes)], strokes };
}

/** Both barbs of an arrow's head; `length` is shortened on short arrows, so that the head never is longer than the arrow. */
export function barbsOf(tail: Point, head: Point, length: number): readonly [Point, Point] {
  const reach = Math.min(length, Math.hypot(head.x - tail.x, head.y - tail.y));
  const angle = Math.atan2(head.y - tail.y, head.x - tail.x);
  const barb = (turn: number) => ({
    x: round(head.x - reach * Math.cos(angle + turn)),
    y: round(head.y - reach * Math.sin(angle + turn)),
  });
  return [barb(Math.PI / 7), barb(-Math.PI / 7)];
}

function distanceToSegment(point: Point, from: Point, to: Point): number {
  const length = (to.x - from.x) ** 2 + (to.y - from.y) ** 2;
  const along =
    length === 0 ? 0 : ((point.x - from.x) * (to.x - from.x) + (point.y - from.y) * (to.y - from.y)) / length;
  const at = Math.max(0, Math.min(1, along));
  return Math.hypot(point.x - from.x - at * (to.x - from.x), point.y - from.y - at * (to.y - from.y));
}

const isNearStroke = (stroke: Stroke, point: Point, slack: number): boolean =>
  stroke.some((to, index) => distanceToSegment(point, stroke[index - 1] ?? to, to) <= slack);

/** Whether the point is on the mark. A line counts as its ink, not as the box around it. */
export function isOn({ rects, strokes }: Shape, point: Point, slack: number): boolean {
  if (strokes.length > 0) return strokes.some((stroke) => isNearStroke(stroke, point, slack));
  return rects.some(
    (rect) =>
      point.x >= rect.x - slack &&
      point.x <= rect.x + rect.width + slack &&
      point.y >= rect.y - slack &&
      point.y <= rect.y + rect.height + slack,
  );
}

/** The mark under a point: the smallest one, so that a mark inside another can be reached. `slack` in page units. */
export function hitMark<M extends Formed & { readonly page: number }>(
  marks: readonly M[],
  page: number,
  point: Point,
  slack: number,
): M | null {
  const area = ({ rects, strokes }: Shape) =>
    strokes.length > 0 ? 0 : rects.reduce((sum, rect) => sum + rect.width * rect.height, 0);
  return (
    marks
      .filter((mark) => mark.page === page && isOn(mark, point, slack))
      .sort((a, b) => area(a) - area(b))
      .at(0) ?? null
  );
}

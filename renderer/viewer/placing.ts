import type { MarkKind, Point, Rect } from '#common/domain/annotation.ts';
import { tickIn } from '#common/domain/ink.ts';
import {
  clampPoint,
  moveRect,
  rectBetween,
  unturnPoint,
  turnPoint,
  turnedSize,
  type Rotation,
  type Size,
} from '#common/domain/mark-geometry.ts';
import { arrowBetween, boxAround, moveShape, paperPoint, type Shape } from '#common/domain/mark-shape.ts';
import { stampBox } from '#common/domain/stamp.ts';
import { emsOf } from './mark-picture.ts';

export interface Place {
  readonly at: Point;
  readonly size: Size;
  readonly rotation: Rotation;
  readonly stamp: string;
}

/** What a tool puts down where nothing was drawn: by the keyboard, or by a click for pins and stamps. */
export function placedShape(kind: MarkKind, { at, size, rotation, stamp }: Place): Shape {
  switch (kind) {
    case 'note':
      return { rects: [{ ...clampPoint(at, size), width: 0, height: 0 }], strokes: [] };
    case 'stamp':
      return { rects: [stampBox(at, emsOf(stamp), size, rotation)], strokes: [] };
    case 'arrow': {
      const reach = 60 * paperPoint(size);
      const [tail, head] = [
        seenStep(at, { x: -reach, y: reach * 0.6 }, size, rotation),
        seenStep(at, { x: 0, y: 0 }, size, rotation),
      ];
      return moveShape(arrowBetween(tail, head), { x: 0, y: 0 }, size);
    }
    case 'ink': {
      const side = 34 * paperPoint(size);
      const corner = seenStep(at, { x: -side / 2, y: -side / 2 }, size, rotation);
      const seen = { ...turnPoint(corner, size, rotation), width: side, height: side * 0.8 };
      const strokes = [tickIn(seen).map((point) => unturnPoint(point, size, rotation))];
      return moveShape({ rects: [boxAround(strokes)], strokes }, { x: 0, y: 0 }, size);
    }
    default:
      return { rects: [boxInView(at, size, rotation)], strokes: [] };
  }
}

/** A quarter of the page wide and a tenth high, as the reader sees it. */
function boxInView(at: Point, size: Size, rotation: Rotation): Rect {
  const seen = turnedSize(size, rotation);
  const half = { x: seen.width / 8, y: seen.height / 20 };
  const from = seenStep(at, { x: -half.x, y: -half.y }, size, rotation);
  const to = seenStep(at, half, size, rotation);
  const whole = { width: Infinity, height: Infinity };
  const low = { x: Math.min(from.x, to.x), y: Math.min(from.y, to.y) };
  const box = rectBetween({ x: 0, y: 0 }, { x: Math.abs(from.x - to.x), y: Math.abs(from.y - to.y) }, whole);
  return moveRect({ ...box, ...low }, { x: 0, y: 0 }, size);
}

/** A step as the reader sees it, from a point of the page. */
function seenStep(from: Point, step: Point, size: Size, rotation: Rotation): Point {
  const seen = turnPoint(from, size, rotation);
  return unturnPoint({ x: seen.x + step.x, y: seen.y + step.y }, size, rotation);
}

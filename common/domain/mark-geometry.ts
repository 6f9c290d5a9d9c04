import type { Point, Rect } from './annotation.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Clockwise turn that the reader chose, on top of the page as its author meant it to be seen. */
export type Rotation = 0 | 90 | 180 | 270;

export const turnedSize = (size: Size, rotation: Rotation): Size =>
  rotation % 180 === 0 ? size : { width: size.height, height: size.width };

/** Page units → units of the turned page. */
export function turnRect(rect: Rect, size: Size, rotation: Rotation): Rect {
  const { x, y, width, height } = rect;
  if (rotation === 90) return { x: size.height - y - height, y: x, width: height, height: width };
  if (rotation === 180) return { x: size.width - x - width, y: size.height - y - height, width, height };
  if (rotation === 270) return { x: y, y: size.width - x - width, width: height, height: width };
  return rect;
}

export function turnPoint(point: Point, size: Size, rotation: Rotation): Point {
  const { x, y } = turnRect({ ...point, width: 0, height: 0 }, size, rotation);
  return { x, y };
}

/** Units of the turned page → page units. `size` is the size of the page before the turn. */
export function unturnPoint(point: Point, size: Size, rotation: Rotation): Point {
  if (rotation === 90) return { x: point.y, y: size.height - point.x };
  if (rotation === 180) return { x: size.width - point.x, y: size.height - point.y };
  if (rotation === 270) return { x: size.width - point.y, y: point.x };
  return point;
}

/** A step on the turned page → the same step in page units. */
export function unturnStep(step: Point, rotation: Rotation): Point {
  const none = { width: 0, height: 0 };
  const { x, y } = unturnPoint(step, none, rotation);
  return { x, y };
}

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

/** Two decimals are far below a pixel at any zoom, and keep stored marks short. */
export const round = (value: number): number => Math.round(value * 100) / 100;

const roundRect = (rect: Rect): Rect => ({
  x: round(rect.x),
  y: round(rect.y),
  width: round(rect.width),
  height: round(rect.height),
});

export const clampPoint = (point: Point, size: Size): Point => ({
  x: clamp(point.x, 0, size.width),
  y: clamp(point.y, 0, size.height),
});

/** The rectangle spanned by a drag, kept on the page. */
export function rectBetween(from: Point, to: Point, size: Size): Rect {
  const a = clampPoint(from, size);
  const b = clampPoint(to, size);
  return roundRect({
    x: Math.min(a.x, b.x),
    y: Math.min(a.y, b.y),
    width: Math.abs(a.x - b.x),
    height: Math.abs(a.y - b.y),
  });
}

export function moveRect(rect: Rect, by: Point, size: Size): Rect {
  return roundRect({
    ...rect,
    x: clamp(rect.x + by.x, 0, Math.max(0, size.width - rect.width)),
    y: clamp(rect.y + by.y, 0, Math.max(0, size.height - rect.height)),
  });
}

/** Clockwise from the top left, on the unturned page: top left, top right, bottom right, bottom left. */
export type Corner = 'tl' | 'tr' | 'br' | 'bl';
export const corners: readonly Corner[] = ['tl', 'tr', 'br', 'bl'];

/** The page's own corner that stands where the reader sees this one. */
export const pageCorner = (seen: Corner, rotation: Rotation): Corner =>
  corners[(corners.indexOf(seen) - rotation / 90 + 4) % 4] ?? seen;

/** Moves one corner; dragging it across the opposite one turns the rectangle over, as in any drawing program. */
export function resizeRect(rect: Rect, corner: Corner, by: Point, size: Size): Rect {
  const left = corner === 'tl' || corner === 'bl';
  const top = corner === 'tl' || corner === 'tr';
  const fixed = { x: left ? rect.x + rect.width : rect.x, y: top ? rect.y + rect.height : rect.y };
  const moving = { x: (left ? rect.x : rect.x + rect.width) + by.x, y: (top ? rect.y : rect.y + rect.height) + by.y };
  return rectBetween(fixed, moving, size);
}

export function boundsOf(rects: readonly Rect[]): Rect {
  const x = Math.min(...rects.map((rect) => rect.x));
  const y = Math.min(...rects.map((rect) => rect.y));
  return {
    x,
    y,
    width: Math.max(...rects.map((rect) => rect.x + rect.width)) - x,
    height: Math.max(...rects.map((rect) => rect.y + rect.height)) - y,
  };
}

/**
 * Boxes of selected text runs → one box per line. Two runs share a line when they overlap by more than half of the
 * lower one's height and stand near each other: gaps between words are closed, gaps between columns stay.
 */
export function joinLineRects(rects: readonly Rect[]): readonly Rect[] {
  const lines: Rect[] = [];
  const sorted = rects
    .filter((rect) => rect.width > 0.5 && rect.height > 0.5)
    .sort((a, b) => a.y + a.height / 2 - (b.y + b.height / 2) || a.x - b.x);
  for (const rect of sorted) {
    const at = lines.findIndex((line) => isSameLine(line, rect));
    const line = lines[at];
    if (line) lines[at] = boundsOf([line, rect]);
    else lines.push(rect);
  }
  return lines.map(roundRect);
}

function isSameLine(a: Rect, b: Rect): boolean {
  const height = Math.min(a.height, b.height);
  const overlap = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  const gap = Math.max(a.x, b.x) - Math.min(a.x + a.width, b.x + b.width);
  return overlap > height / 2 && gap < 2 * height;
}

interface Placed {
  readonly page: number;
  readonly rects: readonly Rect[];
}

/** Page by page, line by line (tops within 8 units are one line), left to right. */
export function inReadingOrder<M extends Placed>(marks: readonly M[]): readonly M[] {
  const top = (mark: M) => Math.min(...mark.rects.map((rect) => rect.y));
  const left = (mark: M) => Math.min(...mark.rects.map((rect) => rect.x));
  const lines: M[][] = [];
  for (const mark of [...marks].sort((a, b) => a.page - b.page || top(a) - top(b))) {
    const first = lines.at(-1)?.at(0);
    if (first?.page === mark.page && top(mark) - top(first) < 8) lines.at(-1)?.push(mark);
    else lines.push([mark]);
  }
  return lines.flatMap((line) => line.sort((a, b) => left(a) - left(b)));
}

import type { Point, Rect, Stroke } from './annotation.ts';
import { round } from './mark-geometry.ts';

/** More points than that say nothing about a line drawn by hand. */
const mostPoints = 400;

/**
 * What a hand drew → few points that look the same: the trembling of the hand is averaged away, then every point that
 * lies within `tolerance` of the line through its neighbours is dropped (Ramer, Douglas and Peucker). Null for less than
 * a line.
 */
export function strokeFrom(drawn: readonly Point[], tolerance: number): Stroke | null {
  const smoothed = drawn.map((point, index) => {
    const [before, after] = [drawn[index - 1], drawn[index + 1]];
    if (before === undefined || after === undefined) return point;
    return { x: (before.x + 2 * point.x + after.x) / 4, y: (before.y + 2 * point.y + after.y) / 4 };
  });
  let kept = smoothed;
  for (let coarse = tolerance; ; coarse *= 2) {
    kept = thinned(kept, coarse);
    if (kept.length <= mostPoints) break;
  }
  const points = kept.map(({ x, y }) => ({ x: round(x), y: round(y) }));
  return points.length < 2 ? null : points;
}

/** Without recursion: a long scribble would go too deep. */
function thinned(points: Point[], tolerance: number): Point[] {
  const keep = new Set([0, points.length - 1]);
  const open: [number, number][] = [[0, points.length - 1]];
  for (let span = open.pop(); span !== undefined; span = open.pop()) {
    const [from, to] = span;
    const [start, end] = [points[from], points[to]];
    if (start === undefined || end === undefined) continue;
    let [farthest, distance] = [-1, tolerance];
    for (let index = from + 1; index < to; index += 1) {
      const point = points[index];
      const off = point === undefined ? 0 : distanceToLine(point, start, end);
      if (off > distance) [farthest, distance] = [index, off];
    }
    if (farthest < 0) continue;
    keep.add(farthest);
    open.push([from, farthest], [farthest, to]);
  }
  return points.filter((_point, index) => keep.has(index));
}

function distanceToLine(point: Point, from: Point, to: Point): number {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (length === 0) return Math.hypot(point.x - from.x, point.y - from.y);
  return Math.abs((to.x - from.x) * (from.y - point.y) - (from.x - point.x) * (to.y - from.y)) / length;
}

/** SVG path through the stroke with rounded corners: curves from middle to middle, the points pull at them. */
export function smoothPath(stroke: Stroke): string {
  const [first, ...rest] = stroke;
  const last = rest.at(-1);
  if (first === undefined || last === undefined) return '';
  const curves = rest.slice(0, -1).map((point, index) => {
    const next = rest[index + 1] ?? point;
    return `Q${point.x} ${point.y} ${round((point.x + next.x) / 2)} ${round((point.y + next.y) / 2)}`;
  });
  return `M${first.x} ${first.y}${curves.join('')}L${last.x} ${last.y}`;
}

/** The tick that the ink tool puts down for hands without a pointer. */
export const tickIn = ({ x, y, width, height }: Rect): Stroke => [
  { x: round(x), y: round(y + height * 0.55) },
  { x: round(x + width * 0.36), y: round(y + height) },
  { x: round(x + width), y: round(y) },
];

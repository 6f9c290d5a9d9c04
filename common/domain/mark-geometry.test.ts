import { describe, expect, test } from 'vitest';
import {
  boundsOf,
  inReadingOrder,
  joinLineRects,
  moveRect,
  rectBetween,
  resizeRect,
  turnRect,
  unturnPoint,
  unturnStep,
  type Rotation,
} from './mark-geometry.ts';

const page = { width: 600, height: 800 };
const box = { x: 10, y: 20, width: 100, height: 50 };

describe('turning', () => {
  test.each<[Rotation, object]>([
    [0, box],
    [90, { x: 730, y: 10, width: 50, height: 100 }],
    [180, { x: 490, y: 730, width: 100, height: 50 }],
    [270, { x: 20, y: 490, width: 50, height: 100 }],
  ])('by %i', (rotation, expected) => {
    expect(turnRect(box, page, rotation)).toEqual(expected);
  });

  test.each<Rotation>([0, 90, 180, 270])('a point of the turned page finds its place again (%i)', (rotation) => {
    const turned = turnRect({ x: 123, y: 45, width: 0, height: 0 }, page, rotation);
    expect(unturnPoint({ x: turned.x, y: turned.y }, page, rotation)).toEqual({ x: 123, y: 45 });
  });
});

describe('drawing', () => {
  test('a drag in any direction gives the same rectangle', () => {
    const expected = { x: 10, y: 20, width: 40, height: 60 };
    expect(rectBetween({ x: 10, y: 20 }, { x: 50, y: 80 }, page)).toEqual(expected);
    expect(rectBetween({ x: 50, y: 80 }, { x: 10, y: 20 }, page)).toEqual(expected);
  });

  test('a drag beyond the edge stops there', () => {
    expect(rectBetween({ x: -30, y: 790 }, { x: 40, y: 900 }, page)).toEqual({ x: 0, y: 790, width: 40, height: 10 });
  });

  test('a moved rectangle keeps its size at the edge', () => {
    expect(moveRect(box, { x: -500, y: 5000 }, page)).toEqual({ x: 0, y: 750, width: 100, height: 50 });
  });

  test('a corner moves, the opposite one stays', () => {
    expect(resizeRect(box, 'br', { x: 5, y: 6 }, page)).toEqual({ x: 10, y: 20, width: 105, height: 56 });
    expect(resizeRect(box, 'tl', { x: 5, y: 6 }, page)).toEqual({ x: 15, y: 26, width: 95, height: 44 });
    expect(resizeRect(box, 'bl', { x: 150, y: 0 }, page)).toEqual({ x: 110, y: 20, width: 50, height: 50 });
  });
});

describe('text lines', () => {
  test('runs of a line become one box, lines stay apart, empty runs vanish', () => {
    const runs = [
      { x: 60, y: 101, width: 30, height: 12 },
      { x: 10, y: 100, width: 45, height: 14 },
      { x: 10, y: 120, width: 20, height: 14 },
      { x: 40, y: 120, width: 0, height: 14 },
    ];
    expect(joinLineRects(runs)).toEqual([
      { x: 10, y: 100, width: 80, height: 14 },
      { x: 10, y: 120, width: 20, height: 14 },
    ]);
  });
});

test('columns of a selection stay apart', () => {
  const left = { x: 10, y: 100, width: 100, height: 14 };
  const right = { x: 200, y: 101, width: 100, height: 14 };
  expect(joinLineRects([left, right])).toEqual([left, right]);
});

test('a step to the right on a page turned clockwise is a step up on the page', () => {
  expect(unturnStep({ x: 3, y: 0 }, 90)).toMatchObject({ x: 0, y: -3 });
  expect(unturnStep({ x: 3, y: 1 }, 0)).toEqual({ x: 3, y: 1 });
});

describe('finding', () => {
  const mark = (id: string, x: number, y: number, width: number, onPage = 1) => ({
    id,
    page: onPage,
    rects: [{ x, y, width, height: width }],
  });

  test('reading order: page, then line, then left to right', () => {
    const marks = [mark('d', 0, 0, 10, 2), mark('c', 0, 100, 10), mark('b', 200, 11, 10), mark('a', 10, 12, 10)];
    expect(inReadingOrder(marks).map((one) => one.id)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('bounds cover all lines of a highlight', () => {
    expect(boundsOf([box, { x: 5, y: 80, width: 20, height: 10 }])).toEqual({ x: 5, y: 20, width: 105, height: 70 });
  });
});

import { describe, expect, test } from 'vitest';
import type { Mark } from './annotation.ts';
import { smoothPath, strokeFrom, tickIn } from './ink.ts';
import { corners, pageCorner, turnPoint, type Rotation } from './mark-geometry.ts';
import {
  arrowBetween,
  barbsOf,
  boxAround,
  handlesOf,
  hitMark,
  isOn,
  moveEnd,
  moveShape,
  paperPoint,
  resizeShape,
} from './mark-shape.ts';
import { stampBox, stampLetters } from './stamp.ts';

const page = { width: 600, height: 800 };
const arrow = arrowBetween({ x: 100, y: 100 }, { x: 200, y: 150 });
const ink = {
  rects: [{ x: 10, y: 10, width: 100, height: 50 }],
  strokes: [
    [
      { x: 10, y: 10 },
      { x: 110, y: 60 },
    ],
    [
      { x: 10, y: 60 },
      { x: 60, y: 10 },
    ],
  ],
};

describe('moving', () => {
  test('lines move with their box', () => {
    expect(moveShape(arrow, { x: 5, y: -10 }, page)).toEqual(arrowBetween({ x: 105, y: 90 }, { x: 205, y: 140 }));
  });

  test('at the edge all of it stops together, whatever it is', () => {
    const { rects, strokes } = moveShape(ink, { x: -500, y: 5000 }, page);
    expect(rects).toEqual([{ x: 0, y: 750, width: 100, height: 50 }]);
    expect(strokes[1]).toEqual([
      { x: 0, y: 800 },
      { x: 50, y: 750 },
    ]);
  });
});

describe('resizing', () => {
  test('ink stretches with its box, each way by itself', () => {
    const { rects, strokes } = resizeShape(ink, 'br', { x: 100, y: 0 }, page);
    expect(rects).toEqual([{ x: 10, y: 10, width: 200, height: 50 }]);
    expect(strokes[1]).toEqual([
      { x: 10, y: 60 },
      { x: 110, y: 10 },
    ]);
  });

  test('pulled across the opposite corner it turns over, and stays on the page', () => {
    const { rects, strokes } = resizeShape(ink, 'tl', { x: 200, y: 0 }, page);
    expect(rects).toEqual([{ x: 110, y: 10, width: 100, height: 50 }]);
    expect(strokes[0]).toEqual([
      { x: 210, y: 10 },
      { x: 110, y: 60 },
    ]);
    expect(resizeShape(ink, 'br', { x: 9999, y: 9999 }, page).rects).toEqual([
      { x: 10, y: 10, width: 590, height: 790 },
    ]);
  });

  test('a straight line has no width to stretch', () => {
    const strokes = [
      [
        { x: 50, y: 10 },
        { x: 50, y: 60 },
      ],
    ];
    const line = { rects: [boxAround(strokes)], strokes };
    expect(resizeShape(line, 'br', { x: 30, y: 50 }, page).strokes[0]).toEqual([
      { x: 50, y: 10 },
      { x: 50, y: 110 },
    ]);
  });

  test('one end of an arrow moves, the other stays', () => {
    expect(moveEnd(arrow, 'head', { x: 10, y: 10 }, page)).toEqual(
      arrowBetween({ x: 100, y: 100 }, { x: 210, y: 160 }),
    );
    expect(moveEnd(arrow, 'tail', { x: -500, y: 0 }, page).strokes[0]).toEqual([
      { x: 0, y: 100 },
      { x: 200, y: 150 },
    ]);
  });

  test.each<[Rotation, string]>([
    [0, 'br'],
    [90, 'tr'],
    [180, 'tl'],
    [270, 'bl'],
  ])('the corner that the reader sees bottom right on a page turned by %i is %s', (rotation, corner) => {
    expect(pageCorner('br', rotation)).toBe(corner);
    // The same said by geometry: of all corners of a box, that one lies furthest right and down.
    const at = { tl: [0, 0], tr: [10, 0], br: [10, 10], bl: [0, 10] } as const;
    const sum = (one: (typeof corners)[number]) => {
      const { x, y } = turnPoint({ x: at[one][0], y: at[one][1] }, page, rotation);
      return x + y;
    };
    expect(corners.toSorted((a, b) => sum(b) - sum(a))[0]).toBe(corner);
  });
});

describe('hitting', () => {
  const mark = (id: string, kind: Mark['kind'], shape: Pick<Mark, 'rects' | 'strokes'>, onPage = 1) => ({
    id,
    kind,
    page: onPage,
    ...shape,
  });
  const box = (x: number, y: number, side: number) => ({ rects: [{ x, y, width: side, height: side }], strokes: [] });

  test('an arrow is hit on its line, not in the empty corners of its box', () => {
    expect(isOn(arrow, { x: 150, y: 126 }, 3)).toBe(true);
    expect(isOn(arrow, { x: 190, y: 105 }, 3)).toBe(false);
    expect(isOn(arrow, { x: 202, y: 151 }, 3)).toBe(true);
  });

  test('lines win over boxes, small boxes over large ones; other pages and misses do not count', () => {
    const marks = [
      mark('large', 'rectangle', box(0, 0, 300)),
      mark('small', 'stamp', box(40, 40, 10)),
      mark('arrow', 'arrow', arrow),
      mark('elsewhere', 'rectangle', box(0, 0, 5), 2),
    ];
    expect(hitMark(marks, 1, { x: 45, y: 45 }, 2)?.id).toBe('small');
    expect(hitMark(marks, 1, { x: 150, y: 125 }, 2)?.id).toBe('arrow');
    expect(hitMark(marks, 1, { x: 3, y: 3 }, 2)?.id).toBe('large');
    expect(hitMark(marks, 1, { x: 301.5, y: 50 }, 2)?.id).toBe('large');
    expect(hitMark(marks, 1, { x: 400, y: 400 }, 2)).toBeNull();
  });

  test('a pin is hit around its point', () => {
    const pin = mark('pin', 'note', { rects: [{ x: 50, y: 50, width: 0, height: 0 }], strokes: [] });
    expect(hitMark([pin], 1, { x: 53, y: 48 }, 4)?.id).toBe('pin');
    expect(hitMark([pin], 1, { x: 60, y: 50 }, 4)).toBeNull();
  });

  test('what can be pulled at', () => {
    const quote = { exact: 'ก', prefix: '', suffix: '' };
    const rects = [{ x: 0, y: 0, width: 10, height: 10 }];
    expect(handlesOf({ kind: 'highlight', quote, rects })).toBe('none');
    expect(handlesOf({ kind: 'highlight', quote: null, rects })).toBe('corners');
    expect(handlesOf({ kind: 'arrow', quote: null, rects })).toBe('ends');
    expect(handlesOf({ kind: 'note', quote: null, rects })).toBe('none');
    expect(handlesOf({ kind: 'stamp', quote: null, rects })).toBe('corners');
  });
});

describe('ink', () => {
  test('a straight trembling line becomes its two ends', () => {
    const drawn = Array.from({ length: 200 }, (_, x) => ({ x, y: 50 + (x % 2) * 0.4 }));
    expect(strokeFrom(drawn, 1)).toHaveLength(2);
  });

  test('a circle keeps its shape with few points', () => {
    const drawn = Array.from({ length: 721 }, (_, degree) => ({
      x: 100 + 50 * Math.cos((degree * Math.PI) / 360),
      y: 100 + 50 * Math.sin((degree * Math.PI) / 360),
    }));
    const stroke = strokeFrom(drawn, 0.5) ?? [];
    expect(stroke.length).toBeGreaterThan(8);
    expect(stroke.length).toBeLessThan(60);
    for (const { x, y } of stroke) expect(Math.abs(Math.hypot(x - 100, y - 100) - 50)).toBeLessThan(0.5);
  });

  test('an endless scribble stays within bounds', () => {
    const drawn = Array.from({ length: 30_000 }, (_, index) => ({ x: (index * 37) % 500, y: (index * 91) % 700 }));
    const stroke = strokeFrom(drawn, 0.5) ?? [];
    expect(stroke.length).toBeGreaterThan(1);
    expect(stroke.length).toBeLessThanOrEqual(400);
  });

  test('a dot is no line', () => {
    expect(strokeFrom([{ x: 1, y: 1 }], 1)).toBeNull();
    expect(strokeFrom([], 1)).toBeNull();
  });

  test('the path begins and ends where the stroke does', () => {
    const stroke = tickIn({ x: 0, y: 0, width: 100, height: 50 });
    expect(smoothPath(stroke)).toBe('M0 27.5Q36 50 68 25L100 0');
    expect(smoothPath(stroke.slice(0, 2))).toBe('M0 27.5L36 50');
  });
});

describe('arrow heads', () => {
  test('both barbs lie behind the head, on either side, and never beyond the tail', () => {
    const [left, right] = barbsOf({ x: 0, y: 0 }, { x: 100, y: 0 }, 20);
    expect(left.x).toBeCloseTo(right.x);
    expect(left.y).toBeCloseTo(-right.y);
    expect(left.x).toBeGreaterThan(80);
    const [short] = barbsOf({ x: 0, y: 0 }, { x: 5, y: 0 }, 20);
    expect(short.x).toBeGreaterThanOrEqual(0);
  });
});

describe('stamps', () => {
  test('the box is around the words, and on the page', () => {
    const box = stampBox({ x: 300, y: 400 }, 4, page, 0);
    expect(box.x + box.width / 2).toBeCloseTo(300, 1);
    expect(box.width / box.height).toBeGreaterThan(2);
    const corner = stampBox({ x: 600, y: 800 }, 4, page, 0);
    expect(corner.x + corner.width).toBeCloseTo(600, 1);
    expect(corner.y + corner.height).toBeCloseTo(800, 1);
  });

  test('on a page turned on its side the box lies for the reader, so it stands on the page', () => {
    const box = stampBox({ x: 300, y: 400 }, 4, page, 90);
    expect(box.height).toBeGreaterThan(box.width);
    expect(stampLetters(box, 4).isUpright).toBe(true);
    expect(stampLetters({ width: box.height, height: box.width }, 4)).toMatchObject({ isUpright: false });
  });

  test('forty letters fit their box, and any box one draws', () => {
    const box = stampBox({ x: 300, y: 400 }, 22, page, 0);
    expect(box.width).toBeLessThanOrEqual(540);
    for (const drawn of [box, { width: 30, height: 200 }, { width: 300, height: 20 }]) {
      const { size, isUpright } = stampLetters(drawn, 22);
      const [long, tall] = isUpright ? [drawn.height, drawn.width] : [drawn.width, drawn.height];
      expect(size * 22).toBeLessThan(long);
      expect(size * 1.8).toBeLessThan(tall);
    }
  });

  test('the same size on paper and on a photo of that paper', () => {
    const photo = { width: 3000, height: 4000 };
    const share = (size: typeof photo) => stampBox({ x: 0, y: 0 }, 4, size, 0).width / size.width;
    expect(share(photo)).toBeCloseTo(share({ width: 600, height: 800 }), 2);
    expect(paperPoint(photo)).toBeCloseTo(4.75, 2);
  });
});

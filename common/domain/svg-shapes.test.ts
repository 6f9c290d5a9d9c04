import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readSvgShapes } from './svg-shapes.ts';

const svg = (inside: string) => `<svg xmlns="http://www.w3.org/2000/svg">${inside}</svg>`;
const points = (...numbers: readonly number[]) =>
  numbers.flatMap((x, index) => (index % 2 === 0 ? [{ x, y: numbers[index + 1] ?? Number.NaN }] : []));

test.each([
  [
    'a rectangle of another program',
    '<rect class="a" height=\'4\' width="3px" y="2.5" x="-1"></rect>',
    [],
    [{ x: -1, y: 2.5, width: 3, height: 4 }],
  ],
  ['a line', '<line x1="1" y1="2" x2="3" y2="4"/>', [points(1, 2, 3, 4)], []],
  ['a polyline without commas', '<polyline points="1 2 3 4\n5 6"/>', [points(1, 2, 3, 4, 5, 6)], []],
  ['a polygon, closed', '<polygon points="1,2 3,4 5,6"/>', [points(1, 2, 3, 4, 5, 6, 1, 2)], []],
  ['a path, absolute', '<path d="M1,2L3,4H9V0Z"/>', [points(1, 2, 3, 4, 9, 4, 9, 0, 1, 2)], []],
  ['a path, relative and squeezed', '<path d="m10 10l5-5 1e1.5,3h-2"/>', null, null],
  ['a path, relative', '<path d="m10 10l5-5 1,3h-2"/>', [points(10, 10, 15, 5, 16, 8, 14, 8)], []],
])('%s', (_, inside, strokes, rects) => {
  expect(readSvgShapes(svg(inside))).toEqual(strokes === null ? null : { strokes, rects });
});

test('a prefix and an XML declaration do no harm', () => {
  expect(
    readSvgShapes('<?xml version="1.0"?>\n<svg:svg xmlns:svg="x"><svg:rect width="1" height="1"/></svg:svg>'),
  ).toEqual({
    rects: [{ x: 0, y: 0, width: 1, height: 1 }],
    strokes: [],
  });
});

test.each([
  ['curves', '<path d="M1 2C3 4 5 6 7 8"/>'],
  ['two runs in one path', '<path d="M1 2L3 4M5 6L7 8"/>'],
  ['a circle', '<circle cx="1" cy="1" r="1"/>'],
  ['a shape that is moved', '<rect width="1" height="1" transform="scale(2)"/>'],
  ['a script', '<script>1</script><rect width="1" height="1"/>'],
  ['a handler', '<rect width="1" height="1" onload="x()"/>'],
  ['an entity', '<!DOCTYPE svg><rect width="1" height="1"/>'],
  ['something from elsewhere', '<image href="http://x"/><rect width="1" height="1"/>'],
  ['numbers that are none', '<polyline points="1,2 3,x"/>'],
  ['half a point', '<polyline points="1,2 3"/>'],
  ['one point', '<polyline points="1,2"/>'],
  ['no size', '<rect width="-1" height="1"/>'],
  ['beyond all numbers', '<rect width="1e999" height="1"/>'],
  ['nothing', ''],
  ['too much', '<rect width="1" height="1"/>'.repeat(2100)],
])('%s: not read', (_, inside) => {
  expect(readSvgShapes(svg(inside))).toBeNull();
});

test('what is no svg is not read', () => {
  expect(readSvgShapes('<rect width="1" height="1"/>')).toBeNull();
  expect(readSvgShapes(`${svg('')}${' '.repeat(70_000)}`)).toBeNull();
});

test('never throws, and takes no time', () => {
  fc.assert(fc.property(fc.string(), (text) => void readSvgShapes(svg(text))));
  const begin = performance.now();
  readSvgShapes(svg('<rect '.repeat(10_000)));
  readSvgShapes(svg(`<path d="${'M'.repeat(60_000)}"/>`));
  readSvgShapes(svg(`<path d="M0 0L${'1'.repeat(60_000)}"/>`));
  readSvgShapes(svg(`<rect ${'a'.repeat(60_000)}/>`));
  expect(performance.now() - begin).toBeLessThan(2000);
});

import type { Point, Rect, Stroke } from './annotation.ts';

export interface SvgShapes {
  readonly rects: readonly Rect[];
  readonly strokes: readonly Stroke[];
}

const longest = 65_000;
const mostShapes = 2000;
const mostPoints = 20_000;
/** What could do more than draw. The text is only read for its numbers, never put into a page; it is refused anyway. */
const active =
  /<!|<\?(?!xml )|<\s*(?:\w+:)?(?:script|foreignObject|use|image|a|animate\w*|set)\b|\son\w+\s*=|javascript:/i;
const element = /<\s*(?:svg:)?(rect|polyline|polygon|line|path|circle|ellipse|text)\b([^<>]*)>/gi;

/**
 * Rectangles and lines of an SvgSelector, also of other programs: rect, line, polyline, polygon, and paths of straight
 * lines. Null when there is something that we would draw wrongly (curves, transformations) or must not trust.
 */
export function readSvgShapes(svg: string): SvgShapes | null {
  if (svg.length > longest || !/^\s*(?:<\?xml [^<>]*>\s*)?<(?:svg:)?svg[\s>]/i.test(svg) || active.test(svg))
    return null;
  if (/\s(?:transform|viewBox)\s*=/.test(svg)) return null;
  const rects: Rect[] = [];
  const strokes: Stroke[] = [];
  let points = 0;
  for (const [, name = '', text = ''] of svg.matchAll(element)) {
    const shape = readShape(name.toLowerCase(), attributesOf(text));
    if (shape === null) return null;
    if ('width' in shape) rects.push(shape);
    else strokes.push(shape);
    points += 'width' in shape ? 0 : shape.length;
    if (rects.length + strokes.length > mostShapes || points > mostPoints) return null;
  }
  return rects.length + strokes.length === 0 ? null : { rects, strokes };
}

function readShape(name: string, attributes: ReadonlyMap<string, string>): Rect | Stroke | null {
  const number = (key: string): number => readNumber(attributes.get(key) ?? '0') ?? Number.NaN;
  switch (name) {
    case 'rect':
      return drawable({ x: number('x'), y: number('y'), width: number('width'), height: number('height') });
    case 'line':
      return lineOf([
        [number('x1'), number('y1')],
        [number('x2'), number('y2')],
      ]);
    case 'polyline':
    case 'polygon': {
      const line = lineOf(pairsOf(attributes.get('points') ?? ''));
      return line !== null && name === 'polygon' ? closed(line) : line;
    }
    case 'path':
      return readPath(attributes.get('d') ?? '');
    default:
      return null;
  }
}

const attributesOf = (text: string): ReadonlyMap<string, string> =>
  new Map(
    [...text.matchAll(/(?<![\w:-])([\w:-]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, name = '', one, other]) => [
      name,
      one ?? other ?? '',
    ]),
  );

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?:px)?$/i;

function readNumber(text: string): number | null {
  const trimmed = text.trim();
  const value = decimal.test(trimmed) ? Number.parseFloat(trimmed) : Number.NaN;
  return Number.isFinite(value) ? value : null;
}

const numbersOf = (text: string): readonly number[] =>
  text
    .trim()
    .split(/[\s,]+/)
    .filter((one) => one !== '')
    .map((one) => readNumber(one) ?? Number.NaN);

function pairsOf(text: string): readonly (readonly number[])[] {
  const numbers = numbersOf(text);
  return numbers.length % 2 === 1
    ? []
    : numbers.flatMap((x, index) => (index % 2 === 0 ? [[x, numbers[index + 1] ?? Number.NaN]] : []));
}

function lineOf(pairs: readonly (readonly number[])[]): Stroke | null {
  const points = pairs.map(([x = Number.NaN, y = Number.NaN]): Point => ({ x, y }));
  return points.length > 1 && points.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y)) ? points : null;
}

function closed(line: Stroke): Stroke {
  const [first] = line;
  return first === undefined ? line : [...line, first];
}

const drawable = (rect: Rect): Rect | null =>
  [rect.x, rect.y, rect.width, rect.height].every(Number.isFinite) && rect.width >= 0 && rect.height >= 0 ? rect : null;

/** One run of straight lines: M L H V Z, absolute or relative. */
function readPath(d: string): Stroke | null {
  if (!/^[\s,MLHVZ\d.e+-]*$/i.test(d)) return null;
  const points: Point[] = [];
  let at: Point = { x: 0, y: 0 };
  let isClosed = false;
  for (const [, letter = '', rest = ''] of d.matchAll(/([MLHVZ])([^MLHVZ]*)/gi)) {
    const command = letter.toUpperCase();
    if (isClosed || (command === 'M' && points.length > 0)) return null;
    if (command === 'Z') {
      isClosed = true;
      continue;
    }
    const from = letter === command ? () => ({ x: 0, y: 0 }) : () => at;
    const numbers = numbersOf(rest.replace(/(?<=[\d.])-/g, ' -'));
    const steps =
      command === 'H' || command === 'V'
        ? numbers.map((value) => [value])
        : pairsOf(rest.replace(/(?<=[\d.])-/g, ' -'));
    if (steps.length === 0) return null;
    for (const [a = Number.NaN, b = Number.NaN] of steps) {
      const base = from();
      at = {
        x: command === 'V' ? at.x : base.x + a,
        y: command === 'V' ? base.y + a : command === 'H' ? at.y : base.y + b,
      };
      points.push(at);
    }
  }
  const line = lineOf(points.map(({ x, y }) => [x, y]));
  return line !== null && isClosed ? closed(line) : line;
}

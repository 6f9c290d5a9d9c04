import { PDFHexString, PDFName, PDFString, type PDFContext, type PDFRef } from '@cantoo/pdf-lib';
import type { Point, Rect } from '#common/domain/annotation.ts';
import { appearanceOf, boxAround, noteContent, widths, write } from './appearance.ts';
import { numberTag, tagOn, tagResources } from './number-tag.ts';
import { cornersOf, type PageSpace } from './page-space.ts';
import type { PdfMark } from './pdf-job.ts';

/** A printed stamp: a form, and how large it was drawn. */
export interface PrintedStamp {
  readonly form: PDFRef;
  readonly long: number;
  readonly tall: number;
}

interface Place {
  readonly context: PDFContext;
  readonly page: PDFRef;
  readonly space: PageSpace;
}

const subtypes: Readonly<Record<PdfMark['kind'], string>> = {
  highlight: 'Highlight',
  underline: 'Underline',
  rectangle: 'Square',
  arrow: 'Line',
  ink: 'Ink',
  note: 'Text',
  stamp: 'Stamp',
  redaction: 'Square',
};

/** Points of paper; the pin stands on its place. */
const pinSize = 18;
/** Shown on screen and paper. */
const printed = 4;
const neitherZoomsNorTurns = 8 + 16;

/** Adds one annotation with its appearance; null where the mark has nothing to draw. */
export function writeAnnotation(mark: PdfMark, place: Place, stamp: PrintedStamp | null): PDFRef | null {
  const { context, page, space } = place;
  const drawn =
    mark.kind === 'note' ? pin(mark, place) : mark.kind === 'stamp' ? stampAt(mark, place, stamp) : flat(mark, place);
  if (drawn === null) return null;
  const { x, y, width, height } = drawn.rect;
  const dict = context.obj({
    Type: 'Annot',
    Subtype: subtypes[mark.kind],
    Rect: [x, y, x + width, y + height],
    P: page,
    F: mark.kind === 'note' ? printed + neitherZoomsNorTurns : printed,
    C: [...(mark.kind === 'highlight' ? mark.fill : mark.line)],
    Contents: PDFHexString.fromText(mark.contents),
    T: PDFHexString.fromText(mark.author),
    Subj: PDFHexString.fromText(mark.subject),
    NM: PDFString.of(mark.id.replace(/[^\w.:-]/g, '_')),
    M: pdfDate(mark.modifiedAt),
    CreationDate: pdfDate(mark.createdAt),
    AP: { N: drawn.form },
    ...geometryOf(mark, space, drawn),
  });
  return context.register(dict);
}

interface Drawn {
  readonly form: PDFRef;
  readonly rect: Rect;
  /** Of the shape alone, without its number. */
  readonly shape: Rect;
}

/** Drawn where it stands, in the space of the page. */
function flat(mark: PdfMark, { context, space }: Place): Drawn | null {
  const appearance = appearanceOf(mark, space);
  if (appearance === null || !isDrawable(appearance.box)) return null;
  const { content, box: shape, blend, opacity } = appearance;
  const tag = tagOn(mark, space);
  const box = boxAround([...boxCorners(shape), ...(tag?.corners ?? [])]);
  const form = context.stream(`/Blend gs ${content} ${tag?.content ?? ''}\n`, {
    Type: 'XObject',
    Subtype: 'Form',
    BBox: [box.x, box.y, box.x + box.width, box.y + box.height],
    Resources: {
      ...tagResources,
      ExtGState: { ...tagResources.ExtGState, Blend: { BM: blend, ca: opacity, CA: opacity } },
    },
  });
  return { form: context.register(form), rect: box, shape };
}

/**
 * A pin above its place. By the standard it neither turns nor grows with the page: its rectangle's upper left corner
 * stays where it is, and the rest stands to the right of it and below, however the page is turned.
 */
function pin(mark: PdfMark, { context, space }: Place): Drawn | null {
  const [first] = mark.rects;
  if (first === undefined) return null;
  const size = pinSize * space.paper;
  const corner = space.toPdf({ x: first.x, y: Math.max(0, first.y - size * seenPerPdf(space)) });
  const rect = { x: corner.x, y: corner.y - size, width: size, height: size };
  if (!isDrawable(rect)) return null;
  const drawn = form(context, noteContent(mark, size), [size, size], turn(0), { Font: tagResources.Font });
  return { form: drawn, rect, shape: rect };
}

/** Stands upright on the page as it is seen, or runs up it where its box stands on end. */
function stampAt(mark: PdfMark, { context, space }: Place, stamp: PrintedStamp | null): Drawn | null {
  const [first] = mark.rects;
  if (first === undefined || stamp === null) return null;
  const rect = boxAround(cornersOf(first, space));
  if (!isDrawable(rect)) return null;
  const turned = turn(space.rotate + (first.height > first.width ? 90 : 0));
  const unit = (stamp.long * space.paper * seenPerPdf(space)) / Math.max(1, first.width, first.height);
  const corner = { x: 0, y: stamp.tall };
  const tag = numberTag(mark, { corner, right: { x: 1, y: 0 }, up: { x: 0, y: 1 }, unit });
  const resources = { XObject: { Stamp: stamp.form }, ...tagResources };
  const drawn = form(context, `/Stamp Do ${tag.content}`, [stamp.long, stamp.tall], turned, resources);
  return { form: drawn, rect, shape: rect };
}

const boxCorners = ({ x, y, width, height }: Rect): readonly Point[] => [
  { x, y },
  { x: x + width, y: y + height },
];

function form(
  context: PDFContext,
  content: string,
  [width, height]: readonly [number, number],
  matrix: readonly number[],
  resources: Record<string, Record<string, PDFRef | Record<string, string | number>>>,
): PDFRef {
  const stream = context.stream(`${content}\n`, {
    Type: 'XObject',
    Subtype: 'Form',
    BBox: [0, 0, width, height],
    Matrix: [...matrix],
    Resources: resources,
  });
  return context.register(stream);
}

/** Page units in a unit of PDF space. */
function seenPerPdf(space: PageSpace): number {
  const [a, b] = [space.toPdf({ x: 0, y: 0 }), space.toPdf({ x: 1, y: 0 })];
  return 1 / Math.max(1e-6, Math.hypot(b.x - a.x, b.y - a.y));
}

/** Anticlockwise, against the page's own turn. The program moves the result into the annotation's rectangle. */
function turn(degrees: number): readonly number[] {
  switch (((degrees % 360) + 360) % 360) {
    case 90:
      return [0, 1, -1, 0, 0, 0];
    case 180:
      return [-1, 0, 0, -1, 0, 0];
    case 270:
      return [0, -1, 1, 0, 0, 0];
    default:
      return [1, 0, 0, 1, 0, 0];
  }
}

/** PDF numbers beyond this are not portable. */
const isDrawable = ({ x, y, width, height }: Rect): boolean =>
  [x, y, width, height].every((one) => Number.isFinite(one) && Math.abs(one) < 1e6) && width >= 0 && height >= 0;

const flatNumbers = (points: readonly Point[]): number[] => points.flatMap(({ x, y }) => [x, y]);

/** What the kind of annotation says beside its appearance, so that programs can change it. */
function geometryOf(mark: PdfMark, space: PageSpace, { rect, shape }: Drawn) {
  const strokes = mark.strokes.map((stroke) => stroke.map((point) => space.toPdf(point)));
  const border = { BS: { Type: 'Border', W: Number(write(widths.line * space.paper)), S: 'S' } };
  switch (mark.kind) {
    case 'highlight':
    case 'underline':
      return { QuadPoints: mark.rects.flatMap((rect) => flatNumbers(cornersOf(rect, space))) };
    case 'redaction':
      return { ...border, IC: [0, 0, 0], RD: [...differences(rect, shape)] };
    case 'rectangle':
      return { ...border, RD: [...differences(rect, shape)] };
    case 'arrow':
      return { ...border, L: flatNumbers(strokes[0] ?? []), LE: [PDFName.of('None'), PDFName.of('OpenArrow')] };
    case 'ink':
      return { ...border, InkList: strokes.map(flatNumbers) };
    case 'note':
      return { Name: 'Note', Open: false };
    case 'stamp':
      return { Name: 'LPA' };
  }
}

/** "D:20240705044207Z"; the date of an annotation of another program may be anything. */
function pdfDate(iso: string): PDFString {
  const time = Date.parse(iso);
  const whole = Number.isNaN(time) ? '' : new Date(time).toISOString();
  return PDFString.of(whole === '' ? '' : `D:${whole.slice(0, 19).replace(/\D/g, '')}Z`);
}

/** Left, bottom, right, top: how much larger the annotation is than its shape (ISO 32000-2, 12.5.6.8). */
const differences = (outer: Rect, inner: Rect): readonly number[] => [
  inner.x - outer.x,
  inner.y - outer.y,
  outer.x + outer.width - inner.x - inner.width,
  outer.y + outer.height - inner.y - inner.height,
];

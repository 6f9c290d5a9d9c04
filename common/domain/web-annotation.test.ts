import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { markColours, markKinds, type Mark, type Rect, type Stroke, type WebAnnotation } from './annotation.ts';
import { annotationKey, fromWebAnnotation, toWebAnnotation } from './web-annotation.ts';

const mark: Mark = {
  id: '3f0c9a52-ac96-474b-bcce-b302099a8057',
  evidence: 'e01',
  sha256: 'ab'.repeat(32),
  indicator: 'i03',
  page: 6,
  kind: 'highlight',
  rects: [
    { x: 10.5, y: 20, width: 100, height: 12 },
    { x: 10.5, y: 34, width: 60.25, height: 12 },
  ],
  strokes: [],
  colour: 'blue',
  stamp: '',
  quote: { exact: 'ไม่พบแบบ ปค.6', prefix: 'ในชุดที่ส่ง ', suffix: ' จึง' },
  comment: 'ส่งไม่ครบ',
  author: { id: '4f0c9a52-ac96-474b-bcce-b302099a8057', name: 'ปาริชาต วงศ์เมธากุล' },
  createdAt: '2024-07-05T04:42:07.123Z',
  modifiedAt: '2024-07-05T05:00:00.000Z',
};

describe('to W3C', () => {
  test('a highlight over two lines', () => {
    expect(toWebAnnotation(mark)).toEqual({
      '@context': ['http://www.w3.org/ns/anno.jsonld', { lpa: 'urn:lpa-assessor:ns#' }],
      id: 'urn:uuid:3f0c9a52-ac96-474b-bcce-b302099a8057',
      type: 'Annotation',
      motivation: 'highlighting',
      creator: { id: 'urn:uuid:4f0c9a52-ac96-474b-bcce-b302099a8057', type: 'Person', name: 'ปาริชาต วงศ์เมธากุล' },
      created: '2024-07-05T04:42:07.123Z',
      modified: '2024-07-05T05:00:00.000Z',
      body: { type: 'TextualBody', value: 'ส่งไม่ครบ', format: 'text/plain', purpose: 'commenting' },
      target: {
        type: 'SpecificResource',
        source: `urn:sha256:${'ab'.repeat(32)}`,
        selector: [
          {
            type: 'FragmentSelector',
            conformsTo: 'http://tools.ietf.org/rfc/rfc3778',
            value: 'page=6&viewrect=10.5,20,100,26',
          },
          {
            type: 'SvgSelector',
            value:
              '<svg xmlns="http://www.w3.org/2000/svg"><rect x="10.5" y="20" width="100" height="12"/>' +
              '<rect x="10.5" y="34" width="60.25" height="12"/></svg>',
          },
          { type: 'TextQuoteSelector', exact: 'ไม่พบแบบ ปค.6', prefix: 'ในชุดที่ส่ง ', suffix: ' จึง' },
        ],
      },
      'lpa:mark': { kind: 'highlight', evidence: 'e01', indicator: 'i03', colour: 'blue' },
    });
  });

  test('a rectangle on a picture is in pixels, and without comment there is no body', () => {
    const annotation = toWebAnnotation(
      { ...mark, page: 1, kind: 'rectangle', rects: [mark.rects[0]!], quote: null, comment: '' },
      'image/jpeg',
    );
    expect(annotation.target).toMatchObject({
      selector: [
        {
          type: 'FragmentSelector',
          conformsTo: 'http://www.w3.org/TR/media-frags/',
          value: 'xywh=pixel:10.5,20,100,12',
        },
      ],
    });
    expect(annotation).not.toHaveProperty('body');
    expect(annotation.motivation).toBe('identifying');
  });
});

describe('shapes', () => {
  const arrow: Mark = {
    ...mark,
    kind: 'arrow',
    rects: [{ x: 10, y: 20, width: 30.5, height: 40 }],
    strokes: [
      [
        { x: 10, y: 60 },
        { x: 40.5, y: 20 },
      ],
    ],
    quote: null,
  };
  const svgOf = (one: Mark) =>
    (toWebAnnotation(one).target as { selector: { type: string; value: string }[] }).selector.find(
      ({ type }) => type === 'SvgSelector',
    )?.value;

  test('an arrow is a line from tail to head in a box', () => {
    expect(svgOf(arrow)).toBe('<svg xmlns="http://www.w3.org/2000/svg"><polyline points="10,60 40.5,20"/></svg>');
    expect(fromWebAnnotation(toWebAnnotation(arrow))).toEqual(arrow);
  });

  test('ink of several strokes, a stamp with its words, a colour', () => {
    const ink: Mark = { ...arrow, kind: 'ink', strokes: [...arrow.strokes, ...arrow.strokes], colour: 'red' };
    expect(fromWebAnnotation(toWebAnnotation(ink))).toEqual(ink);
    const stamp: Mark = { ...arrow, kind: 'stamp', strokes: [], stamp: 'ไม่มีลายมือชื่อ', colour: 'violet' };
    expect(toWebAnnotation(stamp)).toMatchObject({
      motivation: 'assessing',
      'lpa:mark': { kind: 'stamp', stamp: 'ไม่มีลายมือชื่อ', colour: 'violet' },
    });
    expect(fromWebAnnotation(toWebAnnotation(stamp))).toEqual(stamp);
  });

  test('a mark of the first version is blue and says nothing else new', () => {
    const { 'lpa:mark': own, ...rest } = toWebAnnotation(mark);
    const { kind, evidence, indicator } = own as Record<string, string>;
    expect(fromWebAnnotation({ ...rest, 'lpa:mark': { kind, evidence, indicator } })).toEqual(mark);
    expect(fromWebAnnotation({ ...rest, 'lpa:mark': { kind, evidence, indicator, colour: 'pink' } })).toEqual(mark);
  });
});

const coordinate = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e7, max: 1e7 }).map((n) => n + 0);
const extent = fc.double({ noNaN: true, noDefaultInfinity: true, min: 0, max: 1e7 }).map((n) => n + 0);
const anyRect: fc.Arbitrary<Rect> = fc.record({ x: coordinate, y: coordinate, width: extent, height: extent });
const anyStroke: fc.Arbitrary<Stroke> = fc.array(fc.record({ x: coordinate, y: coordinate }), {
  minLength: 2,
  maxLength: 9,
});
/** A shape is drawn by boxes or by strokes in one box. */
const anyShape = fc.oneof(
  fc.record({ rects: fc.array(anyRect, { maxLength: 5 }), strokes: fc.constant<readonly Stroke[]>([]) }),
  fc.record({
    rects: anyRect.map((rect) => [rect]),
    strokes: fc.array(anyStroke, { minLength: 1, maxLength: 4 }),
  }),
);
const plainMark = fc.record({
  id: fc.uuid(),
  evidence: fc.constantFrom('e01', 'E-2.x'),
  sha256: fc.stringMatching(/^[0-9a-f]{64}$/),
  indicator: fc.constant('i03'),
  page: fc.integer({ min: 1, max: 9999 }),
  kind: fc.constantFrom(...markKinds),
  colour: fc.constantFrom(...markColours),
  stamp: fc.string(),
  quote: fc.option(fc.record({ exact: fc.string(), prefix: fc.string(), suffix: fc.string() })),
  comment: fc.string({ unit: 'binary' }),
  author: fc.record({ id: fc.uuid(), name: fc.string() }),
  createdAt: fc.string(),
  modifiedAt: fc.string(),
});
/** What is hidden is somewhere, and nothing of it is quoted (redaction.test.ts). */
const hidden = (mark: Mark): Mark => ({
  ...mark,
  quote: null,
  rects: mark.rects.length === 0 ? [{ x: 1, y: 2, width: 3, height: 4 }] : mark.rects,
});
const anyMark: fc.Arbitrary<Mark> = fc
  .tuple(plainMark, anyShape)
  .map(([plain, shape]) => ({ ...plain, ...shape }))
  .map((any) => (any.kind === 'redaction' ? hidden(any) : any));

describe('there and back', () => {
  test('loses nothing on a page of a PDF, also over the wire', () => {
    fc.assert(
      fc.property(anyMark, (any) => {
        const wire = JSON.parse(JSON.stringify(toWebAnnotation(any))) as WebAnnotation;
        expect(fromWebAnnotation(wire)).toEqual(any);
        expect(annotationKey(wire.id)).toBe(any.id);
      }),
    );
  });

  test('loses nothing on a picture, which has one page', () => {
    fc.assert(
      fc.property(anyMark, (any) => {
        const picture = { ...any, page: 1, rects: any.rects.length === 0 ? [mark.rects[0]!] : any.rects };
        expect(fromWebAnnotation(toWebAnnotation(picture, 'image/png'))).toEqual(picture);
      }),
    );
  });
});

describe('from W3C', () => {
  const good = toWebAnnotation(mark);
  const target = good.target as { selector: { type: string; value: string }[] };
  const withTarget = (more: object) => ({ ...good, target: { ...target, ...more } });
  const withSelector = (type: string, more: object) =>
    withTarget({ selector: target.selector.map((one) => (one.type === type ? { ...one, ...more } : one)) });

  test.each<[string, WebAnnotation]>([
    ['foreign id', { ...good, id: 'https://example.org/1' }],
    ['no creator', { ...good, creator: 'https://example.org/me' }],
    ['foreign creator', { ...good, creator: { id: 'https://example.org/me', name: 'x' } }],
    ['no time', { ...good, created: 5 }],
    ['no time of change', { ...good, modified: null }],
    ['no extras of ours', { ...good, 'lpa:mark': undefined }],
    ['unknown kind', { ...good, 'lpa:mark': { kind: 'toString', evidence: 'e01', indicator: 'i03' } }],
    ['bad evidence id', { ...good, 'lpa:mark': { kind: 'note', evidence: '../e', indicator: 'i03' } }],
    ['bad indicator id', { ...good, 'lpa:mark': { kind: 'note', evidence: 'e01', indicator: '__proto__' } }],
    ['no target', { ...good, target: 'https://example.org/file.pdf' }],
    ['a source elsewhere', withTarget({ source: 'https://example.org/file.pdf' })],
    ['a short digest', withTarget({ source: 'urn:sha256:ab' })],
    ['one bare selector', withTarget({ selector: target.selector[0] })],
    ['no selector of ours', withTarget({ selector: ['x', { type: 'XPathSelector', value: '/' }] })],
    ['a fragment of another kind', withSelector('FragmentSelector', { value: 't=10,20' })],
    ['page 0', withSelector('FragmentSelector', { value: 'page=0' })],
    ['three numbers', withSelector('FragmentSelector', { value: 'page=1&viewrect=1,2,3' })],
    ['a number that is none', withSelector('FragmentSelector', { value: 'page=1&viewrect=1,2,3,x' })],
    ['a number beyond all', withSelector('FragmentSelector', { value: 'page=1&viewrect=1,2,3,1e999' })],
    ['a negative size', withSelector('SvgSelector', { value: '<rect x="1" y="1" width="-1" height="1"/>' })],
    ['no shape', withSelector('SvgSelector', { value: '<svg onload="alert(1)"/>' })],
    ['a broken quote', withSelector('TextQuoteSelector', { prefix: 7 })],
    ['a body elsewhere', { ...good, body: 'https://example.org/body' }],
    ['a body of another kind', { ...good, body: { type: 'Choice', value: 'x' } }],
  ])('%s: no mark of ours', (_, annotation) => {
    expect(fromWebAnnotation(annotation)).toBeNull();
  });

  test('members that we do not know do no harm', () => {
    expect(fromWebAnnotation({ ...good, 'dcterms:rights': 'x' })).toEqual(mark);
  });

  test('never throws', () => {
    const key = fc.constantFrom('creator', 'created', 'modified', 'target', 'body', 'lpa:mark', 'selector', 'source');
    fc.assert(
      fc.property(fc.dictionary(key, fc.oneof(fc.jsonValue(), fc.constant(target))), (some) => {
        const read = fromWebAnnotation({ ...good, ...some, id: good.id, type: 'Annotation' });
        expect(read === null || read.id === mark.id).toBe(true);
      }),
    );
  });
});

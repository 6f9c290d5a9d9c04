import {
  markColours,
  type Actor,
  type Mark,
  type MarkColour,
  type MarkKind,
  type Rect,
  type WebAnnotation,
} from './annotation.ts';
import { isList, isLocalId, isRecord, isText } from './guards.ts';
import { readSvgShapes } from './svg-shapes.ts';

/**
 * Marks as W3C Web Annotations (https://www.w3.org/TR/annotation-model/). The contexts are only named, never fetched:
 * `lpa:` is declared inline. A page region is a FragmentSelector (RFC 3778 for PDF, Media Fragments for images) around
 * all rects, an SvgSelector beside it when there are several or strokes, and a TextQuoteSelector for marked text.
 */
const context = ['http://www.w3.org/ns/anno.jsonld', { lpa: 'urn:lpa-assessor:ns#' }];
const pdfFragment = 'http://tools.ietf.org/rfc/rfc3778';
const mediaFragment = 'http://www.w3.org/TR/media-frags/';
const uuidUrn = 'urn:uuid:';
const shaUrn = 'urn:sha256:';

const motivations: Readonly<Record<MarkKind, string>> = {
  highlight: 'highlighting',
  underline: 'highlighting',
  rectangle: 'identifying',
  arrow: 'identifying',
  ink: 'identifying',
  note: 'commenting',
  stamp: 'assessing',
  redaction: 'editing',
};

/** Id by which marks and citations refer to an annotation: the bare UUID of ours, the whole IRI of others'. */
export const annotationKey = (id: string): string => (id.startsWith(uuidUrn) ? id.slice(uuidUrn.length) : id);

/**
 * `mediaType` of the marked file decides how the region is written: pixels for images, page and its units for all others,
 * and for the further pictures of a scan in TIFF, which Media Fragments have no word for.
 */
export function toWebAnnotation(mark: Mark, mediaType = 'application/pdf'): WebAnnotation {
  return {
    '@context': context,
    id: uuidUrn + mark.id,
    type: 'Annotation',
    motivation: motivations[mark.kind],
    creator: { id: uuidUrn + mark.author.id, type: 'Person', name: mark.author.name },
    created: mark.createdAt,
    modified: mark.modifiedAt,
    ...(mark.comment === '' ? {} : { body: commentBody(mark.comment) }),
    target: {
      type: 'SpecificResource',
      source: shaUrn + mark.sha256,
      selector: [regionSelector(mark, mediaType), ...shapeSelector(mark), ...quoteSelector(mark)],
    },
    'lpa:mark': {
      kind: mark.kind,
      evidence: mark.evidence,
      indicator: mark.indicator,
      colour: mark.colour,
      ...(mark.stamp === '' ? {} : { stamp: mark.stamp }),
    },
  };
}

const commentBody = (value: string) => ({ type: 'TextualBody', value, format: 'text/plain', purpose: 'commenting' });

function regionSelector({ page, rects }: Mark, mediaType: string) {
  const isImage = mediaType.startsWith('image/') && page === 1;
  const box = rects.length === 0 ? null : numbersOf(around(rects));
  const value = isImage
    ? `xywh=pixel:${box ?? '0,0,0,0'}`
    : `page=${page.toString()}${box === null ? '' : `&viewrect=${box}`}`;
  return { type: 'FragmentSelector', conformsTo: isImage ? mediaFragment : pdfFragment, value };
}

const numbersOf = ({ x, y, width, height }: Rect): string => [x, y, width, height].join(',');

/** The only rect itself, unrounded, or the box around all. */
function around(rects: readonly Rect[]): Rect {
  const [first] = rects;
  if (rects.length === 1 && first !== undefined) return first;
  const x = Math.min(...rects.map((rect) => rect.x));
  const y = Math.min(...rects.map((rect) => rect.y));
  const right = Math.max(...rects.map((rect) => rect.x + rect.width));
  const bottom = Math.max(...rects.map((rect) => rect.y + rect.height));
  return { x, y, width: right - x, height: bottom - y };
}

function shapeSelector({ rects, strokes }: Mark) {
  if (rects.length < 2 && strokes.length === 0) return [];
  const shapes =
    strokes.length > 0
      ? strokes.map((stroke) => `<polyline points="${stroke.map(({ x, y }) => `${x},${y}`).join(' ')}"/>`)
      : rects.map(({ x, y, width, height }) => `<rect x="${x}" y="${y}" width="${width}" height="${height}"/>`);
  return [{ type: 'SvgSelector', value: `<svg xmlns="http://www.w3.org/2000/svg">${shapes.join('')}</svg>` }];
}

/** What lies under a redaction is never repeated beside it. */
const quoteSelector = ({ kind, quote }: Mark) =>
  quote === null || kind === 'redaction'
    ? []
    : [{ type: 'TextQuoteSelector', exact: quote.exact, prefix: quote.prefix, suffix: quote.suffix }];

/** The mark that an annotation carries; null when it is not one of ours (kept in the history, but not drawn). */
export function fromWebAnnotation(annotation: WebAnnotation): Mark | null {
  const { id, created, modified, target, 'lpa:mark': own } = annotation;
  const author = readAuthor(annotation.creator);
  if (!id.startsWith(uuidUrn) || author === null || !isText(created) || !isText(modified)) return null;
  if (!isRecord(own) || !isKind(own.kind) || !isLocalId(own.evidence) || !isLocalId(own.indicator)) return null;
  if (!isRecord(target) || !isText(target.source) || !/^urn:sha256:[0-9a-f]{64}$/.test(target.source)) return null;
  const region = isList(target.selector) ? readRegion(target.selector.filter(isRecord)) : null;
  const comment = readComment(annotation.body);
  if (region === null || comment === null) return null;
  // It must say what to hide.
  if (own.kind === 'redaction' && region.rects.length === 0) return null;
  return {
    id: annotationKey(id),
    evidence: own.evidence,
    sha256: target.source.slice(shaUrn.length),
    indicator: own.indicator,
    page: region.page,
    kind: own.kind,
    rects: region.rects,
    strokes: region.strokes,
    // Marks of the first version had neither.
    colour: isColour(own.colour) ? own.colour : 'blue',
    stamp: isText(own.stamp) ? own.stamp : '',
    quote: own.kind === 'redaction' ? null : region.quote,
    comment,
    author,
    createdAt: created,
    modifiedAt: modified,
  };
}

type Selector = Readonly<Record<string, unknown>>;
type Region = Pick<Mark, 'page' | 'rects' | 'strokes' | 'quote'>;

const isKind = (value: unknown): value is MarkKind => isText(value) && Object.hasOwn(motivations, value);
const isColour = (value: unknown): value is MarkColour => markColours.some((colour) => colour === value);

function readAuthor(creator: unknown): Actor | null {
  if (!isRecord(creator) || !isText(creator.id) || !isText(creator.name)) return null;
  return creator.id.startsWith(uuidUrn) ? { id: creator.id.slice(uuidUrn.length), name: creator.name } : null;
}

function readComment(body: unknown): string | null {
  if (body === undefined) return '';
  return isRecord(body) && body.type === 'TextualBody' && isText(body.value) ? body.value : null;
}

function readRegion(selectors: readonly Selector[]): Region | null {
  const textOf = (type: string): string | null => {
    const found = selectors.find((selector) => selector.type === type)?.value;
    return isText(found) ? found : null;
  };
  const fragment = readFragment(textOf('FragmentSelector') ?? '');
  const svg = textOf('SvgSelector');
  const shapes = svg === null ? { rects: [], strokes: [] } : readSvgShapes(svg);
  const rects = shapes === null || shapes.rects.length > 0 ? shapes?.rects : fragment?.rects;
  const quote = readQuote(selectors.find((selector) => selector.type === 'TextQuoteSelector'));
  return fragment === null || shapes === null || rects === undefined || quote === undefined
    ? null
    : { page: fragment.page, rects, strokes: shapes.strokes, quote };
}

/** Undefined: there is a quote, but it is broken. */
function readQuote(selector: Selector | undefined): Mark['quote'] | undefined {
  if (selector === undefined) return null;
  const { exact, prefix, suffix } = selector;
  return isText(exact) && isText(prefix) && isText(suffix) ? { exact, prefix, suffix } : undefined;
}

function readFragment(value: string): Pick<Mark, 'page' | 'rects'> | null {
  const image = /^xywh=pixel:(.+)$/.exec(value);
  const pdf = /^page=([1-9]\d{0,5})(?:&viewrect=(.+))?$/.exec(value);
  if (image === null && pdf === null) return null;
  const numbers = image?.[1] ?? pdf?.[2];
  const rect = numbers === undefined ? undefined : readRect(numbers.split(','));
  if (rect === null) return null;
  return { page: Number(pdf?.[1] ?? 1), rects: rect === undefined ? [] : [rect] };
}

const decimalNumber = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/;

function readRect(texts: readonly string[]): Rect | null {
  if (texts.length !== 4 || !texts.every((text) => decimalNumber.test(text))) return null;
  const [x, y, width, height] = texts.map(Number);
  if (x === undefined || y === undefined || width === undefined || height === undefined) return null;
  const drawable = [x, y, width, height].every(Number.isFinite) && width >= 0 && height >= 0;
  return drawable ? { x, y, width, height } : null;
}

import type { Actor, Mark, MarkKind, Rect, Stroke, WebAnnotation } from './annotation.ts';
import { isList, isRecord, isText } from './guards.ts';
import { boundsOf } from './mark-geometry.ts';
import { isRedaction, withoutQuote } from './redaction.ts';
import { readSvgShapes } from './svg-shapes.ts';
import { fromWebAnnotation, toWebAnnotation } from './web-annotation.ts';

/** Where an annotation of another program stands on a file that we have. */
export interface ForeignPlace {
  readonly sha256: string;
  /** Null where only words are given, or words and a page without a region: it cannot be drawn at once. */
  readonly region: Pick<Mark, 'page' | 'rects' | 'strokes'> | null;
  readonly quote: Mark['quote'];
}

type Json = Readonly<Record<string, unknown>>;

/** The first target that is a file named by its SHA-256 and passes `isKnown`; null: it stands on something else. */
export function placeOfAnnotation(
  annotation: WebAnnotation,
  isKnown: (sha256: string) => boolean,
): ForeignPlace | null {
  for (const target of listOf(annotation.target)) {
    const address = addressOf(target);
    const [source = '', fragment] = address.split('#');
    const sha256 = /^urn:sha256:([0-9a-f]{64})$/i.exec(source)?.[1]?.toLowerCase();
    if (sha256 === undefined || !isKnown(sha256)) continue;
    const selectors = isRecord(target) ? selectorsOf(target.selector, 0) : [];
    const all = fragment === undefined ? selectors : [{ type: 'FragmentSelector', value: fragment }, ...selectors];
    return { sha256, region: regionOf(all), quote: quoteOf(all) };
  }
  return null;
}

function addressOf(target: unknown): string {
  if (isText(target)) return target;
  if (!isRecord(target)) return '';
  return target.source === undefined ? textOf(target.id) : addressOf(target.source);
}

const listOf = (value: unknown): readonly unknown[] => (isList(value) ? value : value === undefined ? [] : [value]);
const textOf = (value: unknown): string => (isText(value) ? value : '');

/** With those that refine them: together they say page, region and words. */
const selectorsOf = (value: unknown, depth: number): readonly Json[] =>
  depth > 8
    ? []
    : listOf(value)
        .filter(isRecord)
        .flatMap((selector) => [selector, ...selectorsOf(selector.refinedBy, depth + 1)]);

function regionOf(selectors: readonly Json[]): ForeignPlace['region'] {
  const values = (type: string) =>
    selectors.filter((selector) => selector.type === type).map(({ value }) => textOf(value));
  const fragments = values('FragmentSelector').map(readFragment);
  const page = fragments.find((one) => one.page !== null)?.page;
  const box = fragments.find((one) => one.rect !== null)?.rect;
  const shapes = values('SvgSelector')
    .map(readSvgShapes)
    .find((one) => one !== null);
  const rects = shapes === undefined ? [] : [...shapes.rects, ...shapes.strokes.map(boxOf)];
  const region = rects.length > 0 ? rects : box === undefined || box === null ? [] : [box];
  if (region.length === 0) return null;
  const strokes = shapes?.strokes ?? [];
  return { page: page ?? 1, rects: strokes.length > 0 ? [boundsOf(region)] : region, strokes };
}

function boxOf(stroke: Stroke): Rect {
  return boundsOf(stroke.map(({ x, y }) => ({ x, y, width: 0, height: 0 })));
}

const number = String.raw`(\d{1,7}(?:\.\d{1,6})?)`;
const box = new RegExp(`^(?:pixel:)?${number},${number},${number},${number}$`);

/** RFC 3778 (`page`, `viewrect`) and Media Fragments (`xywh` in pixels); percentages would need the size of the page. */
function readFragment(value: string): { readonly page: number | null; readonly rect: Rect | null } {
  const parts = new Map(
    value
      .replace(/^#/, '')
      .split('&')
      .map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)] as const),
  );
  const page = /^[1-9]\d{0,5}$/.exec(parts.get('page') ?? '')?.[0];
  const numbers = box
    .exec(parts.get('viewrect') ?? parts.get('xywh') ?? '')
    ?.slice(1)
    .map(Number);
  const [x, y, width, height] = numbers ?? [];
  const rect =
    x === undefined || y === undefined || width === undefined || height === undefined ? null : { x, y, width, height };
  return { page: page === undefined ? null : Number(page), rect };
}

function quoteOf(selectors: readonly Json[]): Mark['quote'] {
  const found = selectors.find(({ type, exact }) => type === 'TextQuoteSelector' && textOf(exact) !== '');
  if (found === undefined) return null;
  const part = (key: string) => textOf(found[key]).slice(0, 2000);
  return { exact: part('exact'), prefix: part('prefix'), suffix: part('suffix') };
}

/** What stands here already, and what an adopted annotation is told that it cannot know. */
export interface Adoption {
  readonly evidence: { readonly id: string; readonly indicator: string; readonly mediaType: string };
  readonly place: ForeignPlace;
  /** A UUID that is the same whenever the same text is given. */
  uuidOf(text: string): string;
  readonly now: string;
}

/**
 * An annotation of another program as one of ours, so that it is drawn and can be cited: its words and its author stay,
 * its id is named as `via`, and the whole of it is kept inside. Null when there is no region to draw.
 */
export function adoptAnnotation(original: WebAnnotation, adoption: Adoption): WebAnnotation | null {
  const { place, evidence, uuidOf, now } = adoption;
  if (place.region === null) return null;
  const createdAt = instantOr(original.created, now);
  const mark: Mark = {
    id: uuidOf(original.id),
    evidence: evidence.id,
    sha256: place.sha256,
    indicator: evidence.indicator,
    ...place.region,
    kind: kindOf(place),
    colour: 'grey',
    stamp: '',
    quote: place.quote,
    comment: commentOf(original),
    author: authorOf(original, uuidOf),
    createdAt,
    modifiedAt: instantOr(original.modified, createdAt),
  };
  return { ...toWebAnnotation(mark, evidence.mediaType), via: original.id, 'lpa:original': original };
}

const instantOr = (value: unknown, other: string): string => (isText(value) ? value : other);

function kindOf({ region, quote }: ForeignPlace): MarkKind {
  if ((region?.strokes.length ?? 0) > 0) return 'ink';
  if (quote !== null) return 'highlight';
  const only = region?.rects.length === 1 ? region.rects[0] : undefined;
  return only?.width === 0 && only.height === 0 ? 'note' : 'rectangle';
}

function authorOf(original: WebAnnotation, uuidOf: (text: string) => string): Actor {
  const [creator] = listOf(original.creator);
  const [given] = isRecord(creator) ? listOf(creator.name ?? creator.nickname) : [];
  const address = addressOf(creator);
  const name = (textOf(given) || address || original.id).slice(0, 500);
  return { id: uuidOf(address || name), name };
}

/** All that is text; of a choice the first, of what lies elsewhere its address. */
function commentOf({ body, bodyValue }: WebAnnotation): string {
  const read = (one: unknown, depth: number): readonly string[] => {
    if (isText(one)) return [one];
    if (!isRecord(one) || depth > 4) return [];
    if (isText(one.value)) return [one.format === 'text/html' ? plain(one.value) : one.value];
    const items = listOf(one.items);
    if (items.length > 0)
      return (one.type === 'Choice' ? items.slice(0, 1) : items).flatMap((item) => read(item, depth + 1));
    return [addressOf(one)];
  };
  return [...(isText(bodyValue) ? [bodyValue] : []), ...listOf(body).flatMap((one) => read(one, 0))]
    .filter((one) => one.trim() !== '')
    .join('\n')
    .slice(0, 10_000);
}

/** Good enough to be read; it is only ever shown as text. */
const plain = (html: string): string =>
  html
    .replace(/<(?:br|\/p|\/div|\/li)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .trim();

/** An annotation of ours, with the ids that its file has here. */
export function moveHome(annotation: WebAnnotation, home: Adoption['evidence'], knows: (indicator: string) => boolean) {
  const mark = fromWebAnnotation(annotation);
  if (mark === null) return null;
  const own = isRecord(annotation['lpa:mark']) ? annotation['lpa:mark'] : {};
  const indicator = knows(mark.indicator) ? mark.indicator : home.indicator;
  const moved = { ...annotation, 'lpa:mark': { ...own, evidence: home.id, indicator } };
  return isRedaction(mark) ? withoutQuote(moved) : moved;
}

import type { Mark, Rect, WebAnnotation } from './annotation.ts';
import { isList, isRecord } from './guards.ts';
import type { Size } from './mark-geometry.ts';
import { fromWebAnnotation } from './web-annotation.ts';

/** Why something is blacked out: in Thai whatever the language of the screen, as it stands in the copy's list. */
export const redactionReasons = ['เลขประจำตัวประชาชน', 'ที่อยู่', 'โทรศัพท์', 'ลายมือชื่อ', 'เลขที่บัญชี', 'ข้อมูลสุขภาพ'] as const;

export const isRedaction = ({ kind }: Pick<Mark, 'kind'>): boolean => kind === 'redaction';

/** Those on one content, wherever it stands in a submission. */
export const redactionsOn = (marks: readonly Mark[], sha256: string): readonly Mark[] =>
  marks.filter((mark) => isRedaction(mark) && mark.sha256 === sha256);

/** Boxes of words reach a little beyond their letters: what only touches an area does not lie under it. */
const touch = 0.5;

const overlap = (a: Rect, b: Rect): boolean =>
  Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) > touch &&
  Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) > touch;

type Placed = Pick<Mark, 'sha256' | 'page' | 'rects'>;

/** Whether any part of a mark lies under what is blacked out. */
export const isCovered = (mark: Placed, redactions: readonly Placed[]): boolean =>
  redactions.some(
    ({ sha256, page, rects }) =>
      sha256 === mark.sha256 &&
      page === mark.page &&
      rects.some((area) => mark.rects.some((rect) => overlap(area, rect))),
  );

/**
 * Pixels of a picture of a page that an area covers, whole ones only and one more on each side: smoothing spreads a letter
 * over its neighbours.
 */
export function pixelsOf(area: Rect, page: Size, picture: Size): Rect {
  const [across, down] = [picture.width / page.width, picture.height / page.height];
  const x = Math.max(0, Math.floor(area.x * across) - 1);
  const y = Math.max(0, Math.floor(area.y * down) - 1);
  const right = Math.min(picture.width, Math.ceil((area.x + area.width) * across) + 1);
  const bottom = Math.min(picture.height, Math.ceil((area.y + area.height) * down) + 1);
  return { x, y, width: Math.max(0, right - x), height: Math.max(0, bottom - y) };
}

/** Without the words that it quotes, also as another program had them; the place stays. */
export function withoutQuote(annotation: WebAnnotation): WebAnnotation {
  const { 'lpa:original': _original, ...kept } = annotation;
  const { target } = kept;
  if (!isRecord(target) || !isList(target.selector)) return kept;
  const selector = target.selector.filter((one) => !isRecord(one) || one.type !== 'TextQuoteSelector');
  return { ...kept, target: { ...target, selector } };
}

/** Annotations for others: none quotes what is blacked out on its page. */
export function withoutCoveredQuotes(annotations: readonly WebAnnotation[]): readonly WebAnnotation[] {
  const marks = new Map(annotations.map((annotation) => [annotation, fromWebAnnotation(annotation)]));
  const redactions = [...marks.values()].filter((mark) => mark !== null).filter(isRedaction);
  return annotations.map((annotation) => {
    const mark = marks.get(annotation);
    return mark && (isRedaction(mark) || isCovered(mark, redactions)) ? withoutQuote(annotation) : annotation;
  });
}

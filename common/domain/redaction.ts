import type { Mark, Rect, WebAnnotation } from './annotation.ts';
import { isList, isRecord, isText } from './guards.ts';
import type { Size } from './mark-geometry.ts';
import { fromWebAnnotation } from './web-annotation.ts';

/** Why something is blacked out: in Thai whatever the language of the screen, as it stands in the copy's list. */
export const redactionReasons = ['เลขประจำตัวประชาชน', 'ที่อยู่', 'โทรศัพท์', 'ลายมือชื่อ', 'เลขที่บัญชี', 'ข้อมูลสุขภาพ'] as const;

export const isRedaction = ({ kind }: Pick<Mark, 'kind'>): boolean => kind === 'redaction';

/** Those on one content, wherever it stands in a submission. */
export const redactionsOn = (marks: readonly Mark[], sha256: string): readonly Mark[] =>
  marks.filter((mark) => isRedaction(mark) && mark.sha256 === sha256);

/**
 * Whether a mark stands on a page where something is blacked out. Its quote, with the words before and behind, may hold
 * what is hidden wherever its own box is; a quote never crosses a page.
 */
export const isOnRedactedPage = (
  { sha256, page }: Pick<Mark, 'sha256' | 'page'>,
  redactions: readonly Pick<Mark, 'sha256' | 'page'>[],
): boolean => redactions.some((redaction) => redaction.sha256 === sha256 && redaction.page === page);

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

/** Without the words that it quotes, however deep, also as another program had them; the place stays. */
export function withoutQuote(annotation: WebAnnotation): WebAnnotation {
  const { id, type, 'lpa:original': _original, ...kept } = annotation;
  return { ...withoutQuotesIn(kept, 0), id, type };
}

/** Annotations come in with 32 levels at most. */
const deepest = 40;

const withoutQuotesIn = (record: Readonly<Record<string, unknown>>, depth: number): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(record)
      .filter(([, value]) => !isQuote(value))
      .map(([key, value]) => [key, unquoted(value, depth + 1)]),
  );

function unquoted(value: unknown, depth: number): unknown {
  if (depth > deepest) return null;
  if (isList(value)) return value.filter((one) => !isQuote(one)).map((one) => unquoted(one, depth + 1));
  return isRecord(value) ? withoutQuotesIn(value, depth) : value;
}

/** Also where a program gives it several types, or names the type with its vocabulary. */
const isQuote = (value: unknown): boolean =>
  isRecord(value) &&
  (isText(value.exact) ||
    [value.type, value['@type']].flat().some((type) => isText(type) && type.endsWith('TextQuoteSelector')));

/** Annotations for others: none quotes anything of a page where something is blacked out. */
export function withoutCoveredQuotes(annotations: readonly WebAnnotation[]): readonly WebAnnotation[] {
  const marks = new Map(annotations.map((annotation) => [annotation, fromWebAnnotation(annotation)]));
  const redactions = [...marks.values()].filter((mark) => mark !== null).filter(isRedaction);
  const contents = new Set(redactions.map(({ sha256 }) => sha256));
  return annotations.map((annotation) => {
    const mark = marks.get(annotation) ?? null;
    const isSilent =
      mark === null || annotation['lpa:original'] !== undefined
        ? namesAny(annotation, contents)
        : isRedaction(mark) || isOnRedactedPage(mark, redactions);
    return isSilent ? withoutQuote(annotation) : annotation;
  });
}

/** Of what another program wrote, nobody knows for sure on which page it stands, nor what else it stands on. */
function namesAny(annotation: WebAnnotation, contents: ReadonlySet<string>): boolean {
  const text = JSON.stringify([annotation.target, annotation['lpa:original']]).toLowerCase();
  return [...contents].some((sha256) => text.includes(sha256));
}

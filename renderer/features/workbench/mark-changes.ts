import type { Actor, Mark, MarkColour, Rect, Stroke } from '#common/domain/annotation.ts';
import type { FromViewer, ViewerMark } from '#common/contract/viewer.ts';
import type { CitedSource } from '#common/domain/cited-source.ts';
import type { Citation, Change } from '#common/domain/review-event.ts';
import type { Review } from '#common/domain/review.ts';
import type { EvidenceItem } from '#common/domain/submission.ts';
import { toWebAnnotation } from '#common/domain/web-annotation.ts';
import { sourceOf, tabOf } from './evidence-tabs.ts';

/** A mark that the reader has just drawn in the evidence frame. */
export function newMark(
  drawn: Extract<FromViewer, { kind: 'drawn' }>,
  made: {
    readonly id: string;
    readonly evidence: EvidenceItem;
    readonly indicator: string;
    readonly author: Actor;
    readonly now: string;
  },
): Mark {
  return {
    id: made.id,
    evidence: made.evidence.id,
    sha256: made.evidence.sha256,
    indicator: made.indicator,
    page: drawn.page,
    kind: drawn.mark,
    rects: drawn.rects,
    strokes: drawn.strokes,
    colour: drawn.colour,
    stamp: drawn.stamp,
    quote: drawn.quote,
    comment: '',
    author: made.author,
    createdAt: made.now,
    modifiedAt: made.now,
  };
}

/** The same mark made once more, for the review of another indicator. */
export const copyOf = (
  mark: Mark,
  made: { readonly id: string; readonly indicator: string; readonly author: Actor; readonly now: string },
): Mark => ({
  ...mark,
  id: made.id,
  indicator: made.indicator,
  author: made.author,
  createdAt: made.now,
  modifiedAt: made.now,
});

export const created = (mark: Mark, mediaType: string): Change => ({
  type: 'annotation.created',
  payload: { annotation: toWebAnnotation(mark, mediaType) },
});

export const updated = (
  mark: Mark,
  change: {
    readonly rects?: readonly Rect[];
    readonly strokes?: readonly Stroke[];
    readonly colour?: MarkColour;
    readonly stamp?: string;
    readonly comment?: string;
  },
  now: string,
  mediaType: string,
): Change => ({
  type: 'annotation.updated',
  payload: { annotation: toWebAnnotation({ ...mark, ...change, modifiedAt: now }, mediaType) },
});

/** A citation with its tab number in the indicator, its mark and the tab that shows it; a lost mark is null. */
export interface NumberedCitation {
  readonly number: number;
  readonly citation: Citation;
  readonly mark: Mark | null;
  readonly tab: string;
  /** What is cited, where an earlier revision has to say it. */
  readonly source: CitedSource | null;
}

/** The n-th citation of an indicator carries the number n. */
export const citationsOf = (
  review: Review,
  indicator: string,
  cited: Readonly<Record<string, CitedSource>>,
): readonly NumberedCitation[] =>
  review.citations
    .filter((citation) => citation.indicator === indicator)
    .map((citation, index) => ({
      number: index + 1,
      citation,
      mark: review.marks.find((mark) => mark.id === citation.annotation) ?? null,
      tab: tabOf(citation, cited),
      source: sourceOf(citation, cited),
    }));

/**
 * The marks on one content as the frame draws them, whatever id it has in which revision. `captionOf` says who, when and
 * where cited.
 */
export function viewerMarks(
  review: Review,
  sha256: string,
  citations: readonly NumberedCitation[],
  captionOf: (mark: Mark, citedIn: readonly string[]) => string,
): readonly ViewerMark[] {
  const numbers = new Map(citations.map(({ mark, number }) => [mark?.id, number]));
  return review.marks
    .filter((mark) => mark.sha256 === sha256)
    .map((mark) => {
      const citedIn = review.citations.filter((one) => one.annotation === mark.id).map((one) => one.indicator);
      return {
        id: mark.id,
        page: mark.page,
        kind: mark.kind,
        rects: mark.rects,
        strokes: mark.strokes,
        colour: mark.colour,
        stamp: mark.stamp,
        quote: mark.quote,
        comment: mark.comment,
        caption: captionOf(mark, [...new Set(citedIn)]),
        cited: numbers.get(mark.id) ?? null,
      };
    });
}

/** What is to be cited: a mark if one is chosen, otherwise the whole file. Null when that is cited already. */
export function citationFor(
  citations: readonly NumberedCitation[],
  wanted: {
    readonly id: string;
    readonly indicator: string;
    readonly evidence: string;
    readonly annotation: string | null;
  },
): Change | null {
  const known = citations.some(
    ({ tab, citation }) => tab === wanted.evidence && citation.annotation === wanted.annotation,
  );
  return known ? null : { type: 'citation.added', payload: wanted };
}

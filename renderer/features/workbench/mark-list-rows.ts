import type { Mark, MarkKind } from '#common/domain/annotation.ts';
import { inReadingOrder } from '#common/domain/mark-geometry.ts';
import { readableQuote } from '#common/domain/mark-quote.ts';
import type { Review } from '#common/domain/review.ts';
import { foldForSearch } from '#common/domain/thai-text.ts';

export interface MarkFilter {
  readonly scope: 'file' | 'indicator' | 'all';
  readonly text: string;
  readonly kind: MarkKind | 'any';
  /** Id of a person, or ''. */
  readonly author: string;
  readonly state: 'any' | 'cited' | 'uncited' | 'lost';
}

export const noFilter: MarkFilter = { scope: 'indicator', text: '', kind: 'any', author: '', state: 'any' };

export interface MarkRow {
  readonly id: string;
  readonly mark: Mark;
  /** Its own words: comment, stamp or quote; '' where it has none. */
  readonly words: string;
  /** Title of its file. */
  readonly file: string;
  /** Ids of the indicators whose scores cite it. */
  readonly citedIn: readonly string[];
  /** Its tab in the indicator that is open. */
  readonly number: number | null;
  readonly isLost: boolean;
}

interface Known {
  readonly review: Review;
  readonly titles: ReadonlyMap<string, string>;
  readonly numbers: ReadonlyMap<string, number>;
  readonly lost: ReadonlySet<string>;
}

/** All marks, file by file, each in reading order. */
export function markRows({ review, titles, numbers, lost }: Known): readonly MarkRow[] {
  const citedIn = new Map<string, string[]>();
  for (const { annotation, indicator } of review.citations) {
    if (annotation === null) continue;
    const known = citedIn.get(annotation);
    if (!known) citedIn.set(annotation, [indicator]);
    else if (!known.includes(indicator)) known.push(indicator);
  }
  const files = new Map<string, Mark[]>();
  for (const mark of review.marks) {
    const there = files.get(mark.sha256);
    if (there) there.push(mark);
    else files.set(mark.sha256, [mark]);
  }
  return [...files.values()].flatMap(inReadingOrder).map((mark) => ({
    id: mark.id,
    mark,
    words: mark.comment || mark.stamp || (readableQuote(mark.quote) ?? ''),
    file: titles.get(mark.sha256) ?? titles.get(mark.evidence) ?? mark.evidence,
    citedIn: citedIn.get(mark.id) ?? [],
    number: numbers.get(mark.id) ?? null,
    isLost: lost.has(mark.id),
  }));
}

/** Those of the file that is open (by content), of the indicator (made or cited there), or all. */
export const inScope = (
  rows: readonly MarkRow[],
  scope: MarkFilter['scope'],
  here: { readonly sha256: string | null; readonly indicator: string },
): readonly MarkRow[] =>
  scope === 'all'
    ? rows
    : rows.filter(({ mark, citedIn }) =>
        scope === 'file'
          ? mark.sha256 === here.sha256
          : mark.indicator === here.indicator || citedIn.includes(here.indicator),
      );

export function passesFilter(row: MarkRow, { kind, author, state, text }: MarkFilter): boolean {
  const { mark, citedIn, isLost } = row;
  if (kind !== 'any' && mark.kind !== kind) return false;
  if (author !== '' && mark.author.id !== author) return false;
  if (state === 'cited' && citedIn.length === 0) return false;
  if (state === 'uncited' && citedIn.length > 0) return false;
  if (state === 'lost' && !isLost) return false;
  const wanted = foldForSearch(text.trim());
  if (wanted === '') return true;
  const all = [mark.comment, mark.stamp, readableQuote(mark.quote) ?? '', mark.author.name, row.file];
  return all.some((part) => foldForSearch(part).includes(wanted));
}

import type { HitKind } from '#common/contract/channels/search.ts';
import { parseQuery, type SearchTerm } from '#common/domain/search-query.ts';
import type { CatalogueEntry } from './catalogue.ts';
import type { IndexMemory, IndexedPage, PlaceRef } from './index-memory.ts';
import { packText } from './packed-text.ts';
import { createRanking } from './ranking.ts';

export interface IndexQuery {
  readonly query: string;
  readonly submission: string | null;
  readonly kinds: readonly HitKind[] | null;
  readonly limit: number;
  readonly offset: number;
}

/** One find, without the words around it: of a page those lie sealed on disk. */
export interface IndexHit {
  readonly kind: HitKind;
  readonly submission: string;
  readonly laoName: string;
  readonly indicator: string | null;
  readonly number: string | null;
  readonly evidence: string | null;
  readonly page: number | null;
  readonly title: string;
  /** Of a page its content, which of its words match, and whether with their marks; null for what somebody wrote. */
  readonly content: { readonly sha256: string; readonly source: 'text' | 'ocr'; readonly exact: boolean } | null;
  /** What somebody wrote. */
  readonly text: string;
}

export interface Found {
  readonly total: number;
  readonly counts: Partial<Record<HitKind, number>>;
  readonly hits: readonly IndexHit[];
}

/** Takes in a find: counts it, and ranks it where its kind is wanted. */
type Take = (kind: HitKind, score: number, times: number, make: (at: number) => IndexHit) => void;

/** What people look for by name comes before what it contains; words that match but for their marks come last. */
const kindScore: Readonly<Record<HitKind, number>> = {
  lao: 900,
  indicator: 800,
  title: 700,
  mark: 600,
  remark: 600,
  answer: 590,
  'live-check': 580,
  certificate: 580,
  request: 580,
  page: 400,
};
const skeletonScore = 100;
/** Letters within which all words of a query belong together. */
const near = 120;

export function findInIndex(memory: IndexMemory, query: IndexQuery): Found {
  const terms = parseQuery(query.query).map(({ folded, skeleton }) => ({
    folded: packText(folded),
    skeleton: skeleton === null ? null : packText(skeleton),
  }));
  const counts: Partial<Record<HitKind, number>> = {};
  if (terms.length === 0) return { total: 0, counts, hits: [] };
  const ranking = createRanking<IndexHit>();
  const take: Take = (kind, score, times, make) => {
    counts[kind] = (counts[kind] ?? 0) + times;
    if (query.kinds !== null && !query.kinds.includes(kind)) return;
    for (let at = 0; at < times; at += 1) ranking.add(score, () => make(at));
  };
  findTexts(memory, query, terms, take);
  findPages(memory, query.submission, terms, take);
  return { total: ranking.total(), counts, hits: ranking.slice(query.offset, query.offset + query.limit) };
}

/** Titles of indicators are the same for each LAO, so everywhere they are found only where they are asked for. */
const mayBe = ({ kinds, submission }: IndexQuery, kind: HitKind): boolean =>
  kind !== 'indicator' || submission !== null || kinds?.includes(kind) === true;

const numberOf = ({ numbers }: CatalogueEntry, indicator: string | null): string | null =>
  indicator === null ? null : (numbers[indicator] ?? null);

function findTexts(memory: IndexMemory, query: IndexQuery, terms: readonly SearchTerm[], take: Take): void {
  for (const { entry, texts } of memory.submissions.values()) {
    if (query.submission !== null && entry.submission !== query.submission) continue;
    const { submission, laoName } = entry;
    for (const { text, folded } of texts)
      if (mayBe(query, text.kind) && terms.every((term) => folded.includes(term.folded)))
        take(text.kind, kindScore[text.kind] + countScore(folded, terms), 1, () => ({
          ...text,
          number: numberOf(entry, text.indicator),
          submission,
          laoName,
          content: null,
        }));
  }
}

function findPages(memory: IndexMemory, submission: string | null, terms: readonly SearchTerm[], take: Take): void {
  for (const [sha256, refs] of memory.places()) {
    const pages = memory.contents.get(sha256);
    const here = submission === null ? refs : refs.filter(({ entry }) => entry.submission === submission);
    if (pages === undefined || here.length === 0) continue;
    for (const page of pages.values()) {
      const found = matchPage(page, terms);
      if (found !== null) take('page', found.score, here.length, (at) => pageHit(here[at], page, sha256, found));
    }
  }
}

function pageHit(
  ref: PlaceRef | undefined,
  { page }: IndexedPage,
  sha256: string,
  { source, exact }: PageMatch,
): IndexHit {
  if (ref === undefined) throw new Error('a find without a place');
  const { entry, place } = ref;
  const indicator = place.indicators[0] ?? null;
  return {
    kind: 'page',
    submission: entry.submission,
    laoName: entry.laoName,
    indicator,
    number: numberOf(entry, indicator),
    evidence: place.evidence,
    page,
    title: place.title,
    content: { sha256, source, exact },
    text: '',
  };
}

interface PageMatch {
  readonly score: number;
  readonly source: 'text' | 'ocr';
  readonly exact: boolean;
}

function matchPage(page: IndexedPage, terms: readonly SearchTerm[]): PageMatch | null {
  if (page.folded !== '' && terms.every(({ folded }) => page.folded.includes(folded))) {
    const first = page.folded.indexOf(terms[0]?.folded ?? '');
    return {
      score: kindScore.page + countScore(page.folded, terms),
      source: first < page.recognised ? 'ocr' : 'text',
      exact: true,
    };
  }
  if (page.skeleton === '') return null;
  if (!terms.every(({ skeleton }) => skeleton !== null && page.skeleton.includes(skeleton))) return null;
  const first = page.skeleton.indexOf(terms[0]?.skeleton ?? '');
  return { score: skeletonScore, source: first < page.damaged ? 'ocr' : 'text', exact: false };
}

/** More finds and words close together are better; nothing that moves a hit into another kind's place. */
function countScore(folded: string, terms: readonly SearchTerm[]): number {
  let count = 0;
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  for (const term of terms) {
    const begin = folded.indexOf(term.folded);
    first = Math.min(first, begin);
    last = Math.max(last, begin);
    let at = begin;
    for (let times = 0; times < 4 && at >= 0; times += 1) {
      count += 1;
      at = folded.indexOf(term.folded, at + term.folded.length);
    }
  }
  return Math.round((count * 4) / terms.length) + (terms.length > 1 && last - first < near ? 20 : 0);
}

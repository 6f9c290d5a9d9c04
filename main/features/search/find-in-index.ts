import type { HitKind } from '#common/contract/channels/search.ts';
import { parseQuery, type SearchTerm } from '#common/domain/search-query.ts';
import type { CatalogueEntry } from './catalogue.ts';
import type { IndexMemory, IndexedPage } from './index-memory.ts';

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

interface Match {
  readonly kind: HitKind;
  readonly score: number;
  readonly hit: () => IndexHit;
}

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
  const terms = parseQuery(query.query);
  if (terms.length === 0) return { total: 0, counts: {}, hits: [] };
  const matches = [...textMatches(memory, query, terms), ...pageMatches(memory, query, terms)];
  const counts: Partial<Record<HitKind, number>> = {};
  for (const { kind } of matches) counts[kind] = (counts[kind] ?? 0) + 1;
  const wanted = query.kinds === null ? matches : matches.filter(({ kind }) => query.kinds?.includes(kind));
  // Sorting is stable: equals stay in the order of submissions, files and pages.
  wanted.sort((one, other) => other.score - one.score);
  const { offset, limit } = query;
  return { total: wanted.length, counts, hits: wanted.slice(offset, offset + limit).map(({ hit }) => hit()) };
}

/** Titles of indicators are the same for each LAO, so everywhere they are found only where they are asked for. */
const mayBe = ({ kinds, submission }: IndexQuery, kind: HitKind): boolean =>
  kind !== 'indicator' || submission !== null || kinds?.includes(kind) === true;

const numberOf = ({ numbers }: CatalogueEntry, indicator: string | null): string | null =>
  indicator === null ? null : (numbers[indicator] ?? null);

function textMatches(memory: IndexMemory, query: IndexQuery, terms: readonly SearchTerm[]): Match[] {
  const matches: Match[] = [];
  for (const { entry, texts } of memory.submissions.values()) {
    if (query.submission !== null && entry.submission !== query.submission) continue;
    for (const { text, folded } of texts) {
      if (!mayBe(query, text.kind) || !terms.every((term) => folded.includes(term.folded))) continue;
      matches.push({
        kind: text.kind,
        score: kindScore[text.kind] + countScore(folded, terms),
        hit: () => ({
          ...text,
          number: numberOf(entry, text.indicator),
          submission: entry.submission,
          laoName: entry.laoName,
          content: null,
        }),
      });
    }
  }
  return matches;
}

function pageMatches(memory: IndexMemory, query: IndexQuery, terms: readonly SearchTerm[]): Match[] {
  const matches: Match[] = [];
  for (const [sha256, refs] of memory.places()) {
    const pages = memory.contents.get(sha256);
    const here = query.submission === null ? refs : refs.filter(({ entry }) => entry.submission === query.submission);
    if (pages === undefined || here.length === 0) continue;
    for (const page of pages.values()) {
      const found = matchPage(page, terms);
      if (found === null) continue;
      for (const { entry, place } of here)
        matches.push({
          kind: 'page',
          score: found.score,
          hit: () => ({
            kind: 'page',
            submission: entry.submission,
            laoName: entry.laoName,
            indicator: place.indicators[0] ?? null,
            number: numberOf(entry, place.indicators[0] ?? null),
            evidence: place.evidence,
            page: page.page,
            title: place.title,
            content: { sha256, source: found.source, exact: found.exact },
            text: '',
          }),
        });
    }
  }
  return matches;
}

function matchPage(
  page: IndexedPage,
  terms: readonly SearchTerm[],
): { readonly score: number; readonly source: 'text' | 'ocr'; readonly exact: boolean } | null {
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

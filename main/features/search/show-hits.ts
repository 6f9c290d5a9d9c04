import type { SearchHit } from '#common/contract/channels/search.ts';
import { isDamaged } from '#common/domain/mark-quote.ts';
import { parseQuery } from '#common/domain/search-query.ts';
import { skeletonSnippetOf, snippetOf, type Snippet } from '#common/domain/snippet.ts';
import type { Reader } from '#main/storage/database.ts';
import type { Vault } from '#main/storage/library.ts';
import type { IndexHit } from './find-in-index.ts';
import { readPages } from './queries.ts';

const nothing: Snippet & SearchHit['snippet'] = { text: '', ranges: [] };

/** Adds the words around each find. Those of pages are unsealed for it, as many as are shown. */
export async function showHits(
  { db, vault }: { readonly db: Reader; readonly vault: Vault },
  query: string,
  hits: readonly IndexHit[],
): Promise<SearchHit[]> {
  const terms = parseQuery(query);
  // For the frame, which compares skeletons itself where a page is damaged.
  const asTyped = [...query.matchAll(/["“”„]([^"“”„]+)["“”„]|[^\s"“”„]+/g)].map(([whole, phrase]) => phrase ?? whole);
  const pages = hits.flatMap(({ content, page }) => (content === null || page === null ? [] : [{ ...content, page }]));
  const records = await readPages(db, vault, pages);
  const shown: SearchHit[] = [];
  for (const { content, text, ...hit } of hits) {
    if (content === null) {
      shown.push({ ...hit, ...withRanges(snippetOf(text, terms)), source: null, quote: null });
      continue;
    }
    const { sha256, source, exact } = content;
    const record = records.get(`${sha256} ${hit.page ?? 1}`);
    const words = source === 'ocr' ? record?.ocr : record?.text;
    if (words === undefined || words === null || (source === 'text' && isDamaged(words))) {
      shown.push({ ...hit, snippet: nothing, source, quote: source === 'text' ? (asTyped[0] ?? null) : null });
      continue;
    }
    const found = snippetOf(words, terms);
    const snippet = exact ? found : skeletonSnippetOf(words, terms);
    shown.push({ ...hit, ...withRanges(snippet), source, quote: source === 'text' ? found.found : null });
  }
  return shown;
}

const withRanges = ({ text, ranges }: Snippet): Pick<SearchHit, 'snippet'> => ({
  snippet: { text, ranges: ranges.map(([begin, end]) => [begin, end]) },
});

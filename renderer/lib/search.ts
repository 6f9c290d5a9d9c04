import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { HitKind, Indexing, SearchResult } from '#common/contract/channels/search.ts';
import { call } from './api.ts';
import { query } from './queries.ts';

export const indexingQuery = () => query('search.status', {});

/** How far reading is; moves by the event `indexing`. */
export function useIndexing(): Indexing | null {
  return useQuery(indexingQuery()).data ?? null;
}

export function usePauseReading(): (paused: boolean) => void {
  const client = useQueryClient();
  return (paused) => {
    void call('search.pause', { paused }).then(
      (status) => client.setQueryData(indexingQuery().queryKey, status),
      () => undefined,
    );
  };
}

export interface SearchFor {
  readonly query: string;
  /** Null: everywhere on this computer. */
  readonly submission: string | null;
  readonly kinds: readonly HitKind[] | null;
}

/** One stretch of the answer. */
export const searchPage = (
  { query: words, submission, kinds }: SearchFor,
  stretch: { readonly limit: number; readonly offset: number },
): Promise<SearchResult> =>
  call('search.query', { query: words, submission, kinds: kinds === null ? null : [...kinds], ...stretch });

/**
 * The first few finds. While new words are looked for, the finds of the words before stay; an answer that comes late
 * belongs to its own words and is never shown for others.
 */
export function useFirstHits(wanted: SearchFor, limit: number): SearchResult | null {
  const { data } = useQuery({
    queryKey: ['search.query', wanted, limit],
    queryFn: () => searchPage(wanted, { limit, offset: 0 }),
    enabled: wanted.query !== '',
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 60_000,
  });
  return wanted.query === '' ? null : (data ?? null);
}

/** What was typed, once the hand rests. */
export function useRested(text: string, rest = 150): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => {
      setRested(text);
    }, rest);
    return () => {
      clearTimeout(timer);
    };
  }, [text, rest]);
  return rested;
}

/** Where all finds are shown; `submission`: of that one only. */
export const searchAddress = (words: string, submission: string | null): string =>
  `/search/${submission ?? 'all'}/${encodeURIComponent(words)}`;

import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { SearchHit, SearchResult } from '#common/contract/channels/search.ts';
import { searchPage, type SearchFor } from '#renderer/lib/search.ts';

const stretch = 60;

export interface FoundHits {
  readonly hits: readonly SearchHit[];
  readonly counts: SearchResult['counts'];
  readonly total: number;
  readonly error: unknown;
  /** No answer yet, not even one to other words. */
  readonly isFirst: boolean;
  /** Shown are the finds of the words before. */
  readonly isStale: boolean;
  more(): void;
  retry(): void;
}

/** Finds in stretches. An answer belongs to the words it was asked with, so a late one never replaces a newer one. */
export function useFound(wanted: SearchFor): FoundHits {
  const asked = useInfiniteQuery({
    queryKey: ['search.query', wanted],
    queryFn: ({ pageParam }) => searchPage(wanted, { limit: stretch, offset: pageParam }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const known = pages.reduce((sum, { hits }) => sum + hits.length, 0);
      return last.hits.length === 0 || known >= last.total ? undefined : known;
    },
    enabled: wanted.query !== '',
    placeholderData: (before) => before,
    staleTime: 0,
    gcTime: 60_000,
  });
  const { data, hasNextPage, isFetchingNextPage, isPlaceholderData } = asked;
  const hits = useMemo(() => data?.pages.flatMap((page) => page.hits) ?? [], [data]);
  const first = data?.pages[0];
  return {
    hits,
    counts: first?.counts ?? {},
    total: first?.total ?? 0,
    error: data === undefined ? asked.error : null,
    isFirst: data === undefined,
    isStale: isPlaceholderData,
    more: () => {
      if (hasNextPage && !isFetchingNextPage && !isPlaceholderData) void asked.fetchNextPage();
    },
    retry: () => void asked.refetch(),
  };
}

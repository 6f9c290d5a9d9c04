import type { Indexing, LookAlikes, PageToRead, SearchResult } from '#common/contract/channels/search.ts';
import { AppError, isAppError } from '#common/contract/failures.ts';
import type { Tx } from '#main/storage/database.ts';
import type { IndexQuery } from './find-in-index.ts';
import { openSearch, type OpenSearch } from './open-search.ts';
import { isPagePicture } from './png.ts';
import { discardFor } from './queries.ts';
import type { SearchDeps } from './search-deps.ts';

/** Milliseconds after unlocking in which the first screens come before search, unless it is asked for. */
const restAfterUnlock = 1500;

export interface PageRead {
  readonly sha256: string;
  readonly page: number;
  readonly pages: number;
  readonly text: string;
  readonly width: number;
  readonly height: number;
  readonly look: string | null;
  /** PNG as base64. */
  readonly picture: string | null;
}

export type SearchService = ReturnType<typeof createSearch>;

/** Reading, recognising and finding. What it holds readable lives in memory, and only while the library is open. */
export function createSearch(deps: SearchDeps) {
  let open: OpenSearch | null = null;
  let startTimer: NodeJS.Timeout | undefined;

  /** Throws 'library.locked'. */
  function opened(): OpenSearch {
    const { db, vault } = deps.current();
    if (open?.db !== db) {
      void open?.close();
      open = openSearch({ ...deps, db, vault, defect: (error) => report('search', error) });
    }
    return open;
  }

  const report = (where: string, error: unknown): void => {
    if (!isAppError(error)) deps.defect(where, error);
  };

  return {
    /** The library was opened: soon loads what was read before, in the background. */
    start(): void {
      clearTimeout(startTimer);
      startTimer = setTimeout(() => {
        try {
          opened();
        } catch (error) {
          report('search', error);
        }
      }, restAfterUnlock);
      startTimer.unref();
    },

    /** Hears what other features announce. */
    heed(event: string, payload: unknown): void {
      if (event !== 'changed' || open === null) return;
      const { what, id } = payload as { readonly what: string; readonly id?: string };
      if (what === 'submissions') open.heedSubmissions();
      if (what === 'review' && id !== undefined) open.heedReview(id);
    },

    async next(first: string | null): Promise<PageToRead | null> {
      try {
        return opened().next(first);
      } catch (error) {
        if (isAppError(error) && error.code === 'library.locked') return null;
        throw error;
      }
    },

    async keep({ picture, ...page }: PageRead): Promise<Record<string, never>> {
      const png = picture === null ? null : Buffer.from(picture, 'base64');
      if (png !== null && !isPagePicture(png)) throw new AppError('invalid-input', { field: 'picture' });
      await opened().keep(page, png);
      return {};
    },

    async failed(sha256: string, page: number, code: string): Promise<Record<string, never>> {
      await opened().failed(sha256, page, code);
      return {};
    },

    status: async (): Promise<Indexing> => opened().status(),

    pause: async (paused: boolean): Promise<Indexing> => opened().pause(paused),

    async power(onBattery: boolean): Promise<Record<string, never>> {
      await opened().power(onBattery);
      return {};
    },

    query: (query: IndexQuery): Promise<SearchResult> => opened().query(query),

    lookAlikes: (submission: string | null): Promise<LookAlikes[]> => opened().lookAlikes(submission),

    /** Part of the removal of a submission. */
    discard: (tx: Tx, submission: string): Promise<void> => discardFor(tx, submission),

    /** Drops what is readable in memory. */
    async close(): Promise<void> {
      clearTimeout(startTimer);
      const closing = open;
      open = null;
      await closing?.close();
    },
  };
}

import type { LookAlikes } from '#common/contract/channels/search.ts';
import { AppError } from '#common/contract/failures.ts';
import type { Database } from '#main/storage/database.ts';
import type { Vault } from '#main/storage/library.ts';
import type { CatalogueEntry } from './catalogue.ts';
import type { Found, IndexQuery } from './find-in-index.ts';
import { openIndex, type IndexClient } from './index-client.ts';
import { listPages, type PageRecord } from './queries.ts';
import type { IndexText } from './texts.ts';

/** Pages unsealed between two moments for other work: a few milliseconds. */
const batch = 100;
/** A document that ends the thread again and again is not followed for ever. */
const mostStarts = 3;

export interface LoadedIndexDeps {
  readonly db: Database;
  readonly vault: Vault;
  /** First file of the thread. */
  readonly file: string;
  /** Brings the submissions into a thread that was started anew. */
  resend(): Promise<void>;
  defect(error: unknown): void;
}

/** The index thread with what lies sealed on disk; one that ended is started and filled again. */
export function openLoadedIndex({ db, vault, file, resend, defect }: LoadedIndexDeps) {
  let starts = 0;
  let closed = false;
  let client = start();
  let loading: Promise<void> | null = null;

  function start(): IndexClient {
    starts += 1;
    return openIndex(file, (error) => {
      defect(error);
      if (closed || starts >= mostStarts) return;
      loaded.isComplete = false;
      client = start();
      void resend()
        .then(() => loaded.load())
        .then(() => (loaded.isComplete = true))
        .catch(defect);
    });
  }

  async function send(records: readonly Uint8Array[]): Promise<void> {
    if (records.length === 0) return;
    const lines = new Uint8Array(records.reduce((sum, { length }) => sum + length + 1, -1));
    let at = 0;
    for (const record of records) {
      if (at > 0) lines[at - 1] = newline;
      lines.set(record, at);
      at += record.length + 1;
    }
    await client.ask({ kind: 'pages', lines }, [lines.buffer]);
  }

  async function load(): Promise<void> {
    for (let after: number | null = 0; after !== null && !closed;) {
      const { pages, last }: Awaited<ReturnType<typeof listPages>> = await listPages(db, vault, after, batch);
      await send(pages);
      after = last;
    }
  }

  const loaded = {
    /** Everything that is known can be found. */
    isComplete: false,
    load: (): Promise<void> => (loading ??= load().finally(() => (loading = null))),
    add: (record: PageRecord): Promise<void> => send([Buffer.from(JSON.stringify(record))]),
    async setSubmission(entry: CatalogueEntry, texts: readonly IndexText[]): Promise<void> {
      await client.ask({ kind: 'submission', entry, texts });
    },
    async removeSubmissions(submissions: readonly string[]): Promise<void> {
      await client.ask({ kind: 'remove', submissions, contents: [] });
    },
    async removeContents(contents: readonly string[]): Promise<void> {
      await client.ask({ kind: 'remove', submissions: [], contents });
    },
    query: (query: IndexQuery): Promise<Found> => client.ask({ kind: 'query', query }).catch(whenClosed),
    lookAlikes: (submission: string | null): Promise<LookAlikes[]> =>
      client.ask({ kind: 'look-alikes', submission }).catch(whenClosed),
    async close(): Promise<void> {
      closed = true;
      await client.close();
    },
  };

  const whenClosed = (error: unknown): never => {
    if (closed) throw new AppError('library.locked');
    throw error;
  };

  return loaded;
}

const newline = 0x0a;

/** The thread that holds the index: searching never delays what the person types. */
import { parentPort } from 'node:worker_threads';
import type { LookAlikes } from '#common/contract/channels/search.ts';
import type { CatalogueEntry } from './catalogue.ts';
import { findInIndex, type Found, type IndexQuery } from './find-in-index.ts';
import { findLookAlikes } from './find-look-alikes.ts';
import { createIndexMemory } from './index-memory.ts';
import type { PageRecord } from './queries.ts';
import type { IndexText } from './texts.ts';

export type IndexRequest =
  /** JSON of page records, one a line, as UTF-8. */
  | { readonly kind: 'pages'; readonly lines: Uint8Array }
  | { readonly kind: 'submission'; readonly entry: CatalogueEntry; readonly texts: readonly IndexText[] }
  | { readonly kind: 'remove'; readonly submissions: readonly string[]; readonly contents: readonly string[] }
  | { readonly kind: 'query'; readonly query: IndexQuery }
  | { readonly kind: 'look-alikes'; readonly submission: string | null };

export interface IndexAnswers {
  readonly pages: null;
  readonly submission: null;
  readonly remove: null;
  readonly query: Found;
  readonly 'look-alikes': LookAlikes[];
}

const memory = createIndexMemory();
const utf8 = new TextDecoder();

async function answer(request: IndexRequest): Promise<IndexAnswers[IndexRequest['kind']]> {
  switch (request.kind) {
    case 'pages':
      for (const line of utf8.decode(request.lines).split('\n')) memory.addPage(JSON.parse(line) as PageRecord);
      return null;
    case 'submission':
      memory.setSubmission(request.entry, request.texts);
      return null;
    case 'remove':
      for (const submission of request.submissions) memory.removeSubmission(submission);
      memory.removeContents(request.contents);
      return null;
    case 'query':
      return findInIndex(memory, request.query);
    case 'look-alikes':
      return findLookAlikes(memory, request.submission);
  }
}

parentPort?.on('message', ({ id, request }: { readonly id: number; readonly request: IndexRequest }) => {
  answer(request).then(
    (value) => parentPort?.postMessage({ id, value }),
    (error: unknown) => parentPort?.postMessage({ id, error: error instanceof Error ? error.message : String(error) }),
  );
});

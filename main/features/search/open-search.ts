import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { z } from 'zod';
import type { Indexing, LookAlikes, PageToRead, SearchResult } from '#common/contract/channels/search.ts';
import { readDocument, writeDocument } from '#main/storage/documents.ts';
import { createCatalogueKeeper } from './catalogue-keeper.ts';
import type { IndexQuery } from './find-in-index.ts';
import { openLoadedIndex } from './loaded-index.ts';
import { createOcrQueue } from './ocr-queue.ts';
import { createRecogniser } from './ocr-client.ts';
import { createReading, type KeptPage } from './reading.ts';
import type { SearchDeps } from './search-deps.ts';
import { showHits } from './show-hits.ts';
import { createTeller } from './teller.ts';
import { threadFile } from './worker-files.ts';

const pauseKind = 'search';
const pauseId = 'paused';

/** Milliseconds after the last change of a review before its words are indexed anew. */
const reviewRest = 500;

export interface OpenSearchDeps extends Omit<SearchDeps, 'current' | 'defect'> {
  readonly db: ReturnType<SearchDeps['current']>['db'];
  readonly vault: ReturnType<SearchDeps['current']>['vault'];
  defect(error: unknown): void;
}

export type OpenSearch = ReturnType<typeof openSearch>;

/** Search over one open library, from its opening to its locking. */
export function openSearch(deps: OpenSearchDeps) {
  const { db, vault, sources, workersFolder, defect } = deps;
  const ocrFolder = join(workersFolder, 'ocr');
  const canRecognise = existsSync(ocrFolder);
  let isReady = false;
  let isClosed = false;
  /** Many files come in at once; one look at them is enough. */
  let isRefreshDue = false;
  let paused = false;
  let onBattery = false;
  let evenOnBattery = false;
  const restTimers = new Map<string, NodeJS.Timeout>();

  const mayRecognise = () => !paused && (!onBattery || evenOnBattery);
  const teller = createTeller(deps, status);
  const index = openLoadedIndex({ db, vault, file: threadFile(workersFolder, 'index-worker'), defect, resend });
  const ocr = createOcrQueue({
    recogniser: createRecogniser({ file: threadFile(workersFolder, 'ocr-worker'), folder: ocrFolder }),
    mayRun: mayRecognise,
    async onWords(sha256, page, words) {
      const record = await reading.recognised(sha256, page, words);
      if (record !== null) await index.add(record);
    },
    onChange: teller.tell,
    defect,
  });
  const reading = createReading({
    db,
    vault,
    version: deps.version,
    canRecognise,
    isWaitingHere: (sha256, page) => ocr.has(sha256, page),
  });
  const keeper = createCatalogueKeeper({
    sources,
    onEntry: (entry, texts) => index.setSubmission(entry, texts),
    onRemoved: (submissions) => index.removeSubmissions(submissions),
    isClosed: () => isClosed,
    defect,
  });

  // One after another: what changes while it is taken in is taken in again.
  let tail: Promise<unknown> = Promise.resolve();
  const inBackground = (work: () => Promise<void>): void => {
    tail = tail
      .then(() => (isClosed ? undefined : work()))
      .catch((error: unknown) => {
        if (!isClosed) defect(error);
      });
  };

  async function takeCatalogue(): Promise<void> {
    const gone = reading.setCatalogue(keeper.entries(), index.isComplete);
    ocr.drop(new Set(gone));
    if (gone.length > 0) await index.removeContents(gone);
    teller.tell();
  }

  async function resend(): Promise<void> {
    await keeper.resend();
  }

  function status(): Indexing {
    const counts = reading.counts();
    const isDone = isReady && counts.filesDone === counts.files && counts.ocrWaiting === 0;
    const waitsForPower =
      counts.ocrWaiting > 0 && !mayRecognise() && (ocr.isFull() || counts.filesDone === counts.files);
    return { state: paused ? 'paused' : isDone ? 'done' : waitsForPower ? 'battery' : 'running', ...counts };
  }

  inBackground(async () => {
    paused = z
      .boolean()
      .catch(false)
      .parse(await readDocument(db, vault, pauseKind, pauseId));
    await reading.load();
    await keeper.refresh();
    isReady = true;
    await takeCatalogue();
  });
  inBackground(() => index.load());
  inBackground(async () => {
    for (const { submission } of keeper.entries()) await keeper.refreshReview(submission).catch(defect);
    index.isComplete = true;
    await takeCatalogue();
  });

  return {
    db,

    heedSubmissions(): void {
      if (isRefreshDue) return;
      isRefreshDue = true;
      inBackground(async () => {
        isRefreshDue = false;
        await keeper.refresh();
        await takeCatalogue();
      });
    },

    heedReview(submission: string): void {
      clearTimeout(restTimers.get(submission));
      const timer = setTimeout(() => {
        restTimers.delete(submission);
        inBackground(async () => {
          if (await keeper.refreshReview(submission)) await takeCatalogue();
        });
      }, reviewRest);
      restTimers.set(submission, timer);
    },

    next: (first: string | null): PageToRead | null =>
      !isReady || paused || ocr.isFull() ? null : reading.next(first),

    async keep(page: Omit<KeptPage, 'pictured'>, png: Uint8Array | null): Promise<void> {
      const pictured = png !== null && canRecognise;
      const record = await reading.keep({ ...page, pictured });
      if (pictured) ocr.add(page.sha256, page.page, png);
      await index.add(record);
      teller.tell();
    },

    async failed(sha256: string, page: number, code: string): Promise<void> {
      await reading.fail(sha256, page, code);
      teller.tell();
    },

    status,

    async pause(next: boolean): Promise<Indexing> {
      await db.write((tx) => writeDocument(tx, vault, pauseKind, pauseId, next));
      paused = next;
      evenOnBattery = onBattery && !next;
      ocr.wake();
      teller.tell();
      return status();
    },

    async power(next: boolean): Promise<void> {
      onBattery = next;
      if (!next) evenOnBattery = false;
      ocr.wake();
      teller.tell();
    },

    async query(query: IndexQuery): Promise<SearchResult> {
      const begun = performance.now();
      const { total, counts, hits } = await index.query(query);
      const shown = await showHits({ db, vault }, query.query, hits);
      return { total, counts, took: Math.round(performance.now() - begun), complete: index.isComplete, hits: shown };
    },

    lookAlikes: (submission: string | null): Promise<LookAlikes[]> => index.lookAlikes(submission),

    async close(): Promise<void> {
      isClosed = true;
      teller.close();
      for (const timer of restTimers.values()) clearTimeout(timer);
      await Promise.all([ocr.close(), index.close()]);
      await tail;
    },
  };
}

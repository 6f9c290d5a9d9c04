import type { Indexing, PageToRead } from '#common/contract/channels/search.ts';
import { AppError } from '#common/contract/failures.ts';
import { tidyRecognised } from '#common/domain/thai-fold.ts';
import type { Database, Tx } from '#main/storage/database.ts';
import type { Vault } from '#main/storage/library.ts';
import { isReadable, pictureFor, type CatalogueEntry, type Place } from './catalogue.ts';
import { isFileDone, newProgress, nextPage, progressOf, recordOf, type FileProgress } from './file-progress.ts';
import * as queries from './queries.ts';
import type { PageRecord } from './queries.ts';

/** Pages of one file that are read; paper files have fewer. */
const mostPages = 20_000;
/** Characters kept of one file; a document made to fill the disk gets no further. */
const mostCharacters = 30_000_000;
/** Files whose record is unsealed at once. */
const batch = 400;
/** Failure of a page that was read, but whose picture gave no words. */
const ocrCode = 'ocr';

export interface ReadingDeps {
  readonly db: Database;
  readonly vault: Vault;
  /** A newer one tries again what this one could not read. */
  readonly version: string;
  /** False: pictures are of no use here. */
  readonly canRecognise: boolean;
  /** Pictures in memory. */
  isWaitingHere(sha256: string, page: number): boolean;
}

export interface KeptPage extends Omit<PageRecord, 'ocr'> {
  readonly pages: number;
  /** Its picture waits to be recognised. */
  readonly pictured: boolean;
}

interface Changed {
  readonly file: FileProgress;
  readonly page: PageRecord | null;
}

/** Which pages of which files are read, of one open library; every step is durable. */
export function createReading({ db, vault, version, canRecognise, isWaitingHere }: ReadingDeps) {
  const files = new Map<string, FileProgress>();
  /** By content: the first place where it was handed in. */
  let wanted = new Map<string, { readonly submission: string; readonly place: Place }>();
  let entries: readonly CatalogueEntry[] = [];

  /** Changes the record of a file alone, in the same transaction as its page. */
  async function change(
    sha256: string,
    decide: (file: FileProgress, tx: Tx) => Promise<Changed> | Changed,
  ): Promise<void> {
    const place = wanted.get(sha256);
    if (place === undefined) throw new AppError('evidence.unknown');
    let restore = (): void => undefined;
    try {
      await db.write(async (tx) => {
        const before = files.get(sha256);
        const next = await decide(before ?? newProgress(sha256), tx);
        restore = () => (before === undefined ? void files.delete(sha256) : void files.set(sha256, before));
        files.set(sha256, next.file);
        await queries.writeFile(tx, vault, place.submission, recordOf(next.file, version));
        if (next.page !== null) await queries.writePage(tx, vault, next.page);
      });
    } catch (error) {
      restore();
      throw error;
    }
  }

  return {
    /** Reads how far earlier runs came. */
    async load(): Promise<void> {
      for (let after: string | null = ''; after !== null;) {
        const { files: records, last }: Awaited<ReturnType<typeof queries.listFiles>> = await queries.listFiles(
          db,
          vault,
          after,
          batch,
        );
        for (const record of records) files.set(record.sha256, progressOf(record, version));
        after = last;
      }
    },

    /**
     * Takes the files that are here now; gives contents that nobody needs any more. Not before `isWhole`: until the
     * reviews are read, nobody knows of the team's own files.
     */
    setCatalogue(catalogue: readonly CatalogueEntry[], isWhole: boolean): readonly string[] {
      entries = catalogue;
      wanted = new Map();
      for (const { submission, places } of catalogue)
        for (const place of places)
          if (isReadable(place) && !wanted.has(place.sha256)) wanted.set(place.sha256, { submission, place });
      if (!isWhole) return [];
      const gone = [...files.keys()].filter((sha256) => !wanted.has(sha256));
      for (const sha256 of gone) files.delete(sha256);
      return gone;
    },

    next(first: string | null): PageToRead | null {
      const opened = entries.filter(({ submission }) => submission === first);
      for (const { submission, places } of [...opened, ...entries])
        for (const place of places) {
          const { evidence, sha256, mediaType, size, title } = place;
          if (!wanted.has(sha256)) continue;
          const file = files.get(sha256) ?? newProgress(sha256);
          const page = nextPage(file, (one) => !canRecognise || isWaitingHere(sha256, one));
          if (page === null) continue;
          const picture = !canRecognise ? 'none' : page.again ? 'always' : pictureFor(mediaType);
          return { submission, evidence, sha256, mediaType, size, title, page: page.page, picture };
        }
      return null;
    },

    /** Gives the page as it was kept. */
    async keep({ pages, pictured, ...page }: KeptPage): Promise<PageRecord> {
      if (page.page > Math.min(pages, mostPages)) throw new AppError('invalid-input', { field: 'page' });
      let kept: PageRecord = { ...page, ocr: null };
      await change(page.sha256, async (file, tx) => {
        const before = file.read.has(page.page) ? await queries.readPage(tx, vault, page.sha256, page.page) : null;
        const others = file.length - (before?.text.length ?? 0);
        const room = Math.max(0, mostCharacters - others);
        kept = { ...kept, text: page.text.slice(0, room) };
        const waiting = new Set(file.waiting);
        if (pictured) waiting.add(page.page);
        else waiting.delete(page.page);
        return {
          page: kept,
          file: {
            ...file,
            pages: Math.min(pages, mostPages),
            read: new Set([...file.read, page.page]),
            waiting,
            length: others + kept.text.length,
          },
        };
      });
      return kept;
    },

    fail: (sha256: string, page: number, code: string): Promise<void> =>
      change(sha256, (file) => {
        // A document may say other numbers of pages at other times: what was read of it may always fail later.
        if (page > Math.max(1, file.pages) && !file.read.has(page))
          throw new AppError('invalid-input', { field: 'page' });
        const waiting = new Set(file.waiting);
        waiting.delete(page);
        return { page: null, file: { ...file, waiting, failed: new Map([...file.failed, [page, code]]) } };
      }),

    /** The words of a page's picture; null: there were none to be had. */
    async recognised(sha256: string, page: number, words: string | null): Promise<PageRecord | null> {
      const before = await queries.readPage(db, vault, sha256, page);
      if (before === null || !wanted.has(sha256)) return null;
      const after: PageRecord = { ...before, ocr: words === null ? null : tidyRecognised(words) };
      await change(sha256, (file) => {
        const waiting = new Set(file.waiting);
        waiting.delete(page);
        const failed = words === null ? new Map([...file.failed, [page, ocrCode]]) : file.failed;
        const recognised = file.recognised + (words === null ? 0 : 1);
        return { page: after, file: { ...file, waiting, failed, recognised } };
      });
      return after;
    },

    counts(): Omit<Indexing, 'state'> {
      const counts = { files: 0, filesDone: 0, pages: 0, pagesDone: 0, ocrWaiting: 0, ocrDone: 0, failed: 0 };
      for (const sha256 of wanted.keys()) {
        counts.files += 1;
        const file = files.get(sha256);
        if (file === undefined) continue;
        if (isFileDone(file)) counts.filesDone += 1;
        counts.pages += file.pages;
        counts.pagesDone += Math.min(file.pages, file.read.size);
        counts.ocrWaiting += file.waiting.size;
        counts.ocrDone += file.recognised;
        counts.failed += file.failed.size;
      }
      return counts;
    },
  };
}

import type { ViewerDocument } from '#common/contract/viewer.ts';
import type { FileType } from '#common/domain/file-type.ts';
import type { ReadBytes } from './byte-source.ts';
import { openSource, type OpenedSource } from './open-source.ts';
import type { PageSource, PageView } from './page-source.ts';
import { recognise } from './recognise.ts';

interface Deps {
  reader(evidence: string): ReadBytes;
  /** How the first page of a source would be drawn if it were opened now. */
  firstView(source: PageSource): Promise<PageView>;
}

interface Prepared {
  readonly document: ViewerDocument;
  readonly opened: Promise<OpenedSource | null>;
  /** Set once it is ready to be shown. */
  result: OpenedSource | null;
  fonts: string | undefined;
  isWanted: boolean;
}

/** A document that takes longer keeps the others from being prepared no more (ms). */
const patience = 4000;

/** Opening these is cheap and does no harm out of sight; all others wait until somebody asks for them. */
const quick: readonly FileType[] = ['pdf', 'jpeg', 'png', 'webp', 'gif'];

/**
 * Opens what will likely be asked for next, and draws its first page out of sight, so that going to the next indicator
 * shows its paper at once. One after another; what is not wanted any more is closed.
 */
export function createPreparedSources({ reader, firstView }: Deps) {
  const ready = new Map<string, Prepared>();
  let tail: Promise<unknown> = Promise.resolve();

  const prepare = async (entry: Prepared): Promise<OpenedSource | null> => {
    const { document } = entry;
    const read = reader(document.evidence);
    if (!entry.isWanted || !quick.includes((await recognise(read, document)).type)) return null;
    const opened = await openSource(read, document);
    const isStillWanted = () => entry.isWanted;
    if (!isStillWanted()) {
      opened.source.close();
      return null;
    }
    entry.fonts = opened.source.fonts;
    const drawn = { ...opened, source: await withFirstPage(opened.source, firstView) };
    if (isStillWanted()) entry.result = drawn;
    return drawn;
  };

  const drop = (entry: Prepared) => {
    ready.delete(entry.document.evidence);
    entry.isWanted = false;
    void entry.opened.then((opened) => opened?.source.close());
  };

  return {
    /** These and no others. */
    want(documents: readonly ViewerDocument[]): void {
      for (const entry of ready.values())
        if (!documents.some(({ evidence }) => evidence === entry.document.evidence)) drop(entry);
      for (const document of documents) {
        if (ready.has(document.evidence)) continue;
        const entry: Prepared = {
          document,
          isWanted: true,
          result: null,
          fonts: undefined,
          opened: tail.then(() => prepare(entry)).catch(() => null), // opening it in earnest says what is wrong
        };
        tail = Promise.race([entry.opened, new Promise((resolve) => setTimeout(resolve, patience))]);
        ready.set(document.evidence, entry);
      }
    },
    /** Hands it over; null when it is not ready: a document that hangs must not keep what is asked for now waiting. */
    take({ evidence }: ViewerDocument): OpenedSource | null {
      const entry = ready.get(evidence);
      if (entry === undefined) return null;
      if (entry.result === null) drop(entry);
      else ready.delete(evidence);
      return entry.result;
    },
    /** Which fonts on the frame belong to what is prepared. */
    fonts: (): string[] => [...ready.values()].flatMap((entry) => entry.fonts ?? []),
  };
}

/** The source, with its first page drawn beforehand: a picture that is used once, if it is asked for as it was drawn. */
async function withFirstPage(source: PageSource, firstView: Deps['firstView']): Promise<PageSource> {
  const view = await firstView(source);
  const shelf = document.createElement('div');
  const work = new AbortController();
  await source.draw(1, shelf, view, work.signal);
  return {
    ...source,
    close() {
      work.abort();
      source.close();
    },
    async draw(page, host, wanted, signal) {
      const isSame = wanted.scale === view.scale && wanted.rotation === view.rotation;
      if (page === 1 && isSame && shelf.childElementCount > 0) host.replaceChildren(...shelf.childNodes);
      else await source.draw(page, host, wanted, signal);
    },
  };
}

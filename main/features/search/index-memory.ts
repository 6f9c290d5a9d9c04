import { isDamaged } from '#common/domain/mark-quote.ts';
import { packLook } from '#common/domain/packed-look.ts';
import { foldedSkeleton, foldText } from '#common/domain/thai-fold.ts';
import type { CatalogueEntry, Place } from './catalogue.ts';
import { packText } from './packed-text.ts';
import type { PageRecord } from './queries.ts';
import type { IndexText } from './texts.ts';

/** Words of one page, packed (`packText`), ready to be compared. */
export interface IndexedPage {
  readonly sha256: string;
  readonly page: number;
  /** Sound words, extracted or recognised; '' where there are none. */
  readonly folded: string;
  /** Where extracted words begin in `folded`: what lies before was recognised. */
  readonly recognised: number;
  /** What recognition is sure of, then what is left of damaged words. */
  readonly skeleton: string;
  /** Where the latter begins. */
  readonly damaged: number;
  readonly look: Uint32Array | null;
}

interface IndexedText {
  readonly text: IndexText;
  readonly folded: string;
}

export interface IndexedSubmission {
  readonly entry: CatalogueEntry;
  readonly texts: readonly IndexedText[];
}

export interface PlaceRef {
  readonly entry: CatalogueEntry;
  readonly place: Place;
}

/** More of one page is kept on disk, but not searched: no sheet of paper has so much on it. */
const longestPage = 200_000;

/** Everything that can be found, in memory only. Lives in a thread of its own. */
export function createIndexMemory() {
  const submissions = new Map<string, IndexedSubmission>();
  const contents = new Map<string, Map<number, IndexedPage>>();
  let placesOf: Map<string, PlaceRef[]> | null = null;

  return {
    submissions: submissions as ReadonlyMap<string, IndexedSubmission>,
    contents: contents as ReadonlyMap<string, ReadonlyMap<number, IndexedPage>>,

    addPage(record: PageRecord): void {
      const pages = contents.get(record.sha256) ?? new Map<number, IndexedPage>();
      pages.set(record.page, indexed(record));
      contents.set(record.sha256, pages);
    },

    setSubmission(entry: CatalogueEntry, texts: readonly IndexText[]): void {
      submissions.set(entry.submission, {
        entry,
        texts: texts.map((text) => ({ text, folded: packText(foldText(text.text)) })),
      });
      placesOf = null;
    },

    removeSubmission(submission: string): void {
      submissions.delete(submission);
      placesOf = null;
    },

    removeContents(digests: readonly string[]): void {
      for (const sha256 of digests) contents.delete(sha256);
    },

    /** Where a content was handed in. */
    places(): ReadonlyMap<string, readonly PlaceRef[]> {
      if (placesOf === null) {
        placesOf = new Map();
        for (const { entry } of submissions.values())
          for (const place of entry.places) {
            const refs = placesOf.get(place.sha256);
            if (refs === undefined) placesOf.set(place.sha256, [{ entry, place }]);
            else refs.push({ entry, place });
          }
      }
      return placesOf;
    },
  };
}

export type IndexMemory = ReturnType<typeof createIndexMemory>;

function indexed({ sha256, page, text, ocr, look }: PageRecord): IndexedPage {
  const extracted = text.slice(0, longestPage);
  const damaged = isDamaged(extracted);
  const recognised = ocr === null ? '' : foldText(ocr.slice(0, longestPage));
  const sure = foldedSkeleton(recognised);
  const sound = damaged ? '' : foldText(extracted);
  return {
    sha256,
    page,
    folded: packText(recognised === '' ? sound : `${recognised}\n${sound}`),
    recognised: recognised.length,
    skeleton: packText(damaged ? `${sure}\n${foldedSkeleton(foldText(extracted))}` : sure),
    damaged: sure.length,
    look: look === null ? null : packLook(look),
  };
}

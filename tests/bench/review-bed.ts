import { createReviews } from '#main/features/review/service.ts';
import { openLibraryService } from '#tests/support/library.ts';
import { newFolder, removeFolder } from '#tests/support/test-app.ts';
import { indicator, instrumentOf, manifestOf } from '#tests/support/review-builder.ts';

export const indicatorIds = Array.from({ length: 98 }, (_, index) => `i${index + 1}`);

/** A real library with one submission of 98 indicators, and the review service over it. */
export async function openReviewBed() {
  const folder = await newFolder();
  const library = await openLibraryService(folder);
  const instrument = instrumentOf(indicatorIds.map((id, index) => indicator(id, (index % 5) + 1)));
  const manifest = manifestOf(Object.fromEntries(indicatorIds.map((id) => [id, 5])));
  const reviews = (): ReturnType<typeof createReviews> =>
    createReviews({
      current: library.current,
      submissions: {
        load: async () => ({ manifest, instrument }),
        revisions: async () => new Map(),
        touchSummary: async () => undefined,
      },
      emit: () => undefined,
    });
  return {
    folder,
    library,
    submission: manifest.id,
    reviews,
    async close() {
      await library.close();
      await removeFolder(folder);
    },
  };
}

import type { Review } from '#common/domain/review.ts';
import { entryOf, type CatalogueEntry, type LoadedGround } from './catalogue.ts';
import type { SearchSources } from './sources.ts';
import { textsOf, type IndexText } from './texts.ts';

/** Gives the word to what the person does, between two steps of work in the background. */
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

interface Kept {
  readonly stamp: string;
  readonly ground: LoadedGround;
  readonly entry: CatalogueEntry;
}

export interface KeeperDeps {
  readonly sources: SearchSources;
  /** What can be found of a submission is new or other than before. */
  onEntry(entry: CatalogueEntry, texts: readonly IndexText[]): Promise<void>;
  onRemoved(submissions: readonly string[]): Promise<void>;
  isClosed(): boolean;
  /** One submission that cannot be read hides no other. */
  defect(error: unknown): void;
}

/** Follows the submissions and the reviews, and keeps in mind what of them was indexed. */
export function createCatalogueKeeper({ sources, onEntry, onRemoved, isClosed, defect }: KeeperDeps) {
  const kept = new Map<string, Kept>();
  const reviews = new Map<string, Review>();

  async function take(submission: string, stamp: string, ground: LoadedGround): Promise<void> {
    const review = reviews.get(submission) ?? null;
    const entry = entryOf(submission, ground, review?.teamEvidence ?? []);
    kept.set(submission, { stamp, ground, entry });
    await onEntry(entry, textsOf(ground, review));
  }

  return {
    entries: (): readonly CatalogueEntry[] => [...kept.values()].map(({ entry }) => entry),

    /** Takes in what came, changed and went since the last time. */
    async refresh(): Promise<void> {
      const records = await sources.records();
      const here = new Set(records.map(({ id }) => id));
      const gone = [...kept.keys()].filter((id) => !here.has(id));
      for (const id of gone) {
        kept.delete(id);
        reviews.delete(id);
      }
      if (gone.length > 0) await onRemoved(gone);
      for (const { id, manifestDigest, evidence } of records) {
        if (isClosed()) return;
        const stamp = `${manifestDigest} ${evidence.map(({ status }) => status).join()}`;
        if (kept.get(id)?.stamp === stamp) continue;
        await breathe();
        try {
          await take(id, stamp, await sources.load(id));
        } catch (error) {
          defect(error);
        }
      }
    },

    /** Gives everything again, to an index that lost it. */
    async resend(): Promise<void> {
      for (const [id, { entry, ground }] of kept) await onEntry(entry, textsOf(ground, reviews.get(id) ?? null));
    },

    /** Takes in what the team wrote; true when its own files changed. */
    async refreshReview(submission: string): Promise<boolean> {
      const known = kept.get(submission);
      if (known === undefined || isClosed()) return false;
      const before = reviews.get(submission)?.teamEvidence;
      const review = await sources.review(submission);
      reviews.set(submission, review);
      await take(submission, known.stamp, known.ground);
      return before !== review.teamEvidence && (before?.length ?? 0) + review.teamEvidence.length > 0;
    },
  };
}

import { citedSources, type CitedSource } from './cited-source.ts';
import type { Review } from './review.ts';
import type { SubmissionManifest } from './submission.ts';
import { compareSubmissions, type IndicatorChange } from './submission-changes.ts';

/** Manifests of a submission's revisions by their digest. */
export type Revisions = ReadonlyMap<string, SubmissionManifest>;

/** What further revisions of a submission mean for the review of it. */
export interface Amendments {
  /**
   * By indicator: what changed since it was judged, or since the team began where nobody judged it yet. Only those with
   * a change.
   */
  readonly changes: ReadonlyMap<string, IndicatorChange>;
  /** By citation id: what is cited, where the present manifest does not say it under the same evidence id. */
  readonly cited: ReadonlyMap<string, CitedSource>;
  /** Ids of present evidence whose content somebody opened; null where the ids alone say it. */
  readonly seen: ReadonlySet<string> | null;
}

export const noAmendments: Amendments = { changes: new Map(), cited: new Map(), seen: null };

/**
 * `present` is the manifest in force, `revisions` are all that were ever received, the present one among them. A
 * comparison is asked for more than once; `compare` may remember it.
 */
export const amendmentsOf = (
  review: Review,
  present: SubmissionManifest,
  revisions: Revisions,
  compare = compareSubmissions,
): Amendments => ({
  changes: changesOf(review, present, revisions, compare),
  cited: citedSources(review, present, revisions),
  seen: seenOf(review, present, revisions),
});

function changesOf(
  review: Review,
  present: SubmissionManifest,
  revisions: Revisions,
  compare: typeof compareSubmissions,
): ReadonlyMap<string, IndicatorChange> {
  const now = review.received?.manifest ?? null;
  const judgedOn = new Map(
    Object.entries(review.indicators).flatMap(([id, one]) => (one.judgedOn === null ? [] : [[id, one.judgedOn]])),
  );
  const changes = new Map<string, IndicatorChange>();
  for (const digest of new Set([review.base, ...judgedOn.values()])) {
    if (digest === null || digest === now) continue;
    // A revision that this computer never had tells nothing: then everything there is now counts as new.
    const before = revisions.get(digest) ?? { ...present, answers: [], evidence: [], links: [] };
    for (const [id, change] of compare(before, present).byIndicator)
      if ((judgedOn.get(id) ?? review.base) === digest) changes.set(id, change);
  }
  return changes;
}

/** A file that was replaced under its id has to be opened again; the same content under a new id has not. */
function seenOf(review: Review, present: SubmissionManifest, revisions: Revisions): Amendments['seen'] {
  const byRevision = openedBefore(review, revisions);
  if (byRevision.size === 0) return null;
  const seen = new Set(review.seen);
  const contents = new Set<string>();
  for (const [{ evidence }, ids] of byRevision)
    for (const { id, sha256 } of evidence)
      if (ids.has(id)) {
        contents.add(sha256);
        seen.delete(id);
      }
  for (const { id, sha256 } of present.evidence) if (contents.has(sha256)) seen.add(id);
  return seen;
}

/** What was last opened on a revision that is not in force any more, by that revision. */
function openedBefore(review: Review, revisions: Revisions): ReadonlyMap<SubmissionManifest, ReadonlySet<string>> {
  const now = review.received?.manifest ?? null;
  const opened = new Map<SubmissionManifest, Set<string>>();
  for (const [id, digest] of Object.entries(review.seenOn)) {
    const revision = digest === now ? undefined : revisions.get(digest ?? '');
    if (revision !== undefined) opened.set(revision, (opened.get(revision) ?? new Set()).add(id));
  }
  return opened;
}

import type { Review, ReviewCitation } from './review.ts';
import type { EvidenceItem, EvidenceLink, SubmissionManifest } from './submission.ts';

/** What a citation refers to, where the present manifest does not say it under the citation's evidence id. */
export interface CitedSource {
  /** Id of the evidence now; of what it was when it is no longer part of the submission. */
  readonly evidence: string;
  readonly title: string;
  /** Null for a link. */
  readonly sha256: string | null;
  /** The content is no longer part of the submission: it proves nothing. */
  readonly isLost: boolean;
  /** Where the cited evidence stands; null where only a package is known. */
  readonly found: FoundSource | null;
}

interface FoundSource {
  readonly revision: number;
  readonly file: EvidenceItem | null;
  readonly link: EvidenceLink | null;
}

/**
 * By citation id. A citation means the content that was there when it was made, not whatever lies under that id now: a
 * file's bytes, which a mark names itself, or a link's id and address.
 */
export function citedSources(
  review: Review,
  present: SubmissionManifest,
  revisions: ReadonlyMap<string, SubmissionManifest>,
): ReadonlyMap<string, CitedSource> {
  const now = review.received?.manifest ?? null;
  const sources = new Map<string, CitedSource>();
  const marked = new Map(review.marks.map(({ id, sha256 }) => [id, sha256]));
  for (const citation of review.citations) {
    const earlier = citation.citedOn === now ? undefined : revisions.get(citation.citedOn ?? '');
    if (earlier === undefined) continue;
    const source =
      fileSource(citation, marked.get(citation.annotation ?? ''), earlier, { present, revisions }) ??
      linkSource(citation, earlier, present);
    if (source !== null) sources.set(citation.id, source);
  }
  return sources;
}

interface Ground {
  readonly present: SubmissionManifest;
  readonly revisions: ReadonlyMap<string, SubmissionManifest>;
}

function fileSource(
  { evidence: id }: ReviewCitation,
  marked: string | undefined,
  earlier: SubmissionManifest,
  { present, revisions }: Ground,
): CitedSource | null {
  const newestFirst = [...revisions.values()].sort((a, b) => b.revision - a.revision);
  const isKnown = newestFirst.some(({ evidence }) => evidence.some((file) => file.sha256 === marked));
  const content = isKnown ? marked : earlier.evidence.find((file) => file.id === id)?.sha256;
  if (content === undefined) return null;
  if (present.evidence.some((file) => file.id === id && file.sha256 === content)) return null;
  const found = [present, earlier, ...newestFirst]
    .map(({ revision, evidence }) => ({ revision, file: findContent(evidence, content, id), link: null }))
    .find(({ file }) => file !== undefined);
  if (found?.file === undefined) return null;
  const { revision, file } = found;
  return {
    evidence: file.id,
    title: file.title,
    sha256: content,
    isLost: revision !== present.revision,
    found: { revision, file, link: null },
  };
}

/** Of several copies the one with this id. */
const findContent = (evidence: readonly EvidenceItem[], content: string, id: string): EvidenceItem | undefined =>
  evidence.find((file) => file.sha256 === content && file.id === id) ??
  evidence.find((file) => file.sha256 === content);

/** A package tells only a link's id, so that nobody could check the same address under another one. */
function linkSource(
  { evidence }: ReviewCitation,
  earlier: SubmissionManifest,
  present: SubmissionManifest,
): CitedSource | null {
  const link = earlier.links.find(({ id }) => id === evidence);
  if (link === undefined) return null;
  if (present.links.some(({ id, url }) => id === evidence && url === link.url)) return null;
  const { title } = link;
  return { evidence, title, sha256: null, isLost: true, found: { revision: earlier.revision, file: null, link } };
}

import type { CitedSource } from './cited-source.ts';
import type { Review } from './review.ts';
import type { SubmissionManifest } from './submission.ts';

/** Which files of evidence go into a package beside the result. */
export const evidenceChoices = ['none', 'cited', 'all'] as const;
export type EvidenceChoice = (typeof evidenceChoices)[number];

interface Ground {
  readonly manifest: Pick<SubmissionManifest, 'evidence'>;
  readonly review: Pick<Review, 'citations' | 'certificates' | 'liveChecks' | 'teamEvidence'>;
  /** By citation id: what the manifest does not explain by itself. */
  readonly cited: ReadonlyMap<string, Pick<CitedSource, 'evidence' | 'isLost'>>;
}

/**
 * Ids of the files that a choice names. Cited is what a citation or a certificate names, and the picture of a live check
 * that is cited. What an earlier revision held proves nothing, and is left out.
 */
export function chosenEvidence(choice: EvidenceChoice, { manifest, review, cited }: Ground): ReadonlySet<string> {
  if (choice === 'none') return new Set();
  const files = [...manifest.evidence, ...review.teamEvidence].map(({ id }) => id);
  if (choice === 'all') return new Set(files);
  const named = new Set<string | null>(review.certificates.map(({ evidence }) => evidence));
  for (const { id, evidence } of review.citations) {
    const source = cited.get(id);
    if (source?.isLost !== true) named.add(source?.evidence ?? evidence);
  }
  for (const { id, screenshot } of review.liveChecks) if (named.has(id)) named.add(screenshot);
  return new Set(files.filter((id) => named.has(id)));
}

/** Number of a file in the package, by its place in the list: "0007"; of what the team brought itself "T0007". */
export const packedNumber = (index: number, from: 'lao' | 'team'): string =>
  `${from === 'team' ? 'T' : ''}${String(index + 1).padStart(4, '0')}`;

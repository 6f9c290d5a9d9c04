import type { Review } from '#common/domain/review.ts';
import type { SubmissionManifest } from '#common/domain/submission.ts';

/** Title of evidence by its id; the id itself where neither the LAO nor the team has it any more. */
export function evidenceTitles(
  { evidence, links }: Pick<SubmissionManifest, 'evidence' | 'links'>,
  { teamEvidence, liveChecks }: Pick<Review, 'teamEvidence' | 'liveChecks'>,
): (id: string) => string {
  const titles = new Map([
    ...[...evidence, ...links, ...teamEvidence].map(({ id, title }) => [id, title] as const),
    ...liveChecks.map(({ id, address }) => [id, address] as const),
  ]);
  return (id) => titles.get(id) ?? id;
}

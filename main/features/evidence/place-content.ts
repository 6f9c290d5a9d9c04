import type { Review } from '#common/domain/review.ts';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import type { TeamEvidence } from '#common/domain/visit.ts';

interface Ground {
  readonly manifest: SubmissionManifest;
  readonly evidence: readonly { readonly id: string; readonly status: string }[];
  readonly review: Review;
}

export type Placing =
  | { readonly outcome: 'added'; readonly payload: TeamEvidence }
  | { readonly outcome: 'placed'; readonly payload: TeamEvidence }
  | { readonly outcome: 'already-here' | 'of-lao'; readonly id: string; readonly title: string };

/**
 * Where new content goes. The same content is one piece of evidence, whoever brings it and for how many indicators:
 * shown twice it would look like two proofs.
 */
export function placeContent(brought: TeamEvidence, { manifest, evidence, review }: Ground): Placing {
  const { sha256, indicators } = brought;
  const ready = new Set(evidence.filter(({ status }) => status === 'ready').map(({ id }) => id));
  const ofLao = manifest.evidence.filter((item) => item.sha256 === sha256 && ready.has(item.id));
  const covered = new Set(ofLao.flatMap((item) => item.indicators));
  const [first] = ofLao;
  if (first !== undefined && indicators.every((id) => covered.has(id)))
    return { outcome: 'of-lao', id: first.id, title: first.title };
  const own = review.teamEvidence.find((item) => item.sha256 === sha256);
  if (own === undefined) return { outcome: 'added', payload: brought };
  const all = [...new Set([...own.indicators, ...indicators])];
  if (all.length === own.indicators.length) return { outcome: 'already-here', id: own.id, title: own.title };
  const { by: _by, ...payload } = own;
  return { outcome: 'placed', payload: { ...payload, indicators: all } };
}

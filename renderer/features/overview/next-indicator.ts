import type { ReviewSnapshot } from '#common/contract/channels/review.ts';
import type { SubmissionDetail } from '#common/contract/channels/submission.ts';
import { blockingGaps } from '#common/domain/gaps.ts';
import type { Indicator } from '#common/domain/instrument.ts';

/**
 * Where to go on: the first indicator without a score from the one touched last on, else the first with another gap
 * that stops signing. Null when nothing stops it, or it is locked.
 */
export function nextIndicator(
  { instrument, summary }: Pick<SubmissionDetail, 'instrument' | 'summary'>,
  { gaps, review }: Pick<ReviewSnapshot, 'gaps' | 'review'>,
): Indicator | null {
  if (review.finalised) return null;
  const open = gaps.find((gap) => gap.kind === 'not-scored')?.indicators ?? [];
  const blocked = gaps.filter((gap) => blockingGaps.includes(gap.kind)).flatMap((gap) => gap.indicators);
  const order = new Map(instrument.indicators.map((indicator, index) => [indicator.id, index] as const));
  const last = order.get(summary.lastIndicator ?? '') ?? 0;
  const after = open.find((id) => (order.get(id) ?? 0) >= last);
  const chosen = after ?? open[0] ?? blocked[0];
  return instrument.indicators.find((indicator) => indicator.id === chosen) ?? null;
}

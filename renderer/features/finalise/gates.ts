import type { ReviewSnapshot } from '#common/contract/channels/review.ts';
import type { GapKind } from '#common/domain/gaps.ts';

/** Indicators that a gap of these kinds names, each once, in the order of the instrument. */
export function leftFor(snapshot: Pick<ReviewSnapshot, 'gaps'>, kinds: readonly GapKind[]): readonly string[] {
  const named = snapshot.gaps.filter((gap) => kinds.includes(gap.kind)).flatMap((gap) => gap.indicators);
  return [...new Set(named)];
}

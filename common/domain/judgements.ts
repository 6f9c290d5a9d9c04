import type { ReviewEvent } from './review-event.ts';

/** Every time that an indicator was judged, and on which manifest; by indicator id, in the order of the history. */
export type Judgements = Map<string, Judgement[]>;

interface Judgement {
  readonly event: string;
  readonly manifest: string | null;
  /** False once it was undone. */
  stands: boolean;
}

/**
 * Takes note of an event that may judge an indicator; `judged` says on which manifest, unless it sets nothing. Answers
 * with the manifest of the newest judgement that stands. An undo is no judgement of its own: it takes one away, so that
 * an undone confirmation is none. A redo brings back what was judged then, whatever was received since.
 */
export function judge(
  judgements: Judgements,
  { id, undoes, redoes }: Pick<ReviewEvent, 'id' | 'undoes' | 'redoes'>,
  indicator: string,
  judged: { readonly manifest: string | null } | null,
): string | null {
  const known = judgements.get(indicator) ?? [];
  judgements.set(indicator, known);
  const named = undoes ?? redoes;
  const before = named === undefined ? undefined : known.findLast((one) => one.event === named);
  if (named === undefined) {
    if (judged !== null) known.push({ event: id, manifest: judged.manifest, stands: true });
  } else if (before !== undefined) {
    if (undoes === undefined) known.push({ event: id, manifest: before.manifest, stands: true });
    else before.stands = false;
  }
  return known.findLast(({ stands }) => stands)?.manifest ?? null;
}

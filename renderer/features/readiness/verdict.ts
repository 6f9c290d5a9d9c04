import type { SubmissionSummary } from '#common/contract/channels/submission.ts';
import type { ReadinessReport } from '#common/contract/channels/readiness.ts';

/** What card and band say about this computer. */
export type Verdict =
  | { readonly kind: 'none' }
  | { readonly kind: 'never' }
  | { readonly kind: 'good' | 'changed' }
  | { readonly kind: 'look' | 'bad'; readonly count: number };

/** `rows`: what is on this computer; undefined while it is not known yet. */
export function verdictOf(
  report: ReadinessReport | null,
  rows: readonly Pick<SubmissionSummary, 'id'>[] | undefined,
): Verdict {
  if (rows?.length === 0) return { kind: 'none' };
  if (report === null) return { kind: 'never' };
  const { state, items } = report;
  if (state === 'good' || state === 'changed') return { kind: state };
  return { kind: state, count: items.filter(({ level }) => level === state).length };
}

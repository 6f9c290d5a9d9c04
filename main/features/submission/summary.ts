import type { SubmissionSummary } from '#common/contract/channels/submission.ts';
import type { Amendments } from '#common/domain/amendments.ts';
import { findGaps } from '#common/domain/find-gaps.ts';
import { countToFix } from '#common/domain/gaps.ts';
import type { Instrument } from '#common/domain/instrument.ts';
import type { Review } from '#common/domain/review.ts';
import { computeTotals } from '#common/domain/scoring.ts';
import { deadlineOf, type SubmissionManifest } from '#common/domain/submission.ts';
import type { SubmissionRecord } from './queries.ts';

/** The row of the assignments table after an import; what the team did before stays counted. */
export function summarise(
  manifest: SubmissionManifest,
  instrument: Instrument,
  record: SubmissionRecord,
  work: {
    readonly before: SubmissionSummary | null;
    readonly review: Review;
    readonly amendments: Amendments;
    readonly changedAt: string;
  },
): SubmissionSummary {
  const { lao, round, assignment, evidence } = manifest;
  const { before, review, amendments, changedAt } = work;
  const totals = computeTotals(instrument, manifest, review);
  const lost = record.evidence.filter(({ status }) => status !== 'ready').length;
  const started = totals.settled > 0 || (before?.lastIndicator ?? null) !== null;
  return {
    id: manifest.id,
    laoCode: lao.code,
    laoName: lao.name,
    laoType: lao.type,
    district: lao.district,
    province: lao.province,
    team: assignment.team,
    roundTitle: round.title,
    year: round.year,
    deadline: deadlineOf(round),
    visitOn: assignment.visit?.date ?? null,
    visitTime: assignment.visit?.time ?? null,
    state: lost > 0 ? 'incomplete' : started ? 'in-review' : 'ready',
    size: evidence.reduce((sum, { size }) => sum + size, 0),
    files: evidence.length,
    quarantined: lost,
    indicators: totals.indicators,
    settled: totals.settled,
    toFix: countToFix(findGaps(instrument, manifest, review, amendments)),
    lastIndicator: before?.lastIndicator ?? null,
    changedAt,
    sample: record.known === 'sample',
  };
}

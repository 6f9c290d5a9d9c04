import type { SubmissionSummary } from '#common/contract/channels/submission.ts';
import { AppError } from '#common/contract/failures.ts';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import type { SignedManifest } from '#main/lib/manifest-jws.ts';
import type { SubmissionRecord } from './queries.ts';

/** What is here already of the submission that comes in. */
export interface Existing {
  readonly record: SubmissionRecord;
  readonly summary: SubmissionSummary;
  readonly manifest: SubmissionManifest;
}

/** 'heal': the same manifest again, while some of its files are not here yet. */
export type Decision = 'import' | 'update' | 'heal' | 'nothing';

/** Throws AppError 'bundle.older-revision', 'bundle.bad-manifest' or 'review.locked'. */
export function decideImport({ manifest, digest }: SignedManifest, existing: Existing | null): Decision {
  if (existing === null) return 'import';
  const { record, summary } = existing;
  const { revision } = manifest;
  if (revision < record.revision) throw new AppError('bundle.older-revision', { have: record.revision, got: revision });
  const same = digest === record.manifestDigest;
  if (same && record.evidence.every(({ status }) => status === 'ready')) return 'nothing';
  const bad = (reason: string) => new AppError('bundle.bad-manifest', { reason });
  if (!same && revision === record.revision) throw bad('revision-reused');
  // What was locked and signed was judged on the files that were here.
  if (summary.state === 'finalised' || summary.state === 'signed')
    throw new AppError('review.locked', { lao: summary.laoName });
  if (same) return 'heal';
  const before = existing.manifest;
  if (manifest.lao.code !== before.lao.code || manifest.round.id !== before.round.id) throw bad('other-submission');
  if (manifest.instrument.id !== before.instrument.id) throw bad('other-instrument');
  return 'update';
}

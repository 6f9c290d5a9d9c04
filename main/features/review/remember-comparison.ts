import type { SubmissionManifest } from '#common/domain/submission.ts';
import { compareSubmissions, type SubmissionComparison } from '#common/domain/submission-changes.ts';

/** `compareSubmissions` that answers at once for two manifests that it was asked about before: every keystroke asks. */
export function rememberComparisons(): typeof compareSubmissions {
  const known = new WeakMap<SubmissionManifest, WeakMap<SubmissionManifest, SubmissionComparison>>();
  return (before, after) => {
    const answers = known.get(after) ?? new WeakMap<SubmissionManifest, SubmissionComparison>();
    known.set(after, answers);
    const answer = answers.get(before) ?? compareSubmissions(before, after);
    answers.set(before, answer);
    return answer;
  };
}

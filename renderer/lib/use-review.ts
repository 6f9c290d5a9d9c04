import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ReviewSnapshot } from '#common/contract/channels/review.ts';
import type { SubmissionDetail } from '#common/contract/channels/submission.ts';
import { durable } from './durable.ts';
import { reviewQuery, submissionQuery } from './queries.ts';

interface Opened {
  readonly detail: SubmissionDetail | undefined;
  readonly snapshot: ReviewSnapshot | undefined;
  readonly error: Error | null;
  retry(): void;
}

/** A submission with its review; tells the status bar when the newest change had become durable. */
export function useReview(submission: string): Opened {
  const detail = useQuery(submissionQuery(submission));
  const review = useQuery(reviewQuery(submission));
  const at = review.data?.durableAt;
  useEffect(() => {
    if (at !== undefined) durable.loaded(at);
  }, [at]);
  return {
    detail: detail.data,
    snapshot: review.data,
    error: (detail.data ? null : detail.error) ?? (review.data ? null : review.error),
    retry: () => {
      void detail.refetch();
      void review.refetch();
    },
  };
}

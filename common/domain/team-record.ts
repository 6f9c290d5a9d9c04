import type { Review } from './review.ts';
import type { TeamRecord } from './review-event.ts';
import type { SubmissionManifest } from './submission.ts';

/** The team as recorded at the visit, else as the provincial order names it. */
export function teamOf(review: Pick<Review, 'team'>, { assignment }: SubmissionManifest): TeamRecord {
  const { team, order, visit, members } = assignment;
  return (
    review.team ?? {
      team,
      orderNumber: order.number,
      orderDate: order.date,
      visitedOn: visit?.date ?? null,
      place: visit?.place ?? '',
      members,
    }
  );
}

import { isBlank } from './is-blank.ts';
import type { Review } from './review.ts';
import type { TeamRecord } from './review-event.ts';
import type { SubmissionManifest } from './submission.ts';

/**
 * The team as somebody recorded it for the report, else as the visit's own record tells it, else as the provincial order
 * names it. What the visit leaves blank is the order's.
 */
export function teamOf(review: Pick<Review, 'team' | 'visit'>, { assignment }: SubmissionManifest): TeamRecord {
  const { team, order, visit, members } = assignment;
  const record = review.visit;
  return (
    review.team ?? {
      team,
      orderNumber: said(record?.orderNumber) ?? order.number,
      orderDate: order.date,
      visitedOn: record?.date ?? visit?.date ?? null,
      place: said(record?.place) ?? visit?.place ?? '',
      members: record !== null && record.team.length > 0 ? record.team : members,
    }
  );
}

const said = (text: string | undefined): string | undefined => (text === undefined || isBlank(text) ? undefined : text);

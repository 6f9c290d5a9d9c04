import { z } from 'zod';
import type { Review } from '#common/domain/review.ts';
import type { TeamRecord } from '#common/domain/review-event.ts';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import { teamOf } from '#common/domain/team-record.ts';

/** What the team dialog asks for; messages are keys of the screen's words. */
export const TeamForm = z.object({
  team: z.string().trim().min(1, 'teamNameMissing').max(500),
  orderNumber: z.string().trim().min(1, 'orderNumberMissing').max(500),
  // The written-out result type keeps zod from narrowing: an empty date field holds null.
  orderDate: z
    .string()
    .nullable()
    .refine((date): boolean => date !== null, 'dateMissing'),
  visitedOn: z.string().nullable(),
  place: z.string().trim().max(500),
  members: z
    .array(z.object({ name: z.string().trim().min(1, 'memberMissing').max(500), title: z.string().trim().max(500) }))
    .min(1, 'membersMissing')
    .max(20),
});
export type TeamForm = z.infer<typeof TeamForm>;

const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text);

/** What was recorded before, else what the provincial order says. */
export function teamFormOf(review: Pick<Review, 'team' | 'visit'>, manifest: SubmissionManifest): TeamForm {
  const team = teamOf(review, manifest);
  return {
    ...team,
    orderDate: isDay(team.orderDate) ? team.orderDate : null,
    members: team.members.map((member) => ({ ...member })),
  };
}

export const teamRecordOf = (form: TeamForm): TeamRecord => ({ ...form, orderDate: form.orderDate ?? '' });

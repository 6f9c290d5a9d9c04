import type { Assignment } from '#common/contract/channels/assignment.ts';
import type { SubmissionSummary } from '#common/contract/channels/submission.ts';
import { dayNumber } from '#common/domain/calendar-day.ts';

/** Last day of the team's review. */
export interface Deadline {
  readonly day: string;
  /** The day before a letter moved it. */
  readonly original: string | null;
  readonly letter: string | null;
}

/** The server's calendar, where there is one: a letter may have moved the day after the submission was signed. */
export function deadlineOf(assignment: Assignment | null, summary: SubmissionSummary | null): Deadline | null {
  const window = assignment?.review;
  if (window?.extended) {
    const { until, letter } = window.extended;
    return { day: until, original: until === window.ends ? null : window.ends, letter };
  }
  const day = window?.ends ?? summary?.deadline;
  return day === undefined ? null : { day, original: null, letter: null };
}

/** Days from one day to another: 0 on the same one, negative when it is over. Null when one of them is no day. */
export function daysUntil(day: string, today: string): number | null {
  const [end, now] = [dayNumber(day), dayNumber(today)];
  return end === null || now === null ? null : end - now;
}

/** Under this many days the rest is a matter of concern. */
const soon = 3;

export const isPressing = (days: number): boolean => days <= soon;

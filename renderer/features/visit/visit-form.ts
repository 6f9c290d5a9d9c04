import { isBlank } from '#common/domain/is-blank.ts';
import type { Review } from '#common/domain/review.ts';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import type { Attendee, VisitRecord } from '#common/domain/visit.ts';

/** The record as it is typed: rows may be empty, the day may be cleared for a moment. */
export interface VisitForm {
  readonly date: string | null;
  readonly begin: string | null;
  readonly end: string | null;
  readonly place: string;
  readonly orderNumber: string;
  /** One for each member of the provincial order. */
  readonly members: readonly { readonly name: string; readonly title: string; readonly isHere: boolean }[];
  readonly others: readonly { readonly name: string; readonly title: string }[];
  readonly lao: readonly { readonly name: string; readonly title: string }[];
  readonly note: string;
}

/** Orders write "09.00", "9:30" or nothing that is a time. */
function clockTime(text: string): string | null {
  const [, hour = '', minute = ''] = /^(\d{1,2})[.:](\d\d)$/.exec(text.trim()) ?? [];
  const time = `${hour.padStart(2, '0')}:${minute}`;
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(time) ? time : null;
}

const isSame = (a: Attendee, b: Attendee): boolean => a.name === b.name && a.title === b.title;

/** What was recorded, else what the order planned: everybody of the team is taken to come. */
export function visitFormOf(
  { visit }: Pick<Review, 'visit'>,
  { assignment }: Pick<SubmissionManifest, 'assignment'>,
  today: string,
): VisitForm {
  const { members, order, visit: plan } = assignment;
  if (visit === null) {
    return {
      date: plan?.date ?? today,
      begin: clockTime(plan?.time ?? ''),
      end: null,
      place: plan?.place ?? '',
      orderNumber: order.number,
      members: members.map((member) => ({ ...member, isHere: true })),
      others: [],
      lao: [],
      note: '',
    };
  }
  const { date, begin, end, place, orderNumber, note } = visit;
  return {
    ...{ date, begin, end, place, orderNumber, note },
    members: members.map((member) => ({ ...member, isHere: visit.team.some((one) => isSame(one, member)) })),
    others: visit.team.filter((one) => !members.some((member) => isSame(one, member))),
    lao: visit.lao,
  };
}

const named = (people: readonly Attendee[]): readonly Attendee[] =>
  people.filter(({ name }) => !isBlank(name)).map(({ name, title }) => ({ name: name.trim(), title: title.trim() }));

/** What is kept of it. A cleared day leaves the one that stood there: everything else is saved all the same. */
export function visitRecordOf(form: VisitForm, lastDate: string): VisitRecord {
  const { date, begin, end, place, orderNumber, members, others, lao, note } = form;
  return {
    date: date ?? lastDate,
    begin,
    end,
    place: place.trim(),
    orderNumber: orderNumber.trim(),
    team: named([...members.filter(({ isHere }) => isHere), ...others]),
    lao: named(lao),
    note,
  };
}

/** Key of the sentence about the times; undefined when they are fine. */
export const endProblem = ({ begin, end }: Pick<VisitForm, 'begin' | 'end'>): 'endBeforeBegin' | undefined =>
  begin !== null && end !== null && end < begin ? 'endBeforeBegin' : undefined;

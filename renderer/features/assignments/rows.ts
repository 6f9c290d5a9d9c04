import type { SubmissionSummary } from '#common/contract/channels/submission.ts';
import { foldForSearch } from '#common/domain/thai-text.ts';

export type Filter = 'all' | 'todo' | 'to-sign' | 'done';
export type Order = 'name' | 'district' | 'visit' | 'deadline' | 'state' | 'progress' | 'size';

const groups: Readonly<Record<SubmissionSummary['state'], Exclude<Filter, 'all'>>> = {
  importing: 'todo',
  incomplete: 'todo',
  ready: 'todo',
  'in-review': 'todo',
  finalised: 'to-sign',
  signed: 'done',
};

/** Work in hand first. */
const rank: Readonly<Record<SubmissionSummary['state'], number>> = {
  'in-review': 0,
  finalised: 1,
  incomplete: 2,
  ready: 3,
  importing: 4,
  signed: 5,
};

export function countByFilter(rows: readonly SubmissionSummary[]): Readonly<Record<Filter, number>> {
  const counts = { all: rows.length, todo: 0, 'to-sign': 0, done: 0 };
  for (const row of rows) counts[groups[row.state]] += 1;
  return counts;
}

/** What the search looks into, folded once per row: name, district, code and both spellings of the type. */
export const searchText = (row: SubmissionSummary, typeWords: string): string =>
  foldForSearch(`${typeWords}${row.laoName} ${typeWords} ${row.laoName} ${row.district} ${row.laoCode}`);

const thai = new Intl.Collator('th');

const compare: Readonly<Record<Order, (a: SubmissionSummary, b: SubmissionSummary) => number>> = {
  name: (a, b) => thai.compare(a.laoName, b.laoName),
  district: (a, b) => thai.compare(a.district, b.district),
  visit: (a, b) => visitOf(a).localeCompare(visitOf(b)),
  deadline: (a, b) => a.deadline.localeCompare(b.deadline),
  state: (a, b) => rank[a.state] - rank[b.state] || visitOf(a).localeCompare(visitOf(b)),
  progress: (a, b) => share(a) - share(b),
  size: (a, b) => a.size - b.size,
};

/** Visits without a date come last. */
const visitOf = (row: SubmissionSummary): string => `${row.visitOn ?? '9999'} ${row.visitTime ?? ''}`;
const share = (row: SubmissionSummary): number => (row.indicators === 0 ? 0 : row.settled / row.indicators);

export function sortRows(
  rows: readonly SubmissionSummary[],
  by: Order,
  descending: boolean,
): readonly SubmissionSummary[] {
  const direction = descending ? -1 : 1;
  return rows.toSorted((a, b) => direction * compare[by](a, b) || a.laoCode.localeCompare(b.laoCode));
}

export function filterRows(
  rows: readonly SubmissionSummary[],
  filter: Filter,
  search: string,
  textOf: (row: SubmissionSummary) => string,
): readonly SubmissionSummary[] {
  const wanted = foldForSearch(search.trim());
  return rows.filter(
    (row) => (filter === 'all' || groups[row.state] === filter) && (wanted === '' || textOf(row).includes(wanted)),
  );
}

/** The submission to go on with: touched last and not signed; else the next visit. */
export function nextWork(rows: readonly SubmissionSummary[]): SubmissionSummary | null {
  const inHand = rows.filter((row) => row.state === 'in-review' || row.state === 'finalised');
  if (inHand.length > 0) return inHand.reduce((a, b) => (b.changedAt > a.changedAt ? b : a));
  const open = rows.filter((row) => row.state === 'ready' || row.state === 'incomplete');
  return open.length === 0 ? null : (sortRows(open, 'visit', false)[0] ?? null);
}

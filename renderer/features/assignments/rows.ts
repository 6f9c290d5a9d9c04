import type { SubmissionSummary } from '#common/contract/channels/submission.ts';
import { foldForSearch } from '#common/domain/thai-text.ts';
import { canDownload, type WorkRow, type WorkState } from './work-rows.ts';

/** The first four divide what is here; the last two look across. */
export type Filter = 'all' | 'todo' | 'to-sign' | 'done' | 'to-download' | 'trouble';
export type Order = 'name' | 'district' | 'visit' | 'deadline' | 'state' | 'progress' | 'size';

type Group = 'todo' | 'to-sign' | 'done';
const groups: Readonly<Record<SubmissionSummary['state'], Group>> = {
  importing: 'todo',
  incomplete: 'todo',
  ready: 'todo',
  'in-review': 'todo',
  finalised: 'to-sign',
  signed: 'done',
};

/**
 * Work in hand first. What is not here has one rank, in the queue or not: rows do not jump about under the pointer while
 * one after the other is added and comes in.
 */
const rank: Readonly<Record<WorkState, number>> = {
  'in-review': 0,
  finalised: 1,
  incomplete: 2,
  failed: 2,
  ready: 3,
  importing: 4,
  downloading: 4,
  waiting: 4,
  'must-sign-in': 4,
  queued: 4,
  paused: 4,
  'not-downloaded': 4,
  'not-sent': 5,
  signed: 6,
  withdrawn: 7,
};

const belongs: Readonly<Record<Filter, (row: WorkRow) => boolean>> = {
  all: () => true,
  todo: (row) => groupOf(row) === 'todo',
  'to-sign': (row) => groupOf(row) === 'to-sign',
  done: (row) => groupOf(row) === 'done',
  'to-download': (row) => canDownload(row) || (row.queued !== null && !row.withdrawn),
  trouble: (row) => row.state === 'incomplete' || (row.here?.quarantined ?? 0) > 0 || row.queued?.state === 'failed',
};

const groupOf = (row: WorkRow): Group | null => (row.here === null || row.withdrawn ? null : groups[row.here.state]);

export function countByFilter(rows: readonly WorkRow[]): Readonly<Record<Filter, number>> {
  const counts = { all: 0, todo: 0, 'to-sign': 0, done: 0, 'to-download': 0, trouble: 0 };
  const filters = Object.keys(counts) as readonly Filter[];
  for (const row of rows) for (const filter of filters) if (belongs[filter](row)) counts[filter] += 1;
  return counts;
}

/** What the search looks into, folded once per row: name, district, code and both spellings of the type. */
export const searchText = (row: WorkRow, typeWords: string): string =>
  foldForSearch(`${typeWords}${row.laoName} ${typeWords} ${row.laoName} ${row.district} ${row.laoCode}`);

/** Folds each row once for as long as the list stands, also while downloads change the rows' states. */
export function createTextOf(typeWords: (row: WorkRow) => string): (row: WorkRow) => string {
  const folded = new Map<string, string>();
  return (row) => {
    const known = folded.get(row.id);
    if (known !== undefined) return known;
    const text = searchText(row, typeWords(row));
    folded.set(row.id, text);
    return text;
  };
}

const thai = new Intl.Collator('th');
/** Days, times and codes: their characters sort as they are, and a collator is slow over a whole country. */
const plain = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const compare: Readonly<Record<Order, (a: WorkRow, b: WorkRow) => number>> = {
  name: (a, b) => thai.compare(a.laoName, b.laoName),
  district: (a, b) => thai.compare(a.district, b.district),
  visit: (a, b) => plain(visitOf(a), visitOf(b)),
  deadline: (a, b) => plain(a.deadline?.day ?? '9999', b.deadline?.day ?? '9999'),
  state: (a, b) => rank[a.state] - rank[b.state] || plain(visitOf(a), visitOf(b)),
  progress: (a, b) => share(a) - share(b),
  size: (a, b) => a.size - b.size,
};

/** Visits without a date come last. */
const visitOf = (row: WorkRow): string => `${row.visitOn ?? '9999'} ${row.visitTime ?? ''}`;

/** What is not here yet comes before what is here and not begun. */
const share = ({ here }: WorkRow): number => {
  if (here === null) return -1;
  return here.indicators === 0 ? 0 : here.settled / here.indicators;
};

export function sortRows(rows: readonly WorkRow[], by: Order, descending: boolean): readonly WorkRow[] {
  const direction = descending ? -1 : 1;
  return rows.toSorted((a, b) => direction * compare[by](a, b) || plain(a.laoCode, b.laoCode));
}

export function filterRows(
  rows: readonly WorkRow[],
  filter: Filter,
  search: string,
  textOf: (row: WorkRow) => string,
): readonly WorkRow[] {
  const wanted = foldForSearch(search.trim());
  return rows.filter((row) => belongs[filter](row) && (wanted === '' || textOf(row).includes(wanted)));
}

/** The rounds among the rows, newest first. */
export function roundsOf(rows: readonly WorkRow[]): readonly Pick<WorkRow, 'round' | 'roundTitle' | 'year'>[] {
  const rounds = new Map(rows.map((row) => [row.round, row]));
  return [...rounds.values()].sort((a, b) => b.year - a.year || thai.compare(a.roundTitle.th, b.roundTitle.th));
}

/** The submission to go on with: touched last and not signed; else the next visit. */
export function nextWork(rows: readonly WorkRow[]): SubmissionSummary | null {
  const here = rows.flatMap((row) => (row.here === null || row.withdrawn ? [] : [row.here]));
  const inHand = here.filter(({ state }) => state === 'in-review' || state === 'finalised');
  if (inHand.length > 0) return inHand.reduce((a, b) => (b.changedAt > a.changedAt ? b : a));
  const open = rows.filter(({ state }) => state === 'ready' || state === 'incomplete');
  return open.length === 0 ? null : (sortRows(open, 'visit', false)[0]?.here ?? null);
}

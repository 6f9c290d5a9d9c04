import type { Assignment } from '#common/contract/channels/assignment.ts';
import type { Download, DownloadQueue } from '#common/contract/channels/download.ts';
import type { SubmissionSummary } from '#common/contract/channels/submission.ts';
import type { Failure } from '#common/contract/failures.ts';
import { deadlineOf, type Deadline } from './deadline.ts';

/** Where one piece of work stands, as the one chip of its row says it. */
export type WorkState =
  | 'not-sent' // the LAO has not confirmed: nothing to download
  | 'not-downloaded'
  | 'queued'
  | 'downloading'
  | 'waiting' // for the line
  | 'must-sign-in' // for the person, who has to sign in again
  | 'paused'
  | 'failed'
  | 'withdrawn'
  | SubmissionSummary['state'];

/** What the queue says of a row, without the figures that move several times a second. */
export interface Queued {
  readonly submission: string;
  readonly state: Download['state'];
  readonly code: Failure['code'] | null;
  readonly problems: number;
  /** Before all others in the queue. */
  readonly first: boolean;
}

/** One LAO to assess: what is here, what the server says of it, and what the queue does with it. */
export interface WorkRow {
  /** The assignment's, else the submission's. */
  readonly id: string;
  readonly submission: string | null;
  readonly laoCode: string;
  readonly laoName: string;
  readonly laoType: SubmissionSummary['laoType'];
  readonly district: string;
  readonly province: string;
  readonly team: string;
  /** Rounds of files and of the server meet by year and title; files have no other name for theirs. */
  readonly round: string;
  readonly roundTitle: SubmissionSummary['roundTitle'];
  readonly year: number;
  readonly visitOn: string | null;
  readonly visitTime: string | null;
  readonly deadline: Deadline | null;
  readonly files: number;
  readonly size: number;
  readonly state: WorkState;
  /** The server offers a newer revision than the one that is here. */
  readonly newRevision: boolean;
  readonly withdrawn: boolean;
  readonly sample: boolean;
  /** Null while nothing of it can be opened. */
  readonly here: SubmissionSummary | null;
  readonly assignment: Assignment | null;
  readonly queued: Queued | null;
}

/** Every submission and every assignment once; they meet by the submission's id. */
export function joinWork(
  submissions: readonly SubmissionSummary[],
  assignments: readonly Assignment[],
): readonly WorkRow[] {
  const byId = new Map(submissions.map((summary) => [summary.id, summary]));
  const assigned = new Set<string>();
  const rows = assignments.map((assignment) => {
    const summary = assignment.submission === null ? undefined : byId.get(assignment.submission);
    if (summary) assigned.add(summary.id);
    return rowOf(assignment, summary ?? null);
  });
  return [...rows, ...submissions.filter(({ id }) => !assigned.has(id)).map((summary) => rowOf(null, summary))];
}

/** Whatever the server knows is newer than the manifest that is here. */
function rowOf(assignment: Assignment | null, summary: SubmissionSummary | null): WorkRow {
  const about = assignment ?? summary;
  if (about === null) throw new Error('a row is about something');
  const withdrawn = assignment?.withdrawn ?? false;
  const here = summary;
  return {
    id: about.id,
    submission: summary?.id ?? assignment?.submission ?? null,
    laoCode: about.laoCode,
    laoName: about.laoName,
    laoType: about.laoType,
    district: about.district,
    province: about.province,
    team: about.team,
    round: `${String(about.year)} ${about.roundTitle.th}`,
    roundTitle: about.roundTitle,
    year: about.year,
    visitOn: assignment?.visitOn ?? summary?.visitOn ?? null,
    visitTime: assignment?.visitOn == null ? (summary?.visitTime ?? null) : assignment.visitTime,
    deadline: deadlineOf(assignment, summary),
    files: (summary ?? assignment)?.files ?? 0,
    size: (summary ?? assignment)?.size ?? 0,
    state: stateOf(withdrawn, here, assignment, null),
    newRevision: !withdrawn && isNewer(assignment),
    withdrawn,
    sample: summary?.sample ?? false,
    here,
    assignment,
    queued: null,
  };
}

const isNewer = (assignment: Assignment | null): boolean =>
  assignment?.here != null && assignment.revision !== null && assignment.revision > assignment.here;

const fromQueue: Readonly<Record<Download['state'], WorkState>> = {
  queued: 'queued',
  running: 'downloading',
  waiting: 'waiting',
  paused: 'paused',
  failed: 'failed',
};

/** The one word for where a download stands. */
export const wordOf = (state: Download['state'], code: Failure['code'] | null): WorkState =>
  state === 'waiting' && code === 'sign-in.required' ? 'must-sign-in' : fromQueue[state];

function stateOf(
  withdrawn: boolean,
  here: SubmissionSummary | null,
  assignment: Assignment | null,
  queued: Queued | null,
): WorkState {
  if (withdrawn) return 'withdrawn';
  // Work that can be opened keeps its own word while a newer revision of it comes in.
  if (here !== null && here.state !== 'importing') return here.state;
  if (queued !== null) return wordOf(queued.state, queued.code);
  if (here !== null) return here.state;
  return assignment?.submission == null ? 'not-sent' : 'not-downloaded';
}

/** Rows that the queue has nothing to do with stay the same objects. */
export function withQueue(rows: readonly WorkRow[], queue: readonly Queued[]): readonly WorkRow[] {
  if (queue.length === 0) return rows;
  const byId = new Map(queue.map((queued) => [queued.submission, queued]));
  return rows.map((row) => {
    const queued = row.submission === null ? undefined : byId.get(row.submission);
    if (!queued) return row;
    return { ...row, queued, state: stateOf(row.withdrawn, row.here, row.assignment, queued) };
  });
}

/** A stable function, so that the screen is drawn anew only when one of these changes and not with every figure. */
export const queuedOf = (queue: DownloadQueue): readonly Queued[] =>
  queue.downloads.map(({ submission, state, failure, problems }, index) => ({
    submission,
    state,
    code: failure?.code ?? null,
    problems: problems.length,
    first: index === 0,
  }));

/** There is something on the server that is not here and not on its way. */
export const canDownload = (row: WorkRow): boolean =>
  row.queued === null && !row.withdrawn && (row.state === 'not-downloaded' || row.newRevision);

/** What "download all" would bring. */
export function sumOf(rows: readonly WorkRow[]): { readonly ids: readonly string[]; readonly size: number } {
  const wanted = rows.filter(canDownload);
  return {
    ids: [...new Set(wanted.flatMap((row) => row.submission ?? []))],
    size: wanted.reduce((sum, row) => sum + (row.assignment?.size ?? 0), 0),
  };
}

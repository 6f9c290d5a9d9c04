import { useQuery } from '@tanstack/react-query';
import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import type { Assignment } from '#common/contract/channels/assignment.ts';
import type { Download, DownloadQueue } from '#common/contract/channels/download.ts';
import { assignmentsQuery, queueQuery } from './queries.ts';

type Figures = Pick<Download, 'filesDone' | 'files' | 'bytesDone' | 'bytes'>;
type Seen = Pick<Download, 'submission' | 'revision' | 'files' | 'bytes'>;

/** What was in the queue since it was last empty. */
const nothing: ReadonlyMap<string, Seen> = new Map();

/** The same map when there is nothing new in the queue, an empty one when it is empty. */
export function remember(known: ReadonlyMap<string, Seen>, downloads: readonly Seen[]): ReadonlyMap<string, Seen> {
  if (downloads.length === 0) return nothing;
  const isKnown = (one: Seen) => {
    const before = known.get(one.submission);
    return before?.revision === one.revision && before.files === one.files && before.bytes === one.bytes;
  };
  if (downloads.every(isKnown)) return known;
  return new Map([...known, ...downloads.map((one) => [one.submission, one] as const)]);
}

/** Of those that left the queue, the ones that are here now: cancelled ones are not. */
export function finishedOf(
  known: ReadonlyMap<string, Seen>,
  downloads: readonly Pick<Download, 'submission'>[],
  assignments: readonly Pick<Assignment, 'submission' | 'here'>[],
): readonly Seen[] {
  const queued = new Set(downloads.map(({ submission }) => submission));
  const left = [...known.values()].filter(({ submission }) => !queued.has(submission));
  if (left.length === 0) return [];
  const here = new Map(assignments.map((one) => [one.submission, one.here]));
  return left.filter(({ submission, revision }) => (here.get(submission) ?? -1) >= revision);
}

/** The whole queue as one download, what is finished already among it: a bar that goes forward only. */
export function overallOf(queue: DownloadQueue, finished: readonly Seen[]): Figures {
  // One that is paused is left out, a queue that is paused is not: its bar stays where it was.
  const counted = queue.downloads.filter(({ state }) => state !== 'failed' && (queue.paused || state !== 'paused'));
  const sum = (of: (figures: Figures) => number) => counted.reduce((all, one) => all + of(one), 0);
  const files = finished.reduce((all, one) => all + one.files, 0);
  const bytes = finished.reduce((all, one) => all + one.bytes, 0);
  return {
    filesDone: files + sum((one) => one.filesDone),
    files: files + sum((one) => one.files),
    bytesDone: bytes + sum((one) => one.bytesDone),
    bytes: bytes + sum((one) => one.bytes),
  };
}

const Finished = createContext<readonly Seen[]>([]);

const seenOf = (queue: DownloadQueue): readonly Seen[] =>
  queue.downloads.map(({ submission, revision, files, bytes }) => ({ submission, revision, files, bytes }));

/** Main forgets a download that is ready; the bar of the whole queue must not. Stands in the shell, around all screens. */
export function QueueSession({ children }: { readonly children: ReactNode }) {
  const { data: downloads } = useQuery({ ...queueQuery(), select: seenOf });
  const { data: assignments } = useQuery(assignmentsQuery());
  const [known, setKnown] = useState(nothing);
  const next = downloads === undefined ? known : remember(known, downloads);
  if (next !== known) setKnown(next);
  const finished = useMemo(() => finishedOf(next, downloads ?? [], assignments ?? []), [next, downloads, assignments]);
  return <Finished value={finished}>{children}</Finished>;
}

/** Figures of everything that was put into the queue since it was last empty, and how many of it are ready. */
export function useOverall(queue: DownloadQueue | undefined): Figures & { readonly ready: number } {
  const finished = useContext(Finished);
  return useMemo(
    () => ({
      ...(queue ? overallOf(queue, finished) : { filesDone: 0, files: 0, bytesDone: 0, bytes: 0 }),
      ready: finished.length,
    }),
    [queue, finished],
  );
}

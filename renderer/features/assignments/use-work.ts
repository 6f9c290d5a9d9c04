import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import type { Assignment } from '#common/contract/channels/assignment.ts';
import type { ServerStatus } from '#common/contract/channels/server.ts';
import { assignmentsQuery, queueQuery, submissionsQuery } from '#renderer/lib/queries.ts';
import { useServer, useSync } from '#renderer/lib/server.ts';
import { joinWork, queuedOf, withQueue, type Queued, type WorkRow } from './work-rows.ts';

interface Work {
  /** Undefined while they are asked for. */
  readonly rows: readonly WorkRow[] | undefined;
  readonly server: ServerStatus | undefined;
  readonly error: Error | null;
  retry(): void;
}

const nobody: readonly Assignment[] = [];
const nothing: readonly Queued[] = [];

/** What is here, what the server assigned, and the queue, as one list. Work from files shows also when the rest fails. */
export function useWork(): Work {
  const submissions = useQuery(submissionsQuery());
  const assignments = useQuery(assignmentsQuery());
  const { data: queue = nothing } = useQuery({ ...queueQuery(), select: queuedOf });
  const server = useServer();
  const assigned = assignments.data ?? nobody;
  const joined = useMemo(
    () => (submissions.data ? joinWork(submissions.data, assigned) : undefined),
    [submissions.data, assigned],
  );
  const rows = useMemo(() => joined && withQueue(joined, queue), [joined, queue]);
  useQuietSync(server);
  return {
    rows: assignments.isPending ? undefined : rows,
    server,
    error: submissions.data ? null : submissions.error,
    retry: () => void submissions.refetch(),
  };
}

/** Coming back to the list within a minute asks nothing. */
const fresh = 60_000;

/** Once when the screen opens, and once when the person signed in while it was open. */
function useQuietSync(server: ServerStatus | undefined): void {
  const { start } = useSync();
  const latest = useRef({ start, server });
  useEffect(() => {
    latest.current = { start, server };
  });
  const signedIn = server?.state === 'signed-in';
  useEffect(() => {
    if (!signedIn) return;
    const { network, syncedAt } = latest.current.server ?? {};
    const isFresh = network === 'online' && syncedAt != null && Date.now() - Date.parse(syncedAt) < fresh;
    if (!isFresh) latest.current.start({ quiet: true });
  }, [signedIn]);
}

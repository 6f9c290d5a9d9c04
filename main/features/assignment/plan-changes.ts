import type { ServerAssignment } from '#common/formats/assessment-server.ts';
import type { Changes } from './fetch-changes.ts';

interface Plan {
  readonly put: readonly ServerAssignment[];
  readonly remove: readonly string[];
  readonly added: number;
  readonly amended: number;
  readonly withdrawn: readonly ServerAssignment[];
}

/** A withdrawn assignment stays only while something of it is here: work is never erased from outside. */
export function planChanges(
  before: ReadonlyMap<string, ServerAssignment>,
  { items, whole }: Changes,
  isHere: (submission: string) => boolean,
): Plan {
  const told = new Set(items.map(({ id }) => id));
  const gone = whole
    ? [...before.values()].filter(({ id }) => !told.has(id)).map((one) => ({ ...one, state: 'withdrawn' as const }))
    : [];
  // A server may leave out what was handed in once the work is taken away; here it is still needed.
  const all = [...items, ...gone].map((one) =>
    one.state === 'withdrawn' ? { ...one, submission: one.submission ?? before.get(one.id)?.submission ?? null } : one,
  );
  const keep = ({ state, submission }: ServerAssignment) =>
    state === 'assigned' || (submission !== null && isHere(submission.id));
  const known = (one: ServerAssignment) => before.get(one.id);
  return {
    put: all.filter(keep),
    remove: all.filter((one) => !keep(one)).map(({ id }) => id),
    added: all.filter((one) => one.state === 'assigned' && known(one)?.state !== 'assigned').length,
    amended: all.filter(
      (one) =>
        one.state === 'assigned' &&
        known(one)?.state === 'assigned' &&
        known(one)?.submission?.digest !== one.submission?.digest,
    ).length,
    withdrawn: all.filter((one) => one.state === 'withdrawn' && known(one)?.state === 'assigned'),
  };
}

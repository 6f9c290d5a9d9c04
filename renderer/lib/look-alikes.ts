import { useQuery } from '@tanstack/react-query';
import type { LookAlike, LookAlikes } from '#common/contract/channels/search.ts';
import { query } from './queries.ts';

/** Null: of all on this computer. Asked again now and then, since reading goes on behind the scenes. */
export const useLookAlikes = (submission: string | null) =>
  useQuery<LookAlikes[]>({
    ...query('search.lookAlikes', { submission }),
    staleTime: 30_000,
    refetchInterval: 60_000,
  });

export interface Resemblance {
  readonly kind: LookAlikes['kind'];
  readonly own: LookAlike;
  readonly others: readonly LookAlike[];
}

/** What the file resembles elsewhere; the same content first. */
export function resemblancesOf(
  groups: readonly LookAlikes[],
  submission: string,
  evidence: string,
): readonly Resemblance[] {
  const isOwn = (member: LookAlike) => member.submission === submission && member.evidence === evidence;
  return groups.flatMap(({ kind, members }) => {
    const own = members.find(isOwn);
    const others = members.filter((member) => !isOwn(member));
    return own && others.length > 0 ? [{ kind, own, others }] : [];
  });
}

export function useResemblances(submission: string, evidence: string | null): readonly Resemblance[] {
  const { data = [] } = useLookAlikes(submission);
  return evidence === null ? [] : resemblancesOf(data, submission, evidence);
}

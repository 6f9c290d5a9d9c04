import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from './api.ts';
import { refresh, trustQuery } from './queries.ts';

/** Has packages stamped by the authority that is set; `ask` is null where none is. */
export function usePackageTimestamp() {
  const client = useQueryClient();
  const { data } = useQuery(trustQuery());
  const stamp = useMutation({
    mutationFn: (asked: { readonly id: string; readonly job: string }) => call('package.timestamp', asked),
    onSuccess: () => refresh(client, { what: 'packages' }),
  });
  const { mutate, variables } = stamp;
  return {
    ask: data?.authority == null ? null : (id: string) => mutate({ id, job: crypto.randomUUID() }),
    isPending: (id: string): boolean => stamp.isPending && variables?.id === id,
    /** An authority may let one wait; the package is then as it was. */
    stop: () => {
      if (variables !== undefined) void call('package.cancel', { job: variables.job });
    },
  };
}

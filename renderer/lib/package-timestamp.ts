import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from './api.ts';
import { refresh, trustQuery } from './queries.ts';

/** Has packages stamped by the authority that is set; `ask` is null where none is. */
export function usePackageTimestamp() {
  const client = useQueryClient();
  const { data } = useQuery(trustQuery());
  const stamp = useMutation({
    mutationFn: (id: string) => call('package.timestamp', { id }),
    onSuccess: () => refresh(client, { what: 'packages' }),
  });
  return {
    ask: data?.authority == null ? null : stamp.mutate,
    isPending: (id: string): boolean => stamp.isPending && stamp.variables === id,
  };
}

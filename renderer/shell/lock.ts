import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '#renderer/lib/api.ts';
import { libraryQuery } from '#renderer/lib/queries.ts';

/** Closes the library; the lock screen follows from the status that main answers. */
export function useLock(): () => void {
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: () => call('library.lock', {}),
    onSuccess: (status) => {
      client.setQueryData(libraryQuery().queryKey, status);
    },
  });
  return mutate;
}

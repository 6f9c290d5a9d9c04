import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AppSettings } from '#common/contract/channels/settings.ts';
import { call } from './api.ts';
import { settingsQuery } from './queries.ts';

/** Changes settings; the page follows as soon as they are stored. */
export function useChangeSettings(): (settings: Partial<AppSettings>) => void {
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: (settings: Partial<AppSettings>) => call('settings.set', settings),
    onSuccess: (settings) => {
      client.setQueryData(settingsQuery().queryKey, settings);
    },
  });
  return mutate;
}

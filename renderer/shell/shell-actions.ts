import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AppSettings } from '#common/contract/channels/settings.ts';
import { call } from '#renderer/lib/api.ts';
import { libraryQuery, settingsQuery } from '#renderer/lib/queries.ts';

interface ShellActions {
  lock(): void;
  change(settings: Partial<AppSettings>): void;
}

/** What the frame itself can do: lock the library, change a setting. */
export function useShellActions(): ShellActions {
  const client = useQueryClient();
  const lock = useMutation({
    mutationFn: () => call('library.lock', {}),
    onSuccess: (status) => {
      client.setQueryData(libraryQuery().queryKey, status);
    },
  });
  const change = useMutation({
    mutationFn: (settings: Partial<AppSettings>) => call('settings.set', settings),
    onSuccess: (settings) => {
      client.setQueryData(settingsQuery().queryKey, settings);
    },
  });
  return { lock: () => lock.mutate(), change: (settings) => change.mutate(settings) };
}

import { useMutation, useMutationState, useQueryClient, type MutationState } from '@tanstack/react-query';
import type { ImportResult } from '#common/contract/channels/submission.ts';
import { call } from '#renderer/lib/api.ts';
import type { OfferedFile } from '#renderer/lib/files.ts';
import { submissionsQuery } from '#renderer/lib/queries.ts';

const key = ['import'] as const;

interface ImportRequest {
  readonly job: string;
  /** Null: the sample that comes with the app. */
  readonly files: readonly OfferedFile[] | null;
}

type ImportState = MutationState<readonly ImportResult[], Error, ImportRequest>;

interface ImportJob {
  /** The last import, also when the person left the screen meanwhile; null when there is none to show. */
  readonly state: ImportState | null;
  start(files: readonly OfferedFile[] | null): void;
  dismiss(): void;
}

export function useImport(): ImportJob {
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationKey: key,
    meta: { shown: true },
    gcTime: Infinity,
    mutationFn: ({ job, files }: ImportRequest) =>
      files === null
        ? call('submission.importSample', { job })
        : call('submission.import', { job, tickets: files.map((file) => file.ticket) }),
    onSettled: () => client.invalidateQueries({ queryKey: submissionsQuery().queryKey }),
  });
  const states = useMutationState({
    filters: { mutationKey: key },
    select: (mutation) => mutation.state as ImportState,
  });
  return {
    state: states.at(-1) ?? null,
    start: (files) => mutate({ job: crypto.randomUUID(), files }),
    dismiss: () => {
      const cache = client.getMutationCache();
      for (const mutation of cache.findAll({ mutationKey: key })) {
        if (mutation.state.status !== 'pending') cache.remove(mutation);
      }
    },
  };
}

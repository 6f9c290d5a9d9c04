import { useMutation, useMutationState, useQueryClient, type MutationState } from '@tanstack/react-query';
import type { Made, ProvinceGroupKey } from '#common/contract/channels/province.ts';
import { call, saveExport } from '#renderer/lib/api.ts';

const key = ['province'] as const;

interface JobRequest {
  readonly job: string;
  readonly group: ProvinceGroupKey;
  readonly make: (job: string) => Promise<Made>;
}

type JobState = MutationState<Made, Error, JobRequest>;

interface ProvinceJob {
  /** The newest job, also when the person left the screen meanwhile; null when there was none. */
  readonly state: JobState | null;
  start(group: ProvinceGroupKey, make: JobRequest['make']): void;
  cancel(): void;
}

/** One long job at a time; it goes on when the screen is left. */
export function useProvinceJob(): ProvinceJob {
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationKey: key,
    meta: { shown: true },
    gcTime: Infinity,
    mutationFn: ({ job, make }: JobRequest) => make(job),
    onSuccess: ({ files }) => {
      // The browser lets one download follow a press; of several each has a button of its own.
      const [file] = files;
      if (file !== undefined && files.length === 1) saveExport(file);
    },
  });
  const states = useMutationState({
    filters: { mutationKey: key },
    select: (mutation) => mutation.state as JobState,
  });
  const state = states.at(-1) ?? null;
  return {
    state,
    start: (group, make) => {
      const cache = client.getMutationCache();
      const known = cache.findAll({ mutationKey: key });
      if (known.some((mutation) => mutation.state.status === 'pending')) return;
      for (const mutation of known) cache.remove(mutation);
      mutate({ job: crypto.randomUUID(), group, make });
    },
    cancel: () => {
      if (state?.status === 'pending' && state.variables) void call('province.cancel', { job: state.variables.job });
    },
  };
}

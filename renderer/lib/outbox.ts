import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Outbox, OutboxItem } from '#common/contract/channels/outbox.ts';
import { call } from './api.ts';
import { outboxQuery } from './queries.ts';
import { tellDone } from './toasts.ts';

export const useOutbox = () => useQuery(outboxQuery());

/** Not at the centre yet, and nobody carries it there. */
export const isWaiting = ({ state }: OutboxItem): boolean =>
  ['waiting', 'timestamp', 'sending', 'line', 'paused', 'failed'].includes(state);

export interface OutboxActions {
  add(packages: readonly string[], waitForTimestamp: boolean): void;
  pause(id: string): void;
  resume(id: string): void;
  /** `told`: what to say once it is done. */
  remove(id: string, told: string): void;
  /** All that stands still; what was decided about single packages stays. */
  goOn(): void;
  handOver(carried: readonly { readonly id: string; readonly sha256: string }[]): void;
  confirmCentre(id: string, fingerprint: string): void;
}

/** What the person can do to the outbox. Main answers with the outbox as it is then. */
export function useOutboxActions(): OutboxActions {
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: (ask: () => Promise<Outbox>) => ask(),
    onSuccess: (outbox) => {
      client.setQueryData(outboxQuery().queryKey, outbox);
    },
  });
  return {
    add: (packages, waitForTimestamp) =>
      mutate(() => call('outbox.add', { packages: [...packages], waitForTimestamp })),
    pause: (id) => mutate(() => call('outbox.pause', { id })),
    resume: (id) => mutate(() => call('outbox.resume', { id })),
    remove: (id, told) =>
      mutate(async () => {
        const outbox = await call('outbox.remove', { id });
        tellDone(told);
        return outbox;
      }),
    goOn: () => mutate(() => call('outbox.goOn', {})),
    handOver: (carried) => mutate(() => call('outbox.handOver', { carried: [...carried] })),
    confirmCentre: (id, fingerprint) => mutate(() => call('outbox.confirmCentre', { id, fingerprint })),
  };
}

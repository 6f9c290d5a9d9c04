import { useIsMutating, useMutation, useMutationState, useQuery, useQueryClient } from '@tanstack/react-query';
import type { MutationState } from '@tanstack/react-query';
import type { ServerStatus } from '#common/contract/channels/server.ts';
import { call } from './api.ts';
import { codeOf, errorText } from './errors.ts';
import { useFormat } from './format.ts';
import { defineMessages, useMessages } from './messages.ts';
import { assignmentsQuery, serverQuery } from './queries.ts';
import { useLanguage } from './settings.ts';
import { tellDone, tellFailed } from './toasts.ts';

const words = defineMessages({
  th: {
    synced: (added: string, amended: string, withdrawn: string) =>
      `งานใหม่ ${added} · แก้ไข ${amended} · ถอน ${withdrawn}`,
    signedIn: (name: string) => `เข้าสู่ระบบแล้ว: ${name}`,
  },
  en: {
    synced: (added, amended, withdrawn) => `${added} new · ${amended} amended · ${withdrawn} withdrawn`,
    signedIn: (name) => `Signed in: ${name}`,
  },
});

/** The server as main knows it; undefined until main answered. */
export const useServer = (): ServerStatus | undefined => useQuery(serverQuery()).data;

/** What it calls itself, else its address without what everybody knows. */
export const serverName = (server: ServerStatus, language: 'th' | 'en'): string =>
  server.name?.[language] ?? (server.url ?? '').replace(/^https?:\/\//, '').replace(/\/$/, '');

const signInKey = ['server.signIn'] as const;

interface SignIn {
  /** The browser is open and main waits for the person to come back. */
  readonly waiting: boolean;
  /** Why the last one failed; giving up is no failure. */
  readonly error: Error | null;
  start(): void;
  cancel(): void;
  dismiss(): void;
}

/** Signing in goes on while the person moves between screens, so every screen sees the same one. */
export function useSignIn(): SignIn {
  const client = useQueryClient();
  const t = useMessages(words);
  const server = useServer();
  const keep = (status: ServerStatus) => {
    client.setQueryData(serverQuery().queryKey, status);
  };
  const { mutate } = useMutation({
    mutationKey: signInKey,
    meta: { shown: true },
    gcTime: Infinity,
    mutationFn: () => call('server.signIn', {}),
    onSuccess: (status) => {
      keep(status);
      if (status.person) tellDone(t.signedIn(status.person.name));
    },
    onError: () => client.invalidateQueries({ queryKey: serverQuery().queryKey }),
  });
  const giveUp = useMutation({ mutationFn: () => call('server.cancelSignIn', {}), onSuccess: keep });
  const last = useMutationState({
    filters: { mutationKey: signInKey },
    select: (mutation) => mutation.state as MutationState<ServerStatus>,
  }).at(-1);
  const dismiss = () => {
    const cache = client.getMutationCache();
    for (const mutation of cache.findAll({ mutationKey: signInKey })) {
      if (mutation.state.status !== 'pending') cache.remove(mutation);
    }
  };
  const waiting = last?.status === 'pending' || server?.state === 'signing-in';
  return {
    waiting,
    error: last?.status === 'error' && codeOf(last.error) !== 'cancelled' ? last.error : null,
    start: () => {
      if (waiting) return;
      dismiss();
      mutate();
    },
    cancel: () => giveUp.mutate(),
    dismiss,
  };
}

const syncKey = ['assignment.sync'] as const;
/** The line is gone or the server busy: a normal day, which the network part of the screen already says. */
const isOrdinary = (error: Error): boolean =>
  ['server.unreachable', 'server.busy', 'sign-in.required', 'cancelled'].includes(codeOf(error) ?? '');

/** Asks the server what changed. `quiet`: by itself, so it speaks only when there is something new. */
export function useSync(): { readonly running: boolean; start(how?: { readonly quiet: boolean }): void } {
  const client = useQueryClient();
  const t = useMessages(words);
  const format = useFormat();
  const language = useLanguage();
  const { mutate } = useMutation({
    mutationKey: syncKey,
    meta: { shown: true },
    mutationFn: (_how: { readonly quiet: boolean }) => call('assignment.sync', {}),
    onSuccess: ({ added, amended, withdrawn }, { quiet }) => {
      void client.invalidateQueries({ queryKey: assignmentsQuery().queryKey });
      if (quiet && added + amended + withdrawn === 0) return;
      tellDone(t.synced(format.number(added), format.number(amended), format.number(withdrawn)));
    },
    onError: (error, { quiet }) => {
      if (!quiet && !isOrdinary(error)) tellFailed(errorText(error, language));
    },
    onSettled: () => client.invalidateQueries({ queryKey: serverQuery().queryKey }),
  });
  const running = useIsMutating({ mutationKey: syncKey }) > 0;
  return {
    running,
    start: (how = { quiet: false }) => {
      if (!running) mutate(how);
    },
  };
}

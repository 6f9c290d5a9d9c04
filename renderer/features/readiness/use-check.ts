import { useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { call, onEvent } from '#renderer/lib/api.ts';
import { errorText } from '#renderer/lib/errors.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { query } from '#renderer/lib/queries.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { tellDone, tellFailed } from '#renderer/lib/toasts.ts';
import { createCheckRun, type CheckState } from './check-run.ts';
import { openProber } from './prober.ts';
import { readinessWords } from './words.ts';

export const readinessQuery = () => query('readiness.last', {});

/** Where the check and its result are shown. */
export const readinessPlace = '/ready';

/** One for the window: it outlives the screen that started it. */
const run = createCheckRun({
  begin: (job) => call('readiness.begin', { job }),
  finish: (job, decoded) => call('readiness.finish', { job, decoded: [...decoded] }),
  cancel: (job) => call('readiness.cancel', { job }),
  onProgress: (listener) => onEvent('progress', listener),
  onLocked: (listener) => onEvent('locked', listener),
  openProber,
  newJob: () => crypto.randomUUID(),
});

/** Whether the person sees by themselves how it ended: on its own screen, or on the card of the list of work. */
const isSeen = (): boolean => ['', '#/', `#${readinessPlace}`].includes(location.hash);

export function useCheck(): Pick<typeof run, 'cancel' | 'forget'> & { readonly state: CheckState; start(): void } {
  const client = useQueryClient();
  const t = useMessages(readinessWords);
  const language = useLanguage();
  const state = useSyncExternalStore(run.subscribe, run.get);
  return {
    state,
    cancel: run.cancel,
    forget: run.forget,
    start: () => {
      run.start({
        onDone: (report) => {
          client.setQueryData(readinessQuery().queryKey, report);
          if (!isSeen()) tellDone(t.doneElsewhere);
        },
        onFailed: (error) => {
          if (location.hash !== `#${readinessPlace}`) tellFailed(`${t.failed}: ${errorText(error, language)}`);
        },
      });
    },
  };
}

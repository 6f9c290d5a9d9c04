import { useQuery } from '@tanstack/react-query';
import { useCommands } from '#renderer/lib/commands.tsx';
import { isWorking, useQueueActions } from '#renderer/lib/download-queue.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { queueQuery } from '#renderer/lib/queries.ts';
import { useServer, useSignIn, useSync } from '#renderer/lib/server.ts';
import { shellWords } from './words.ts';

/** What can be done about server and queue from every screen. */
export function useServerCommands(): void {
  const t = useMessages(shellWords);
  const state = useServer()?.state ?? 'none';
  const { data: queue } = useQuery({
    ...queueQuery(),
    // Only what these commands ask, so that the frame is not drawn anew with each figure.
    select: (whole) => ({ any: whole.downloads.length > 0, working: isWorking(whole) }),
  });
  const sync = useSync();
  const signIn = useSignIn();
  const queueActions = useQueueActions();
  useCommands([
    { id: 'sync', label: t.sync, enabled: state === 'signed-in', run: () => sync.start() },
    {
      id: 'sign-in',
      label: t.signIn,
      enabled: state === 'signed-out' || state === 'sign-in-again',
      run: signIn.start,
    },
    { id: 'pause-all', label: t.pauseAll, enabled: queue?.working === true, run: () => queueActions.pause(null) },
    {
      id: 'resume-all',
      label: t.resumeAll,
      enabled: queue?.any === true && !queue.working,
      run: () => queueActions.resume(null),
    },
  ]);
}

import { RefreshCw, WifiOff } from 'lucide-react';
import type { ServerStatus } from '#common/contract/channels/server.ts';
import { Button } from '#renderer/components/button.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useSignIn, useSync } from '#renderer/lib/server.ts';
import { serverWords } from './server-words.ts';
import css from './assignments.module.css';

/** How old the list of work is, and the way to a newer one. Without a network that is all there is to say. */
export function SyncLine({ server }: { readonly server: ServerStatus }) {
  const t = useMessages(serverWords);
  const sync = useSync();
  const signIn = useSignIn();
  const at = useSyncedText(server, sync.running);
  if (server.state === 'none') return null;
  return (
    <div className={css.sync}>
      <span className={css.syncedAt} aria-live="polite">
        {server.network === 'offline' && !sync.running && <Icon of={WifiOff} />} {at}
      </span>
      {server.state === 'signed-in' ? (
        <Button size="small" icon={RefreshCw} pending={sync.running} onPress={() => sync.start()}>
          {t.sync}
        </Button>
      ) : (
        <Button size="small" pending={signIn.waiting} onPress={signIn.start}>
          {t.signIn}
        </Button>
      )}
    </div>
  );
}

function useSyncedText(server: ServerStatus, running: boolean): string {
  const t = useMessages(serverWords);
  const format = useFormat();
  if (running) return t.syncing;
  if (server.state === 'sign-in-again') return t.signInAgain;
  if (server.state !== 'signed-in') return t.signedOut;
  if (server.network === 'offline') {
    return server.syncedAt === null ? t.offline : t.offlineAt(format.dateTime(server.syncedAt));
  }
  return server.syncedAt === null ? t.neverSynced : t.syncedAt(format.dateTime(server.syncedAt));
}

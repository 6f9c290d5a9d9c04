import { useQuery } from '@tanstack/react-query';
import { CirclePause, Download, LogIn, RefreshCw, Upload, Wifi, WifiOff } from 'lucide-react';
import { useLocation } from 'wouter';
import type { ServerStatus } from '#common/contract/channels/server.ts';
import { Icon } from '#renderer/components/icon.tsx';
import { isWorking, percentOf } from '#renderer/lib/download-queue.ts';
import { dayInThailand, useFormat, useToday } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { isWaiting, useOutbox } from '#renderer/lib/outbox.ts';
import { queueQuery } from '#renderer/lib/queries.ts';
import { useOverall } from '#renderer/lib/queue-session.tsx';
import { useServer } from '#renderer/lib/server.ts';
import { shellWords } from './words.ts';
import css from './status-bar.module.css';

/** Online or not, and how fresh the list is. Working without a network is normal, so nothing here is ever red. */
export function NetworkState() {
  const t = useMessages(shellWords);
  const server = useServer();
  const at = useSyncTime(server?.syncedAt ?? null);
  const asks = server?.state === 'sign-in-again' || server?.state === 'signed-out';
  if (server && asks) {
    return (
      <span>
        <Icon of={LogIn} />
        <a className={css.link} href="#/settings">
          {server.state === 'signed-out' ? t.signedOut : t.signInAgain}
        </a>
      </span>
    );
  }
  if (server?.state === 'signing-in') {
    return (
      <span>
        <Icon of={LogIn} />
        {t.signingIn}
      </span>
    );
  }
  // Nobody asked the server for a while: how fresh the list is, is all that is known.
  if (server && server.state !== 'none' && server.network === 'unknown' && at !== null) {
    return (
      <span>
        <Icon of={RefreshCw} />
        {t.synced(at)}
      </span>
    );
  }
  if (!isOnline(server)) {
    return (
      <span>
        <Icon of={WifiOff} />
        {t.offline}
      </span>
    );
  }
  return (
    <span>
      <Icon of={Wifi} />
      {at === null ? t.online : t.onlineSynced(at)}
    </span>
  );
}

const isOnline = (server: ServerStatus | undefined): boolean =>
  server !== undefined && server.state !== 'none' && server.network === 'online';

/** The hour of today, the day of before. */
function useSyncTime(syncedAt: string | null): string | null {
  const format = useFormat();
  const today = useToday();
  if (syncedAt === null) return null;
  return dayInThailand(Date.parse(syncedAt)) === today ? format.time(syncedAt) : format.dateTime(syncedAt);
}

/** Downloads go on behind other screens; the list of work says it larger. */
export function QueueState() {
  const t = useMessages(shellWords);
  const format = useFormat();
  const [location] = useLocation();
  const { data: queue } = useQuery(queueQuery());
  const percent = percentOf(useOverall(queue));
  if (!queue || queue.downloads.length === 0 || location === '/') return null;
  const working = isWorking(queue);
  return (
    <span>
      <Icon of={working ? Download : CirclePause} />
      <a className={css.link} href="#/">
        {working ? t.downloading(format.number(percent)) : t.downloadsRest(format.number(queue.downloads.length))}
      </a>
    </span>
  );
}

/** What is still to go to the centre. */
export function OutboxState() {
  const t = useMessages(shellWords);
  const format = useFormat();
  const { data: outbox } = useOutbox();
  const waiting = outbox?.items.filter(isWaiting) ?? [];
  if (waiting.length === 0) return null;
  return (
    <span>
      <Icon of={Upload} />
      <a className={css.link} href="#/outbox">
        {waiting.some(({ state }) => state === 'sending') ? t.sending : t.toSend(format.number(waiting.length))}
      </a>
    </span>
  );
}

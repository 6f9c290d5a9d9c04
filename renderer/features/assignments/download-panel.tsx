import { useQuery } from '@tanstack/react-query';
import { ChevronDown, ChevronUp, CirclePause, CircleX, LogIn, Play, RotateCw } from 'lucide-react';
import { useState } from 'react';
import type { DownloadQueue } from '#common/contract/channels/download.ts';
import { Button } from '#renderer/components/button.tsx';
import { Card } from '#renderer/components/card.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { Bar } from '#renderer/components/bar.tsx';
import { isWorking, percentOf, shareOf, useQueueActions } from '#renderer/lib/download-queue.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { queueQuery, submissionsQuery } from '#renderer/lib/queries.ts';
import { useOverall } from '#renderer/lib/queue-session.tsx';
import { useSignIn } from '#renderer/lib/server.ts';
import { useThrottled } from '#renderer/lib/throttled.ts';
import { CancelDialog } from './cancel-dialog.tsx';
import { DownloadItem } from './download-item.tsx';
import { downloadWords } from './download-words.ts';
import { Figures } from './figures.tsx';
import { panelItems, panelState } from './panel-items.ts';
import css from './download-panel.module.css';

/** The queue, while there is one. It draws itself: the list below is not drawn with each figure. */
export function DownloadPanel() {
  const { data: queue } = useQuery(queueQuery());
  if (!queue || queue.downloads.length === 0) return null;
  return <Panel queue={queue} />;
}

function Panel({ queue }: { readonly queue: DownloadQueue }) {
  const t = useMessages(downloadWords);
  const format = useFormat();
  const actions = useQueueActions();
  const signIn = useSignIn();
  const { data: submissions = [] } = useQuery(submissionsQuery());
  const [open, setOpen] = useState(false);
  const [cancelling, setCancelling] = useState<string | null>(null);
  const { state, count, failed } = panelState(queue);
  const { shown, more } = panelItems(queue, open);
  const mustSignIn = queue.downloads.some(({ failure }) => failure?.code === 'sign-in.required');
  // The last speed of a line that is gone says nothing.
  const speed = state === 'running' ? queue : { rate: null, remaining: null };
  const titles = {
    running: t.panelRunning,
    waiting: mustSignIn ? t.panelSignIn : t.panelWaiting,
    paused: t.panelPaused,
    failed: t.panelFailed,
  };
  const overall = useOverall(queue);
  const percent = percentOf(overall);
  const cancelled = queue.downloads.find(({ submission }) => submission === cancelling);
  return (
    <Card label={t.panel} className={css.panel}>
      <div className={css.line}>
        <h2 className={css.title}>
          {titles[state](format.number(count))}
          {overall.ready > 0 && <span className={css.ready}>{t.ready(format.number(overall.ready))}</span>}
          {failed > 0 && (
            <span className={css.alsoFailed}>
              <Icon of={CircleX} /> {t.alsoFailed(format.number(failed))}
            </span>
          )}
        </h2>
        <div
          role="progressbar"
          aria-label={t.panel}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={percent}
          className={css.bar}
        >
          {overall.bytes > 0 && <Bar share={shareOf(overall)} />}
        </div>
        <Figures figures={{ ...overall, rate: speed.rate, remaining: speed.remaining }} />
        <span className={css.buttons}>
          {mustSignIn && (
            <Button size="small" look="primary" icon={LogIn} pending={signIn.waiting} onPress={signIn.start}>
              {t.signIn}
            </Button>
          )}
          {(open || more > 0 || shown.some(({ problems }) => problems.length > 0)) && (
            <Button
              size="small"
              look="quiet"
              icon={open ? ChevronUp : ChevronDown}
              expanded={open}
              onPress={() => setOpen(!open)}
            >
              {open ? t.showLess : t.showAll(format.number(queue.downloads.length))}
            </Button>
          )}
          {isWorking(queue) ? (
            <Button size="small" icon={CirclePause} onPress={() => actions.pause(null)}>
              {t.pauseAll}
            </Button>
          ) : (
            <Button size="small" icon={state === 'failed' ? RotateCw : Play} onPress={() => actions.resume(null)}>
              {state === 'failed' ? t.retryAll : t.resumeAll}
            </Button>
          )}
        </span>
      </div>
      {shown.length > 0 && (
        <ul className={css.items}>
          {shown.map((download) => (
            <DownloadItem
              key={download.submission}
              download={download}
              folded={!open}
              first={download.submission === queue.downloads[0]?.submission}
              onCancel={() => setCancelling(download.submission)}
            />
          ))}
          {open && more > 0 && <li className={css.rest}>{t.more(format.number(more))}</li>}
        </ul>
      )}
      {cancelled && (
        <CancelDialog
          submission={cancelled.submission}
          name={cancelled.laoName}
          isHere={submissions.some(({ id, state: at }) => id === cancelled.submission && at !== 'importing')}
          onClose={() => setCancelling(null)}
        />
      )}
      <Heard queue={queue} percent={percent} />
    </Card>
  );
}

/** Ten steps and the failures are worth hearing, not each figure. */
function Heard({ queue, percent }: { readonly queue: DownloadQueue; readonly percent: number }) {
  const t = useMessages(downloadWords);
  const format = useFormat();
  const failed = queue.downloads.filter(({ state }) => state === 'failed').map(({ laoName }) => laoName);
  const words = [
    ...(queue.bytes > 0 ? [t.heardPercent(format.number(Math.floor(percent / 10) * 10))] : []),
    ...(failed.length > 0 ? [t.heardFailed(failed.slice(0, 3).join(', '))] : []),
  ].join(' · ');
  const heard = useThrottled(words, 5000);
  return (
    <div className="visually-hidden" aria-live="polite">
      {heard}
    </div>
  );
}

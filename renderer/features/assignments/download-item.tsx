import { CirclePause, CircleX, EllipsisVertical, ListStart, Play, RotateCw } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import type { Download } from '#common/contract/channels/download.ts';
import { Bar } from '#renderer/components/bar.tsx';
import { Button } from '#renderer/components/button.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { Menu } from '#renderer/components/menu.tsx';
import { shareOf, useQueueActions } from '#renderer/lib/download-queue.ts';
import { failureText } from '#renderer/lib/errors.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { secondsUntil, useNow } from '#renderer/lib/now.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { downloadWords } from './download-words.ts';
import { Failures, FirstFailure } from './failures.tsx';
import { Figures } from './figures.tsx';
import { WorkChip } from './work-chip.tsx';
import { wordOf } from './work-rows.ts';
import css from './download-panel.module.css';

/** One submission of the queue: its figures, what is wrong, and what can be done. */
export function DownloadItem({
  download,
  folded,
  first,
  onCancel,
}: {
  readonly download: Download;
  /** One line; a failure takes the place of the figures. */
  readonly folded: boolean;
  readonly first: boolean;
  readonly onCancel: () => void;
}) {
  const t = useMessages(downloadWords);
  const queue = useQueueActions();
  const { submission, laoName, state } = download;
  const main = {
    queued: { label: t.pause, icon: CirclePause, run: queue.pause },
    running: { label: t.pause, icon: CirclePause, run: queue.pause },
    waiting: { label: t['try-now'], icon: RotateCw, run: queue.resume },
    paused: { label: t.resume, icon: Play, run: queue.resume },
    failed: { label: t.retry, icon: RotateCw, run: queue.resume },
  }[state === 'waiting' && download.failure?.code === 'sign-in.required' ? 'queued' : state];
  return (
    <li className={css.item}>
      <div className={css.line}>
        <span className={css.name}>
          <WorkChip state={wordOf(state, download.failure?.code ?? null)} />
          <b className={css.clip} title={laoName}>
            {laoName}
          </b>
        </span>
        {folded && state === 'failed' ? (
          <span className={css.why}>
            <FirstFailure download={download} />
          </span>
        ) : (
          <>
            <Bar className={css.bar} share={shareOf(download)} />
            {state === 'running' && download.revision === 0 ? (
              <span className={css.wide}>{t.listing}</span>
            ) : (
              <Figures figures={download}>{state === 'waiting' && <Countdown download={download} />}</Figures>
            )}
          </>
        )}
        <span className={css.buttons}>
          <Button
            size="small"
            look="quiet"
            icon={main.icon}
            label={t.of(main.label, laoName)}
            onPress={() => main.run(submission)}
          >
            {main.label}
          </Button>
          <Menu
            label={t.menuOf(laoName)}
            trigger={
              <AriaButton className={css.more ?? ''} aria-label={t.menuOf(laoName)}>
                <Icon of={EllipsisVertical} />
              </AriaButton>
            }
            groups={[
              [
                ...(main.label === t['try-now']
                  ? [{ id: 'pause', label: t.pause, icon: CirclePause, run: () => queue.pause(submission) }]
                  : []),
                ...(first
                  ? []
                  : [{ id: 'first', label: t.first, icon: ListStart, run: () => queue.first(submission) }]),
                { id: 'cancel', label: t.cancel, icon: CircleX, run: onCancel },
              ],
            ]}
          />
        </span>
      </div>
      {!folded && <Failures download={download} />}
    </li>
  );
}

/** Why it waits and until when; where nobody has to do anything, it goes on by itself. */
function Countdown({ download }: { readonly download: Download }) {
  const t = useMessages(downloadWords);
  const format = useFormat();
  const language = useLanguage();
  const { failure, retryAt } = download;
  const seconds = secondsUntil(retryAt, useNow(retryAt !== null));
  if (retryAt === null && failure !== null) return <>{failureText(failure, language)}</>;
  const words =
    failure?.code === 'server.busy' ? t.serverBusy : failure?.code === 'server.failed' ? t.serverDown : t.lineGone;
  return <>{seconds > 0 ? words(format.number(seconds)) : t.tryingAgain}</>;
}

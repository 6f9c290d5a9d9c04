import {
  CirclePause,
  CircleX,
  Clock,
  Ellipsis,
  MailCheck,
  Pause,
  RefreshCw,
  Server,
  ShieldQuestionMark,
  Stamp,
  Trash2,
  Upload,
  Usb,
  WifiOff,
  type LucideIcon,
} from 'lucide-react';
import { useState } from 'react';
import type { OutboxItem } from '#common/contract/channels/outbox.ts';
import { Button } from '#renderer/components/button.tsx';
import { CentreDialog } from '#renderer/components/centre-dialog.tsx';
import { Chip, type Tone } from '#renderer/components/chip.tsx';
import { Menu } from '#renderer/components/menu.tsx';
import { Note } from '#renderer/components/note.tsx';
import { ReceiptChip } from '#renderer/components/receipt-chip.tsx';
import { failureText } from '#renderer/lib/errors.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { isWaiting, useOutboxActions } from '#renderer/lib/outbox.ts';
import { useProgress } from '#renderer/lib/progress.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { StickDialog } from './stick-dialog.tsx';
import { outboxWords } from './words.ts';
import css from './outbox.module.css';

type Going = Exclude<OutboxItem['state'], 'sending' | 'received'>;

/** Waiting for the network is a normal day in the field: neutral, never red. */
const looks: Readonly<Record<Going, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  waiting: { tone: 'neutral', icon: Clock },
  timestamp: { tone: 'neutral', icon: Stamp },
  line: { tone: 'neutral', icon: WifiOff },
  paused: { tone: 'neutral', icon: CirclePause },
  failed: { tone: 'bad', icon: CircleX },
  sent: { tone: 'accent', icon: MailCheck },
  confirm: { tone: 'warn', icon: ShieldQuestionMark },
  'handed-over': { tone: 'accent', icon: Usb },
};

/** There is a network; the server itself has no time, or says so. */
const isServers = (failure: OutboxItem['failure']): boolean =>
  failure !== null && failure.code !== 'server.unreachable';

/** One package: whose, where it stands, and what can be done. */
export function OutboxRow({ item, name }: { readonly item: OutboxItem; readonly name: string }) {
  const t = useMessages(outboxWords);
  const format = useFormat();
  const language = useLanguage();
  const { code, size, stamped, failure } = item;
  return (
    <li className={css.row} aria-label={name}>
      <div>
        <div className={css.name}>{name}</div>
        <div className={css.facts}>
          <span className={css.code}>{code}</span>
          <span>{format.bytes(size)}</span>
          <span>{stamped ? t.levelT : t.levelB}</span>
        </div>
      </div>
      <State item={item} />
      <Actions item={item} name={name} />
      {failure !== null && (item.state !== 'line' || isServers(failure)) && (
        <div className={css.failure}>
          <Note tone={item.state === 'failed' ? 'bad' : 'warn'}>{failureText(failure, language)}</Note>
        </div>
      )}
    </li>
  );
}

function State({ item }: { readonly item: OutboxItem }) {
  const t = useMessages(outboxWords);
  const format = useFormat();
  const { state, size, receipt, retryAt, sentAt, handedOver, failure } = item;
  const progress = useProgress(state === 'sending' ? item.id : null);
  const done = Math.max(progress?.done ?? 0, item.done);
  const waitsForServer = state === 'line' && isServers(failure);
  const percent = size === 0 ? 0 : Math.floor((100 * done) / size);
  return (
    <div className={css.state}>
      {receipt !== null ? (
        <ReceiptChip outcome={receipt.outcome} />
      ) : state === 'sending' ? (
        <Chip tone="accent" icon={Upload}>
          {t.sending(format.number(percent))}
        </Chip>
      ) : state === 'received' ? null : (
        <Chip tone={looks[state].tone} icon={waitsForServer ? Server : looks[state].icon}>
          {waitsForServer ? t.server : t[state]}
        </Chip>
      )}
      {isWaiting(item) && done > 0 && (
        <>
          <div className={css.bar} aria-hidden>
            <i style={{ width: `${String(percent)}%` }} />
          </div>
          <span className={css.text}>{t.of(format.bytes(done), format.bytes(size))}</span>
        </>
      )}
      {state === 'line' && retryAt !== null && (
        <span className={css.text}>{t.retryAt(format.timeSeconds(retryAt))}</span>
      )}
      {receipt !== null ? (
        <span className={css.text}>{t.issuedAt(format.dateTime(receipt.issuedAt))}</span>
      ) : handedOver !== null ? (
        <span className={css.text}>{t.carriedBy(handedOver.by, format.dateTime(handedOver.at))}</span>
      ) : (
        sentAt !== null && <span className={css.text}>{t.sentAt(format.dateTime(sentAt))}</span>
      )}
    </div>
  );
}

function Actions({ item, name }: { readonly item: OutboxItem; readonly name: string }) {
  const t = useMessages(outboxWords);
  const actions = useOutboxActions();
  const [dialog, setDialog] = useState<'stick' | 'centre' | null>(null);
  const { id, state, centre } = item;
  const main = mainActionOf(state);
  return (
    <div className={css.actions}>
      {main !== null && (
        <Button
          size="small"
          icon={main.icon}
          label={t.actionOf(t[main.word], name)}
          {...(state === 'confirm' && { look: 'primary' as const })}
          onPress={() => {
            if (main.word === 'confirmCentre') setDialog('centre');
            else if (main.word === 'pause') actions.pause(id);
            else actions.resume(id);
          }}
        >
          {t[main.word]}
        </Button>
      )}
      {(isWaiting(item) || state === 'handed-over') && (
        <Menu
          label={name}
          trigger={
            <Button size="small" icon={Ellipsis} label={t.actionOf(t.more, name)}>
              {t.more}
            </Button>
          }
          groups={[
            [
              { id: 'stick', label: t.toStick, icon: Usb, run: () => setDialog('stick') },
              {
                id: 'remove',
                label: t.remove,
                icon: Trash2,
                run: () => actions.remove(id, t.removed),
              },
            ],
          ]}
        />
      )}
      {dialog === 'stick' && <StickDialog items={[item]} onClose={() => setDialog(null)} />}
      {dialog === 'centre' && centre !== null && (
        <CentreDialog
          centre={centre}
          onClose={() => setDialog(null)}
          onConfirm={() => {
            actions.confirmCentre(id, centre.fingerprint);
            setDialog(null);
          }}
        />
      )}
    </div>
  );
}

type MainWord = 'pause' | 'resume' | 'retry' | 'sendNow' | 'askNow' | 'byNetwork' | 'confirmCentre';

function mainActionOf(state: OutboxItem['state']): { readonly word: MainWord; readonly icon: LucideIcon } | null {
  switch (state) {
    case 'waiting':
    case 'sending':
      return { word: 'pause', icon: Pause };
    case 'line':
      return { word: 'retry', icon: RefreshCw };
    case 'timestamp':
      return { word: 'sendNow', icon: Upload };
    case 'paused':
      return { word: 'resume', icon: Upload };
    case 'failed':
      return { word: 'retry', icon: RefreshCw };
    case 'sent':
      return { word: 'askNow', icon: RefreshCw };
    case 'confirm':
      return { word: 'confirmCentre', icon: ShieldQuestionMark };
    case 'handed-over':
      return { word: 'byNetwork', icon: Upload };
    case 'received':
      return null;
  }
}

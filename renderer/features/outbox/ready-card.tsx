import { useQuery } from '@tanstack/react-query';
import { LockOpen, Upload } from 'lucide-react';
import { useState } from 'react';
import type { Outbox } from '#common/contract/channels/outbox.ts';
import type { PackageRecord } from '#common/contract/channels/package.ts';
import { Button } from '#renderer/components/button.tsx';
import { Card } from '#renderer/components/card.tsx';
import { Chip } from '#renderer/components/chip.tsx';
import { Dialog } from '#renderer/components/dialog.tsx';
import { Note } from '#renderer/components/note.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useOutboxActions } from '#renderer/lib/outbox.ts';
import { trustQuery } from '#renderer/lib/queries.ts';
import { outboxWords } from './words.ts';
import css from './outbox.module.css';

/** Signed packages of which nobody has said yet that they be sent. */
export function ReadyCard({
  ready,
  packages,
  names,
}: {
  readonly ready: Outbox['ready'];
  readonly packages: readonly PackageRecord[];
  readonly names: ReadonlyMap<string, string>;
}) {
  const t = useMessages(outboxWords);
  const format = useFormat();
  const actions = useOutboxActions();
  const [asked, setAsked] = useState<readonly PackageRecord[] | null>(null);
  const rows = ready.flatMap(({ package: id, sentBefore }) => {
    const record = packages.find((one) => one.id === id);
    return record === undefined ? [] : [{ record, sentBefore }];
  });
  if (rows.length === 0) return null;
  const send = (records: readonly PackageRecord[]) => {
    // Only where there is something to decide.
    if (records.some(({ timestamp, closed }) => timestamp === null || !closed)) setAsked(records);
    else actions.add(idsOf(records), false);
  };
  const fresh = rows.filter(({ sentBefore }) => !sentBefore).map(({ record }) => record);
  return (
    <Card label={t.ready}>
      <header className={css.head}>
        <div className={css.grow}>
          <h2>{t.ready}</h2>
          <div className={css.text}>{t.readyText}</div>
        </div>
        {fresh.length > 1 && (
          <Button look="primary" icon={Upload} onPress={() => send(fresh)}>
            {t.sendAll(format.number(fresh.length))}
          </Button>
        )}
      </header>
      <ul className={css.list}>
        {rows.map(({ record, sentBefore }) => {
          const name = names.get(record.submission) ?? record.code;
          return (
            <li key={record.id} className={css.row} aria-label={name}>
              <div>
                <div className={css.name}>{name}</div>
                <div className={css.facts}>
                  <span className={css.code}>{record.code}</span>
                  <span>{format.bytes(record.size)}</span>
                  <span>{t.signedAt(format.dateTime(record.signedAt))}</span>
                </div>
              </div>
              <div className={css.state}>
                <span>{record.timestamp === null ? t.levelB : t.levelT}</span>
                {!record.closed && (
                  <Chip tone="warn" icon={LockOpen}>
                    {t.notClosed}
                  </Chip>
                )}
                {sentBefore && <span className={css.text}>{t.again}</span>}
              </div>
              <div className={css.actions}>
                <Button
                  size="small"
                  look={fresh.length > 1 || sentBefore ? 'outline' : 'primary'}
                  icon={Upload}
                  label={t.actionOf(t.send, name)}
                  onPress={() => send([record])}
                >
                  {t.send}
                </Button>
              </div>
            </li>
          );
        })}
      </ul>
      {asked !== null && (
        <AskDialog
          records={asked}
          onClose={() => setAsked(null)}
          onSend={(wait) => {
            actions.add(idsOf(asked), wait);
            setAsked(null);
          }}
        />
      )}
    </Card>
  );
}

const idsOf = (records: readonly PackageRecord[]): string[] => records.map(({ id }) => id);

function AskDialog({
  records,
  onSend,
  onClose,
}: {
  readonly records: readonly PackageRecord[];
  readonly onSend: (waitForTimestamp: boolean) => void;
  readonly onClose: () => void;
}) {
  const t = useMessages(outboxWords);
  const format = useFormat();
  const { data: trust } = useQuery(trustQuery());
  const plain = records.filter(({ timestamp }) => timestamp === null).length;
  const unclosed = records.filter(({ closed }) => !closed).length;
  return (
    <Dialog
      title={plain > 0 ? t.askTitle : t.notClosed}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          {plain > 0 && <Button onPress={() => onSend(true)}>{t.askWait}</Button>}
          <Button look="primary" onPress={() => onSend(false)}>
            {plain > 0 ? t.sendAtLevelB : t.openSend}
          </Button>
        </>
      }
    >
      {unclosed > 0 && <Note tone="warn">{t.openText(format.number(unclosed))}</Note>}
      {plain > 0 && <p>{t.askText(format.number(plain))}</p>}
      {plain > 0 && (trust?.authority == null ? <Note>{t.askNoAuthority}</Note> : <p>{t.askWaitText}</p>)}
    </Dialog>
  );
}

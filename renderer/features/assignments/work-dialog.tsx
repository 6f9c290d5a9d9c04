import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { laoFullName } from '#common/domain/lao.ts';
import { Button } from '#renderer/components/button.tsx';
import { Dialog } from '#renderer/components/dialog.tsx';
import { Note } from '#renderer/components/note.tsx';
import { useFormat, useToday } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { serverQuery } from '#renderer/lib/queries.ts';
import { useDownload } from '#renderer/lib/download-queue.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { DeadlineText } from './deadline-text.tsx';
import { downloadWords } from './download-words.ts';
import { Failures } from './failures.tsx';
import { actionsOf, type RowAction } from './row-actions.ts';
import { WorkChip } from './work-chip.tsx';
import type { WorkRow } from './work-rows.ts';
import css from './work-dialog.module.css';

/** Opening what is not on this computer says what it is and offers what can be done about it. */
export function WorkDialog({
  row,
  onAct,
  onClose,
}: {
  readonly row: WorkRow;
  readonly onAct: (action: RowAction) => void;
  readonly onClose: () => void;
}) {
  const t = useMessages(downloadWords);
  const language = useLanguage();
  const download = useDownload(row.submission);
  const signedIn = useQuery(serverQuery()).data?.state === 'signed-in';
  const actions = actionsOf(row).filter((action) => action !== 'first');
  return (
    <Dialog
      title={laoFullName({ ...row, code: row.laoCode, name: row.laoName, type: row.laoType }, language)}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.close}</Button>
          {actions.toReversed().map((action, index) => (
            <Button
              key={action}
              look={index === actions.length - 1 ? 'primary' : 'outline'}
              autoFocus={index === actions.length - 1}
              onPress={() => {
                onAct(action);
                if (action === 'download' || action === 'download-new' || action === 'cancel') onClose();
              }}
            >
              {t[action]}
            </Button>
          ))}
        </>
      }
    >
      <div className={css.state}>
        <WorkChip state={row.state} />
        <span>{t[textOf(row)]}</span>
      </div>
      {download !== null && <Failures download={download} />}
      {actions[0] === 'download' && !signedIn && <Note>{t.signInFirst}</Note>}
      <Facts row={row} />
    </Dialog>
  );
}

function textOf(row: WorkRow): 'notSentText' | 'queuedText' | 'withdrawnText' | 'notHereText' {
  if (row.withdrawn) return 'withdrawnText';
  if (row.queued !== null) return 'queuedText';
  return row.submission === null ? 'notSentText' : 'notHereText';
}

function Facts({ row }: { readonly row: WorkRow }) {
  const t = useMessages(downloadWords);
  const format = useFormat();
  const language = useLanguage();
  const today = useToday();
  const { assignment, deadline } = row;
  const fact = (name: string, value: ReactNode) => (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
  return (
    <dl className={css.facts}>
      {fact(t.district, `${row.district} · ${row.province}`)}
      {fact(t.code, row.laoCode)}
      {fact(t.round, row.roundTitle[language])}
      {fact(t.team, row.team)}
      {row.visitOn !== null &&
        fact(t.visit, `${format.date(row.visitOn)} ${format.digits(row.visitTime ?? '')}`.trimEnd())}
      {assignment?.review &&
        fact(t.window, t.windowText(format.date(assignment.review.begins), format.date(assignment.review.ends)))}
      {deadline && fact(t.deadline, <DeadlineText deadline={deadline} today={today} done={false} showLetter />)}
      {assignment?.revision != null &&
        fact(
          t.content,
          t.contentText(
            format.number(assignment.files),
            format.bytes(assignment.size),
            format.number(assignment.revision),
          ),
        )}
    </dl>
  );
}

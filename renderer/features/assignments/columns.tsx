import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { SubmissionSummary } from '#common/contract/channels/submission.ts';
import { laoTypeShort } from '#common/domain/lao.ts';
import { Bar } from '#renderer/components/bar.tsx';
import { Chip } from '#renderer/components/chip.tsx';
import type { Column } from '#renderer/components/data-grid.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { StateChip } from '#renderer/components/state-chip.tsx';
import { useFormat, useToday } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import type { Order } from './rows.ts';
import { assignmentWords } from './words.ts';
import css from './assignments.module.css';

export function useColumns(): readonly Column<SubmissionSummary, Order>[] {
  const t = useMessages(assignmentWords);
  const format = useFormat();
  const language = useLanguage();
  const today = useToday();
  return [
    {
      id: 'lao',
      head: t.lao,
      width: 'minmax(13rem, 1.5fr)',
      sort: 'name',
      cell: (row) => (
        <>
          <Chip className={css.type}>{laoTypeShort[row.laoType][language]}</Chip>
          <b className={css.name} title={row.laoName}>
            {row.laoName}
          </b>
          <span className={css.code}>{row.laoCode}</span>
          {row.sample && <Chip tone="line">{t.sample}</Chip>}
        </>
      ),
    },
    { id: 'district', head: t.district, width: 'minmax(5rem, 0.6fr)', sort: 'district', cell: (row) => row.district },
    {
      id: 'visit',
      head: t.visit,
      width: '7.75rem',
      sort: 'visit',
      cell: (row) => {
        if (row.visitOn === null) return <span className={css.third}>{t.noVisit}</span>;
        if (row.visitOn !== today) return format.date(row.visitOn);
        return <b>{row.visitTime === null ? t.today : `${t.today} ${format.digits(row.visitTime)}`}</b>;
      },
    },
    { id: 'deadline', head: t.deadline, width: '7rem', sort: 'deadline', cell: (row) => format.date(row.deadline) },
    { id: 'state', head: t.state, width: '10.4rem', sort: 'state', cell: (row) => <StateChip state={row.state} /> },
    {
      id: 'progress',
      head: t.progress,
      width: 'minmax(6rem, 11.75rem)',
      sort: 'progress',
      cell: (row) => (
        <>
          <Bar className={css.progress} share={row.indicators === 0 ? 0 : row.settled / row.indicators} />
          <span className={css.small}>{t.settled(format.number(row.settled), format.number(row.indicators))}</span>
        </>
      ),
    },
    { id: 'know', head: t.know, width: 'minmax(7rem, 0.7fr)', cell: (row) => <ToKnow row={row} today={today} /> },
    {
      id: 'size',
      head: t.size,
      width: '5.25rem',
      align: 'right',
      sort: 'size',
      cell: (row) => <span className={css.small}>{format.bytes(row.size)}</span>,
    },
  ];
}

/** The one thing to know about a row, worst first. */
function ToKnow({ row, today }: { readonly row: SubmissionSummary; readonly today: string }) {
  const t = useMessages(assignmentWords);
  const format = useFormat();
  const alarm = (look: string | undefined, text: string) => (
    <span className={look}>
      <Icon of={TriangleAlert} /> {text}
    </span>
  );
  if (row.quarantined > 0) return alarm(css.bad, t.quarantined(format.number(row.quarantined)));
  if (row.state !== 'signed' && row.deadline < today) return alarm(css.warn, t.overdue);
  if (row.toFix > 0 && row.state === 'in-review') return alarm(css.warn, t.toFix(format.number(row.toFix)));
  if (row.state !== 'signed') return null;
  return (
    <span className={css.small}>
      <Icon of={CircleCheck} /> {t.exportNow}
    </span>
  );
}

import { EllipsisVertical } from 'lucide-react';
import { useMemo } from 'react';
import { laoTypeShort } from '#common/domain/lao.ts';
import type { Language } from '#common/domain/text.ts';
import { Chip } from '#renderer/components/chip.tsx';
import type { Column } from '#renderer/components/data-grid-head.tsx';
import { RowButton } from '#renderer/components/row-button.tsx';
import { useFormat, useToday, type Format } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { DeadlineText } from './deadline-text.tsx';
import { downloadWords } from './download-words.ts';
import { KnowCell } from './know-cell.tsx';
import { ProgressCell } from './progress-cell.tsx';
import type { Order } from './rows.ts';
import { StateCell } from './state-cell.tsx';
import type { WorkRow } from './work-rows.ts';
import { assignmentWords } from './words.ts';
import css from './assignments.module.css';

/** What buttons in the cells do. The same object for the life of the list, so that the columns stay the same, too. */
export interface CellHandlers {
  download(row: WorkRow): void;
  menu(row: WorkRow, anchor: HTMLElement): void;
}

/** `served`: a server is in use, so rows have actions. */
export function useColumns(served: boolean, handlers: CellHandlers): readonly Column<WorkRow, Order>[] {
  const t = useMessages(assignmentWords);
  const td = useMessages(downloadWords);
  const format = useFormat();
  const language = useLanguage();
  const today = useToday();
  return useMemo(
    () => columnsOf({ t, td, format, language, today, served, handlers }),
    [t, td, format, language, today, served, handlers],
  );
}

function columnsOf({
  t,
  td,
  format,
  language,
  today,
  served,
  handlers,
}: {
  readonly t: typeof assignmentWords.th;
  readonly td: typeof downloadWords.th;
  readonly format: Format;
  readonly language: Language;
  readonly today: string;
  readonly served: boolean;
  readonly handlers: CellHandlers;
}): readonly Column<WorkRow, Order>[] {
  return [
    {
      id: 'lao',
      head: t.lao,
      width: 'minmax(11rem, 1.5fr)',
      sort: 'name',
      cell: (row) => (
        <>
          <Chip className={css.type}>{laoTypeShort[row.laoType][language]}</Chip>
          <b className={css.name} title={row.laoName}>
            {row.laoName}
          </b>
          {!(served && row.sample) && <span className={css.code}>{row.laoCode}</span>}
          {row.sample && <Chip tone="line">{t.sample}</Chip>}
        </>
      ),
    },
    {
      id: 'district',
      head: t.district,
      width: 'minmax(5rem, 0.6fr)',
      atLeast: 66,
      sort: 'district',
      cell: (row) => (
        <span className={css.clip} title={row.district}>
          {row.district}
        </span>
      ),
    },
    {
      id: 'visit',
      head: t.visit,
      width: '7.25rem',
      atLeast: 54,
      sort: 'visit',
      cell: (row) => {
        if (row.visitOn === null) return <span className={css.third}>{t.noVisit}</span>;
        if (row.visitOn !== today) return format.date(row.visitOn);
        return <b>{row.visitTime === null ? t.today : `${t.today} ${format.digits(row.visitTime)}`}</b>;
      },
    },
    {
      id: 'deadline',
      head: t.deadline,
      width: '10.5rem',
      sort: 'deadline',
      cell: (row) =>
        row.deadline === null ? (
          <span className={css.third}>{t.noVisit}</span>
        ) : (
          <DeadlineText deadline={row.deadline} today={today} done={row.withdrawn || row.here?.state === 'signed'} />
        ),
    },
    { id: 'state', head: t.state, width: '10.5rem', sort: 'state', cell: (row) => <StateCell row={row} /> },
    {
      id: 'progress',
      head: t.progress,
      width: 'minmax(6rem, 9.5rem)',
      atLeast: 60,
      sort: 'progress',
      cell: (row) => <ProgressCell row={row} />,
    },
    {
      id: 'know',
      head: t.know,
      width: 'minmax(9.5rem, 0.7fr)',
      cell: (row) => <KnowCell row={row} onDownload={() => handlers.download(row)} />,
    },
    {
      id: 'size',
      head: t.size,
      width: '5rem',
      atLeast: 71,
      align: 'right',
      sort: 'size',
      cell: (row) => <span className={css.small}>{row.size === 0 ? '–' : format.bytes(row.size)}</span>,
    },
    ...(served
      ? [
          {
            id: 'actions',
            head: t.actions,
            hideHead: true,
            width: '2.5rem',
            cell: (row: WorkRow) => (
              <RowButton
                icon={EllipsisVertical}
                label={td.menuOf(row.laoName)}
                menu
                onPress={(button) => handlers.menu(row, button)}
              />
            ),
          },
        ]
      : []),
  ];
}

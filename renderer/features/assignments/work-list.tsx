import { FolderOpen, ListX } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { ServerStatus } from '#common/contract/channels/server.ts';
import { laoTypeLong, laoTypeShort } from '#common/domain/lao.ts';
import { Button } from '#renderer/components/button.tsx';
import { Card } from '#renderer/components/card.tsx';
import { DataGrid } from '#renderer/components/data-grid.tsx';
import type { Sort } from '#renderer/components/data-grid-head.tsx';
import { MenuBeside } from '#renderer/components/menu.tsx';
import { EmptyState } from '#renderer/components/screen-state.tsx';
import { useLatest } from '#renderer/lib/use-latest.ts';
import { useCommands } from '#renderer/lib/commands.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { CancelDialog } from './cancel-dialog.tsx';
import { useColumns, type CellHandlers } from './columns.tsx';
import { DownloadButton } from './download-button.tsx';
import { downloadWords } from './download-words.ts';
import { ListFilters, RoundFilter, type Shown } from './list-filters.tsx';
import { createTextOf, filterRows, nextWork, roundsOf, sortRows, type Order } from './rows.ts';
import { SyncLine } from './sync-line.tsx';
import { useRowActions } from './use-row-actions.ts';
import { WorkDialog } from './work-dialog.tsx';
import { canDownload, type WorkRow } from './work-rows.ts';
import { assignmentWords } from './words.ts';
import css from './assignments.module.css';

const everything: Shown = { filter: 'all', search: '', round: null };

/** All assigned work in one table, with what can be done about it. */
export function WorkList({
  rows: all,
  server,
  onImport,
}: {
  readonly rows: readonly WorkRow[];
  readonly server: ServerStatus | undefined;
  readonly onImport: () => void;
}) {
  const t = useMessages(assignmentWords);
  const td = useMessages(downloadWords);
  const format = useFormat();
  const [, go] = useLocation();
  const [shown, setShown] = useState(everything);
  const [sort, setSort] = useState<Sort<Order>>({ by: 'state', descending: false });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [current, setCurrent] = useState<WorkRow | null>(null);
  const [menu, setMenu] = useState<{ readonly row: string; readonly anchor: HTMLElement } | null>(null);
  const [opened, setOpened] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const actions = useRowActions();

  const rows = useMemo(
    () => (shown.round === null ? all : all.filter((row) => row.round === shown.round)),
    [all, shown.round],
  );
  const [textOf] = useState(() => createTextOf(typeWords));
  const sorted = useMemo(() => sortRows(rows, sort.by, sort.descending), [rows, sort]);
  const visible = useMemo(
    () => filterRows(sorted, shown.filter, shown.search, textOf),
    [sorted, shown.filter, shown.search, textOf],
  );
  // What is on its way meanwhile is no longer picked.
  const picked = useMemo(
    () =>
      selected.size === 0
        ? selected
        : new Set(all.filter((row) => selected.has(row.id) && canDownload(row)).map(rowKey)),
    [all, selected],
  );
  const next = useMemo(() => nextWork(all), [all]);
  const rounds = useMemo(() => roundsOf(all), [all]);
  const byId = useMemo(() => new Map(all.map((row) => [row.id, row])), [all]);
  const served = all.some((row) => row.assignment !== null);

  const open = (row: WorkRow) => {
    if (row.here === null) setOpened(row.id);
    else go(`/s/${row.here.id}`);
  };
  const showMenu = (row: WorkRow, anchor: HTMLElement) => {
    setMenu({ row: row.id, anchor });
  };
  const columns = useColumns(
    served,
    useLatest<CellHandlers>({ download: (row) => actions.run('download', row), menu: showMenu }),
  );

  const main = actions.mainOf(current);
  useCommands([
    { id: 'search-list', label: t.searchAction, shortcut: '/', run: () => field.current?.focus() },
    {
      id: 'choose-row',
      label: t.chooseRow,
      shortcut: ['ArrowUp', 'ArrowDown'],
      hint: t.chooseRow,
      run: () => grid.current?.querySelector<HTMLElement>('[role=grid]')?.focus(),
    },
    {
      id: 'open-row',
      label: t.openRow,
      shortcut: 'Enter',
      hint: t.openRow,
      enabled: current !== null,
      run: () => {
        if (current) open(current);
      },
    },
    {
      id: 'select-row',
      label: td.selectHint,
      shortcut: 'Space',
      hint: td.selectHint,
      enabled: served && current !== null && canDownload(current),
      // The grid answers the key itself while it has the focus.
      run: () => grid.current?.querySelector<HTMLElement>('[role=grid]')?.focus(),
    },
    {
      id: 'download-row',
      label: main === null ? td.download : td[main],
      shortcut: 'D',
      hint: main === null ? td.download : td[main],
      enabled: main !== null,
      run: () => {
        if (current && main !== null) actions.run(main, current);
      },
    },
  ]);

  const menuRow = menu === null ? undefined : byId.get(menu.row);
  const openedRow = opened === null ? undefined : byId.get(opened);
  const bar = (
    <>
      <h1>{t.title}</h1>
      <span className={css.count} role="status">
        {t.places(format.number(visible.length))}
      </span>
    </>
  );
  const filters = <ListFilters rows={rows} served={served} shown={shown} onChange={setShown} searchRef={field} />;
  const importButton = (
    <Button size="small" className={css.import} icon={FolderOpen} onPress={onImport}>
      {t.import}
    </Button>
  );

  return (
    <>
      <div className={css.head}>
        <div className={css.bar}>
          {bar}
          {server && <SyncLine server={server} />}
          <span className={css.space} />
          {!served && filters}
          {served && <DownloadButton rows={rows} selected={picked} onDone={() => setSelected(new Set())} />}
          {importButton}
        </div>
        {(served || rounds.length > 1) && (
          <div className={css.bar}>
            {served && filters}
            <span className={css.space} />
            {rounds.length > 1 && <RoundFilter rounds={rounds} shown={shown} onChange={setShown} />}
          </div>
        )}
      </div>
      <Card className={css.fill}>
        <div ref={grid} className={css.grid}>
          <DataGrid
            label={t.table}
            columns={columns}
            rows={visible}
            rowKey={rowKey}
            sort={sort}
            onSort={setSort}
            onOpen={open}
            onCurrent={setCurrent}
            isMarked={(row) => row.here !== null && row.here.id === next?.id}
            {...(served && {
              onMenu: showMenu,
              selection: {
                keys: picked,
                can: canDownload,
                onChange: setSelected,
                label: (row: WorkRow) => td.select(row.laoName),
                allLabel: td.selectAll,
              },
            })}
            empty={
              <EmptyState
                icon={ListX}
                title={t.nothingFound}
                actions={
                  <Button
                    onPress={() => {
                      setShown(everything);
                    }}
                  >
                    {t.showAll}
                  </Button>
                }
              >
                {t.nothingFoundText}
              </EmptyState>
            }
          />
        </div>
      </Card>
      {menu && menuRow && (
        <MenuBeside
          label={td.menuOf(menuRow.laoName)}
          anchor={menu.anchor}
          groups={actions.menuOf(menuRow, open)}
          onClose={() => setMenu(null)}
        />
      )}
      {openedRow && (
        <WorkDialog
          row={openedRow}
          onAct={(action) => actions.run(action, openedRow)}
          onClose={() => setOpened(null)}
        />
      )}
      {actions.cancelling?.submission != null && (
        <CancelDialog
          submission={actions.cancelling.submission}
          name={actions.cancelling.laoName}
          isHere={actions.cancelling.here !== null}
          onClose={actions.endCancelling}
        />
      )}
    </>
  );
}

const rowKey = (row: WorkRow): string => row.id;
const typeWords = (row: WorkRow): string => `${laoTypeShort[row.laoType].th} ${laoTypeLong[row.laoType].th}`;

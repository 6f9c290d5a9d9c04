import { useVirtualizer } from '@tanstack/react-virtual';
import { useId, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Box } from './data-grid-box.tsx';
import { GridRow, type RowHandlers } from './data-grid-row.tsx';
import { Head, type Column, type Sort } from './data-grid-head.tsx';
import { placeOf } from './data-grid-place.ts';
import { toggled, toggledAll, type Selection } from './data-grid-selection.ts';
import { useLatest } from '#renderer/lib/use-latest.ts';
import { useWidth } from './use-width.ts';
import css from './data-grid.module.css';

/** Row height at 100 % text size, px (design 3.2). */
const rowHeight = 42;
/** Height of the head that stays on top of the rows, px. */
const headHeight = 34;
/** Track of the boxes that pick rows. */
const boxWidth = '2.5rem';

/**
 * Table of many rows, of which only the visible ones are drawn. One tab stop; arrows, page keys, Home and End move,
 * Enter or a click opens, Space picks, Shift+F10 opens the menu of the row.
 */
export function DataGrid<R, S extends string>({
  label,
  columns: all,
  rows,
  rowKey,
  sort,
  onSort,
  onOpen,
  onCurrent,
  onMenu,
  selection,
  isMarked,
  empty,
}: {
  readonly label: string;
  readonly columns: readonly Column<R, S>[];
  readonly rows: readonly R[];
  readonly rowKey: (row: R) => string;
  readonly sort: Sort<S>;
  readonly onSort: (sort: Sort<S>) => void;
  readonly onOpen: (row: R) => void;
  /** Told which row the keys mean. A stable function. */
  readonly onCurrent?: (row: R | null) => void;
  /** Opens the menu of a row beside an element. */
  readonly onMenu?: (row: R, anchor: HTMLElement) => void;
  readonly selection?: Selection<R> | undefined;
  /** Draws the row as the one to go on with. */
  readonly isMarked?: (row: R) => boolean;
  readonly empty: ReactNode;
}) {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<{ readonly index: number; readonly key: string | null }>({
    index: 0,
    key: null,
  });
  const anchor = useRef<string | null>(null);
  const scale = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualizer's functions are not memoised on purpose
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight * scale,
    scrollPaddingStart: headHeight * scale,
    overscan: 8,
  });
  const width = useWidth(scroller) / (16 * scale);
  const columns = useMemo(() => all.filter(({ atLeast = 0 }) => width >= atLeast), [all, width]);
  const current = placeOf(rows, rowKey, active, virtual.range);
  const currentRow = rows[current] ?? null;
  const currentKey = currentRow === null ? null : rowKey(currentRow);
  if (active.key !== null && currentKey !== null && active.key !== currentKey)
    setActive({ index: current, key: currentKey });
  // Before anything else can happen: the next key may follow at once.
  useLayoutEffect(() => onCurrent?.(currentRow), [onCurrent, currentRow]);
  const tracks = [...(selection ? [boxWidth] : []), ...columns.map((column) => column.width)].join(' ');
  const can = selection?.can;
  const choosable = useMemo(
    () => (can ? rows.filter(can).map(rowKey) : []),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- how a row gets its key does not change
    [rows, can],
  );
  const keys = selection?.keys;
  const isAll = useMemo(() => choosable.length > 0 && choosable.every((key) => keys?.has(key)), [choosable, keys]);
  const moveTo = (index: number) => {
    const row = rows[index];
    if (row !== undefined) setActive({ index, key: rowKey(row) });
  };
  const choose = (row: R, range: boolean) => {
    if (!selection?.can(row)) return;
    const key = rowKey(row);
    selection.onChange(toggled(selection.keys, choosable, key, range ? anchor.current : null));
    anchor.current = key;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.altKey || event.metaKey) return;
    if (event.ctrlKey && event.code !== 'KeyA') return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / (rowHeight * scale)) - 1);
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + page,
      PageUp: current - page,
      Home: 0,
      End: rows.length - 1,
    };
    const next = moves[event.key];
    if (next !== undefined) {
      const target = Math.max(0, Math.min(rows.length - 1, next));
      moveTo(target);
      virtual.scrollToIndex(target);
    } else if (event.ctrlKey && selection) selection.onChange(toggledAll(selection.keys, choosable));
    else if (event.ctrlKey || currentRow === null) return;
    else if (event.key === 'Enter') onOpen(currentRow);
    else if (event.key === ' ' && selection) choose(currentRow, event.shiftKey);
    else if (event.key === 'Escape' && selection && selection.keys.size > 0) selection.onChange(new Set());
    else if (onMenu && (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey))) {
      const element = document.getElementById(`${id}-${String(current)}`);
      if (element) onMenu(currentRow, element.querySelector<HTMLElement>('[data-row-menu]') ?? element);
    } else return;
    event.preventDefault();
  };

  const handlers = useLatest<RowHandlers<R>>({
    open(row, index, event) {
      moveTo(index);
      // Boxes and buttons inside the row do something else than open it.
      if (event.target instanceof Element && event.target.closest('button, input, a') === null) onOpen(row);
    },
    menu(row, index, event) {
      if (!onMenu) return;
      event.preventDefault();
      moveTo(index);
      onMenu(row, event.currentTarget.querySelector<HTMLElement>('[data-row-menu]') ?? event.currentTarget);
    },
    choose,
  });

  return (
    <div
      className={css.grid}
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + (selection ? 1 : 0)}
      tabIndex={0}
      data-pane
      data-pane-start
      {...(selection && { 'aria-multiselectable': true })}
      {...(rows.length > 0 && { 'aria-activedescendant': `${id}-${String(current)}` })}
      onKeyDown={onKeyDown}
    >
      <div ref={scroller} className={css.scroller} role="presentation">
        <div role="rowgroup" className={css.heads}>
          <div role="row" aria-rowindex={1} className={css.headRow} style={{ gridTemplateColumns: tracks }}>
            {selection && (
              <div role="columnheader" className={css.boxCell}>
                <Box
                  label={selection.allLabel}
                  checked={isAll}
                  partly={selection.keys.size > 0}
                  disabled={choosable.length === 0}
                  tabIndex={0}
                  onToggle={() => selection.onChange(toggledAll(selection.keys, choosable))}
                />
              </div>
            )}
            {columns.map((column) => (
              <Head key={column.id} column={column} sort={sort} onSort={onSort} />
            ))}
          </div>
        </div>
        {rows.length === 0 && empty}
        <div className={css.space} style={{ height: `${String(virtual.getTotalSize())}px` }} role="rowgroup">
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            const key = rowKey(row);
            const isCurrent = item.index === current;
            const isPicked = selection?.keys.has(key) === true;
            const canPick = selection?.can(row) === true;
            return (
              <GridRow
                key={key}
                id={`${id}-${String(item.index)}`}
                row={row}
                index={item.index}
                columns={columns}
                tracks={tracks}
                top={item.start}
                height={item.size}
                isCurrent={isCurrent}
                isMarked={isPicked || isMarked?.(row) === true}
                isSelected={selection ? (canPick ? isPicked : undefined) : isCurrent}
                box={selection ? (canPick ? selection.label(row) : null) : undefined}
                handlers={handlers}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

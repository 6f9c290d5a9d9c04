import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowDownUp, ArrowUp } from 'lucide-react';
import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { cx } from '#renderer/lib/classes.ts';
import { Icon } from './icon.tsx';
import css from './data-grid.module.css';

export interface Column<R, S extends string> {
  readonly id: string;
  readonly head: string;
  /** CSS grid track: "120px", "minmax(0, 1fr)". */
  readonly width: string;
  readonly align?: 'right';
  /** Named order of the rows that this head switches to. */
  readonly sort?: S;
  readonly cell: (row: R) => ReactNode;
}

export interface Sort<S extends string> {
  readonly by: S;
  readonly descending: boolean;
}

/** Row height at 100 % text size, px (design 3.2). */
const rowHeight = 42;
/** Height of the head that stays on top of the rows, px. */
const headHeight = 34;

/**
 * Table of many rows, of which only the visible ones are drawn. One tab stop; arrows, page keys, Home and End move,
 * Enter or a click opens.
 */
export function DataGrid<R, S extends string>({
  label,
  columns,
  rows,
  rowKey,
  sort,
  onSort,
  onOpen,
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
  /** Draws the row as the one to go on with. */
  readonly isMarked?: (row: R) => boolean;
  readonly empty: ReactNode;
}) {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const scale = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualizer's functions are not memoised on purpose
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight * scale,
    scrollPaddingStart: headHeight * scale,
    overscan: 8,
  });
  const current = Math.min(active, rows.length - 1);
  const tracks = { gridTemplateColumns: columns.map((column) => column.width).join(' ') };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.altKey || event.metaKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / (rowHeight * scale)) - 1);
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + page,
      PageUp: current - page,
      Home: 0,
      End: rows.length - 1,
    };
    const row = rows[current];
    if (event.key === 'Enter' && row !== undefined) {
      event.preventDefault();
      onOpen(row);
      return;
    }
    const next = moves[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const target = Math.max(0, Math.min(rows.length - 1, next));
    setActive(target);
    virtual.scrollToIndex(target);
  };

  return (
    <div
      className={css.grid}
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length}
      tabIndex={0}
      data-pane
      data-pane-start
      {...(rows.length > 0 && { 'aria-activedescendant': `${id}-${String(current)}` })}
      onKeyDown={onKeyDown}
    >
      <div ref={scroller} className={css.scroller} role="presentation">
        <div role="rowgroup" className={css.heads}>
          <div role="row" aria-rowindex={1} className={css.headRow} style={tracks}>
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
            return (
              // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the grid has the focus and the keys
              <div
                key={rowKey(row)}
                id={`${id}-${String(item.index)}`}
                role="row"
                aria-rowindex={item.index + 2}
                aria-selected={item.index === current}
                className={cx(css.row, item.index === current && css.active, isMarked?.(row) && css.marked)}
                style={{
                  ...tracks,
                  height: `${String(item.size)}px`,
                  transform: `translateY(${String(item.start)}px)`,
                }}
                onClick={() => {
                  setActive(item.index);
                  onOpen(row);
                }}
              >
                {columns.map((column) => (
                  <div key={column.id} role="gridcell" className={cx(css.cell, column.align && css.right)}>
                    {column.cell(row)}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function Head<R, S extends string>({
  column,
  sort,
  onSort,
}: {
  readonly column: Column<R, S>;
  readonly sort: Sort<S>;
  readonly onSort: (sort: Sort<S>) => void;
}) {
  const { sort: by } = column;
  const on = by !== undefined && sort.by === by;
  return (
    <div
      role="columnheader"
      className={cx(css.head, column.align && css.right)}
      {...(on && { 'aria-sort': sort.descending ? 'descending' : 'ascending' })}
    >
      {by === undefined ? (
        column.head
      ) : (
        <button
          type="button"
          className={css.sort}
          onClick={() => {
            onSort({ by, descending: on && !sort.descending });
          }}
        >
          {column.head}
          <Icon
            of={on ? (sort.descending ? ArrowDown : ArrowUp) : ArrowDownUp}
            className={on ? undefined : css.faint}
          />
        </button>
      )}
    </div>
  );
}

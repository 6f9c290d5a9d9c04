import { memo, type MouseEvent, type ReactElement } from 'react';
import { cx } from '#renderer/lib/classes.ts';
import { Box } from './data-grid-box.tsx';
import type { Column } from './data-grid-head.tsx';
import css from './data-grid.module.css';

/** What the grid does for a row. One object for the life of the grid, so that scrolling draws only new rows. */
export interface RowHandlers<R> {
  open(row: R, index: number, event: MouseEvent): void;
  menu(row: R, index: number, event: MouseEvent<HTMLElement>): void;
  choose(row: R, range: boolean): void;
}

interface RowProps<R, S extends string> {
  readonly id: string;
  readonly row: R;
  readonly index: number;
  readonly columns: readonly Column<R, S>[];
  readonly tracks: string;
  readonly top: number;
  readonly height: number;
  readonly isCurrent: boolean;
  readonly isMarked: boolean;
  /** Undefined: not to be selected. */
  readonly isSelected: boolean | undefined;
  /** Name of the box that picks the row, null for a row that cannot be picked; undefined where no row has one. */
  readonly box: string | null | undefined;
  readonly handlers: RowHandlers<R>;
}

function Row<R, S extends string>({
  id,
  row,
  index,
  columns,
  tracks,
  top,
  height,
  isCurrent,
  isMarked,
  isSelected,
  box,
  handlers,
}: RowProps<R, S>) {
  return (
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the grid has the focus and the keys
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      {...(isSelected !== undefined && { 'aria-selected': isSelected })}
      className={cx(css.row, isCurrent && css.active, isMarked && css.marked)}
      style={{
        gridTemplateColumns: tracks,
        height: `${String(height)}px`,
        transform: `translateY(${String(top)}px)`,
      }}
      onClick={(event) => {
        handlers.open(row, index, event);
      }}
      onContextMenu={(event) => {
        handlers.menu(row, index, event);
      }}
    >
      {box !== undefined && (
        <div role="gridcell" className={css.boxCell}>
          {box !== null && (
            <Box
              label={box}
              checked={isSelected === true}
              tabIndex={-1}
              onToggle={(range) => handlers.choose(row, range)}
            />
          )}
        </div>
      )}
      {columns.map((column) => (
        <div key={column.id} role="gridcell" className={cx(css.cell, column.align && css.right)}>
          {column.cell(row)}
        </div>
      ))}
    </div>
  );
}

/** Drawn again only when something of it changed: while scrolling the grid draws itself with each frame. */
export const GridRow = memo(Row) as <R, S extends string>(props: RowProps<R, S>) => ReactElement;

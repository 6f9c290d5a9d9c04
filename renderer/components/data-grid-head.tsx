import { ArrowDown, ArrowDownUp, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '#renderer/lib/classes.ts';
import { Icon } from './icon.tsx';
import css from './data-grid.module.css';

export interface Column<R, S extends string> {
  readonly id: string;
  readonly head: string;
  /** The head is read aloud only: the cells hold buttons. */
  readonly hideHead?: boolean;
  /** CSS grid track: "120px", "minmax(0, 1fr)". */
  readonly width: string;
  /** Left out while the grid is narrower than this, in rem: the row's own screen has it too. */
  readonly atLeast?: number;
  readonly align?: 'right';
  /** Named order of the rows that this head switches to. */
  readonly sort?: S;
  readonly cell: (row: R) => ReactNode;
}

export interface Sort<S extends string> {
  readonly by: S;
  readonly descending: boolean;
}

/** Name of a column; pressed, it sorts by it, or the other way round. */
export function Head<R, S extends string>({
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
        <span className={column.hideHead === true ? 'visually-hidden' : undefined}>{column.head}</span>
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

import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '#renderer/lib/classes.ts';
import { Icon } from './icon.tsx';
import css from './row-button.module.css';

/**
 * Button inside a row of a `DataGrid`. The grid is one tab stop with keys for the same actions, so this is for the
 * pointer and for screen readers, and never takes the focus away from the grid.
 */
export function RowButton({
  icon,
  label,
  children,
  menu = false,
  onPress,
}: {
  readonly icon: LucideIcon;
  /** Read aloud: the action and the row. */
  readonly label: string;
  readonly children?: ReactNode;
  /** Opens the menu of the row, which stands beside this button. */
  readonly menu?: boolean;
  readonly onPress: (button: HTMLElement) => void;
}) {
  return (
    <button
      type="button"
      tabIndex={-1}
      className={cx(css.button, children === undefined && css.square)}
      aria-label={label}
      {...(menu && { 'aria-haspopup': 'menu', 'data-row-menu': true })}
      onMouseDown={(event) => {
        event.preventDefault();
      }}
      onClick={(event) => {
        onPress(event.currentTarget);
      }}
    >
      <Icon of={icon} />
      {children}
    </button>
  );
}

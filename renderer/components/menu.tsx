import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components';
import { Icon } from './icon.tsx';
import { Kbd } from './kbd.tsx';
import css from './menu.module.css';

export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  readonly icon?: LucideIcon;
  readonly keys?: string | undefined;
  readonly run: () => void;
}

/** Groups of actions behind a button (`trigger`); groups are parted by a line. */
export function Menu({
  label,
  trigger,
  groups,
  head,
  isOpen,
  onOpenChange,
}: {
  readonly label: string;
  readonly trigger: ReactNode;
  readonly groups: readonly (readonly MenuEntry[])[];
  readonly head?: ReactNode;
  /** For a menu that a key opens, too. */
  readonly isOpen?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
}) {
  return (
    <MenuTrigger {...(isOpen !== undefined && { isOpen })} {...(onOpenChange && { onOpenChange })}>
      {trigger}
      <Popover className={css.popover ?? ''} data-popover placement="bottom end" offset={6}>
        {head}
        <Entries label={label} groups={groups} />
      </Popover>
    </MenuTrigger>
  );
}

/** The same beside an element that is no trigger of its own: a row of a grid, by pointer or by key. Opens at once. */
export function MenuBeside({
  label,
  anchor,
  groups,
  onClose,
}: {
  readonly label: string;
  readonly anchor: HTMLElement;
  readonly groups: readonly (readonly MenuEntry[])[];
  readonly onClose: () => void;
}) {
  return (
    <Popover
      className={css.popover ?? ''}
      data-popover
      aria-label={label}
      triggerRef={{ current: anchor }}
      placement="bottom end"
      offset={4}
      isOpen
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Entries label={label} groups={groups} onClose={onClose} />
    </Popover>
  );
}

function Entries({
  label,
  groups,
  onClose,
}: {
  readonly label: string;
  readonly groups: readonly (readonly MenuEntry[])[];
  readonly onClose?: () => void;
}) {
  const entries = groups.flat();
  return (
    <AriaMenu
      aria-label={label}
      className={css.menu ?? ''}
      {...(onClose && { onClose, autoFocus: 'first' as const })}
      onAction={(key) => entries.find((entry) => entry.id === key)?.run()}
    >
      {groups.flatMap((group, index) => [
        ...(index > 0 ? [<Separator key={`line-${String(index)}`} className={css.line ?? ''} />] : []),
        ...group.map((entry) => (
          <MenuItem key={entry.id} id={entry.id} textValue={entry.label} className={css.item ?? ''}>
            {entry.icon && <Icon of={entry.icon} />}
            <span className={css.label}>{entry.label}</span>
            {entry.keys !== undefined && <Kbd keys={entry.keys} />}
          </MenuItem>
        )),
      ])}
    </AriaMenu>
  );
}

import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox, Switch as AriaSwitch } from 'react-aria-components';
import { Icon } from './icon.tsx';
import css from './checkbox.module.css';

export function Checkbox({
  checked,
  onChange,
  children,
}: {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ReactNode;
}) {
  return (
    <AriaCheckbox className={css.row ?? ''} isSelected={checked} onChange={onChange}>
      <span className={css.box}>{checked && <Icon of={Check} />}</span>
      <span>{children}</span>
    </AriaCheckbox>
  );
}

/** Takes effect at once, unlike a checkbox in a form. */
export function Switch({
  on,
  onChange,
  children,
}: {
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
  readonly children: ReactNode;
}) {
  return (
    <AriaSwitch className={css.row ?? ''} isSelected={on} onChange={onChange}>
      <span className={css.track} />
      <span>{children}</span>
    </AriaSwitch>
  );
}

import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { CheckboxButton, CheckboxField, SwitchButton, SwitchField } from 'react-aria-components';
import { Icon } from './icon.tsx';
import css from './checkbox.module.css';

export function Checkbox({
  checked,
  onChange,
  children,
  label,
}: {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ReactNode;
  /** Name that is read aloud, where the words beside the box are not enough. */
  readonly label?: string;
}) {
  return (
    <CheckboxField isSelected={checked} onChange={onChange} {...(label !== undefined && { 'aria-label': label })}>
      <CheckboxButton className={css.row ?? ''}>
        <span className={css.box}>{checked && <Icon of={Check} />}</span>
        <span>{children}</span>
      </CheckboxButton>
    </CheckboxField>
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
    <SwitchField isSelected={on} onChange={onChange}>
      <SwitchButton className={css.row ?? ''}>
        <span className={css.track} />
        <span>{children}</span>
      </SwitchButton>
    </SwitchField>
  );
}

import { Check, ChevronDown, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';
import { cx } from '#renderer/lib/classes.ts';
import { FieldFrame } from './field.tsx';
import { Icon } from './icon.tsx';
import css from './field.module.css';

interface Option<V extends string> {
  readonly value: V;
  readonly label: string;
  readonly note?: string;
}

/** One of a few named values. */
export function SelectField<V extends string>({
  label,
  value,
  options,
  onChange,
  error,
  hint,
  aside,
  icon,
  placeholder,
  size = 'medium',
  hideLabel = false,
}: {
  readonly label: string;
  readonly value: V | null;
  readonly options: readonly Option<V>[];
  readonly onChange: (value: V) => void;
  readonly error?: string | undefined;
  readonly hint?: ReactNode;
  readonly aside?: ReactNode;
  readonly icon?: LucideIcon;
  readonly placeholder?: string;
  readonly size?: 'medium' | 'compact';
  readonly hideLabel?: boolean;
}) {
  return (
    <Select
      className={cx(css.field, size === 'compact' && css.compact)}
      value={value}
      onChange={(key) => {
        const chosen = options.find((option) => option.value === key);
        if (chosen) onChange(chosen.value);
      }}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      {...(placeholder !== undefined && { placeholder })}
    >
      <FieldFrame label={label} aside={aside} hint={hint} error={error} hideLabel={hideLabel}>
        <Button className={cx(css.box, css.trigger)}>
          {icon && <Icon of={icon} className={css.lead} />}
          <SelectValue className={cx(css.value, css.chosen)} />
          <Icon of={ChevronDown} className={css.lead} />
        </Button>
      </FieldFrame>
      <Popover className={css.popover ?? ''} data-popover offset={4}>
        <ListBox>
          {options.map((option) => (
            <ListBoxItem key={option.value} id={option.value} textValue={option.label} className={css.option ?? ''}>
              {({ isSelected }) => (
                <>
                  <span className={css.value}>{option.label}</span>
                  {option.note !== undefined && <span className={css.hint}>{option.note}</span>}
                  {isSelected && <Icon of={Check} />}
                </>
              )}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}

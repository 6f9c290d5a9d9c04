import type { ReactNode } from 'react';
import { Input, NumberField as AriaNumberField } from 'react-aria-components';
import { cx } from '#renderer/lib/classes.ts';
import { FieldFrame } from './field.tsx';
import type { FieldBinding } from './text-field.tsx';
import css from './field.module.css';

/** A number; takes Thai and Arabic digits. `null` is empty. */
export function NumberField({
  label,
  value,
  onChange,
  onBlur,
  inputRef,
  error,
  hint,
  unit,
  size = 'medium',
  hideLabel = false,
  min = 0,
  max,
  decimals = 0,
}: FieldBinding<number | null> & {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly unit?: string;
  readonly size?: 'medium' | 'compact';
  readonly hideLabel?: boolean;
  readonly min?: number;
  readonly max?: number;
  readonly decimals?: number;
}) {
  return (
    <AriaNumberField
      className={cx(css.field, size === 'compact' && css.compact)}
      value={value ?? Number.NaN}
      onChange={(next) => {
        onChange(Number.isNaN(next) ? null : next);
      }}
      {...(onBlur && { onBlur })}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      minValue={min}
      {...(max !== undefined && { maxValue: max })}
      formatOptions={{ maximumFractionDigits: decimals }}
    >
      <FieldFrame label={label} hint={hint} error={error} hideLabel={hideLabel}>
        <div className={css.box}>
          <Input className={css.input ?? ''} {...(inputRef !== undefined && { ref: inputRef })} />
          {unit !== undefined && <span className={css.lead}>{unit}</span>}
        </div>
      </FieldFrame>
    </AriaNumberField>
  );
}

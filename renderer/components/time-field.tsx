import { parseTime } from '@internationalized/date';
import type { ReactNode } from 'react';
import { DateInput, DateSegment, TimeField as AriaTimeField } from 'react-aria-components';
import { cx } from '#renderer/lib/classes.ts';
import { FieldFrame } from './field.tsx';
import css from './field.module.css';

/** A time of day, "09:30", on the clock of 24 hours; null is empty. */
export function TimeField({
  label,
  value,
  onChange,
  onBlur,
  error,
  hint,
  size = 'medium',
}: {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly error?: string | undefined;
  readonly hint?: ReactNode;
  readonly size?: 'medium' | 'compact';
}) {
  return (
    <AriaTimeField
      className={cx(css.field, size === 'compact' && css.compact)}
      value={value === null ? null : parseTime(value)}
      onChange={(time) => {
        onChange(time === null ? null : time.toString().slice(0, 5));
      }}
      {...(onBlur && { onBlur })}
      hourCycle={24}
      shouldForceLeadingZeros
      isInvalid={error !== undefined}
      validationBehavior="aria"
    >
      <FieldFrame label={label} hint={hint} error={error}>
        <DateInput className={cx(css.box, css.segments)}>
          {(segment) => <DateSegment className={css.segment ?? ''} segment={segment} />}
        </DateInput>
      </FieldFrame>
    </AriaTimeField>
  );
}

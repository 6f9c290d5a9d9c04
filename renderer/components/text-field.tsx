import type { LucideIcon } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { Input, TextArea, TextField as AriaTextField } from 'react-aria-components';
import { cx } from '#renderer/lib/classes.ts';
import { FieldFrame } from './field.tsx';
import { Icon } from './icon.tsx';
import css from './field.module.css';

/** What a form library hands to a field: its value and how to tell of changes. */
export interface FieldBinding<T> {
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly onBlur?: (() => void) | undefined;
  /** Receives the control, so that the first wrong field can take the focus. */
  readonly inputRef?: Ref<HTMLInputElement> | undefined;
  /** Sentence that says what to do; undefined when the value is fine. */
  readonly error?: string | undefined;
}

/** One line of text. */
export function TextField({
  label,
  value,
  onChange,
  onBlur,
  inputRef,
  error,
  hint,
  icon,
  aside,
  size = 'medium',
  hideLabel = false,
  autoFocus = false,
  placeholder,
  autoComplete = 'off',
  maxLength = 500,
}: FieldBinding<string> & {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly icon?: LucideIcon;
  readonly aside?: ReactNode;
  readonly size?: 'medium' | 'large' | 'compact';
  readonly hideLabel?: boolean;
  readonly autoFocus?: boolean;
  readonly placeholder?: string;
  readonly autoComplete?: string;
  readonly maxLength?: number;
}) {
  return (
    <AriaTextField
      className={cx(css.field, size !== 'medium' && css[size])}
      value={value}
      onChange={onChange}
      {...(onBlur && { onBlur })}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      autoComplete={autoComplete}
      autoFocus={autoFocus}
      maxLength={maxLength}
    >
      <FieldFrame label={label} aside={aside} hint={hint} error={error} hideLabel={hideLabel}>
        <div className={css.box}>
          {icon && <Icon of={icon} className={css.lead} />}
          <Input
            className={css.input ?? ''}
            spellCheck={false}
            {...(inputRef !== undefined && { ref: inputRef })}
            {...(placeholder !== undefined && { placeholder })}
          />
        </div>
      </FieldFrame>
    </AriaTextField>
  );
}

/** Several lines of text. */
export function TextAreaField({
  label,
  value,
  onChange,
  onBlur,
  error,
  hint,
  aside,
  hideLabel = false,
  placeholder,
  rows = 3,
  maxLength = 10_000,
  areaRef,
}: Omit<FieldBinding<string>, 'inputRef'> & {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly aside?: ReactNode;
  readonly hideLabel?: boolean;
  readonly placeholder?: string;
  readonly rows?: number;
  readonly maxLength?: number;
  readonly areaRef?: Ref<HTMLTextAreaElement>;
}) {
  return (
    <AriaTextField
      className={css.field ?? ''}
      value={value}
      onChange={onChange}
      {...(onBlur && { onBlur })}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      maxLength={maxLength}
    >
      <FieldFrame label={label} aside={aside} hint={hint} error={error} hideLabel={hideLabel}>
        <TextArea
          className={css.area ?? ''}
          rows={rows}
          {...(placeholder !== undefined && { placeholder })}
          {...(areaRef !== undefined && { ref: areaRef })}
        />
      </FieldFrame>
    </AriaTextField>
  );
}

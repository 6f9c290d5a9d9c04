import { Eye, EyeOff, KeyRound, Keyboard } from 'lucide-react';
import { useState, type InputEvent, type KeyboardEvent, type ReactNode } from 'react';
import { Button, Input, TextField } from 'react-aria-components';
import { cx } from '#renderer/lib/classes.ts';
import { layoutOf, type KeyboardLayout } from '#renderer/lib/keyboard-layout.ts';
import { defineMessages, useMessages } from '#renderer/lib/messages.ts';
import { Chip } from './chip.tsx';
import { FieldFrame } from './field.tsx';
import { Icon } from './icon.tsx';
import type { FieldBinding } from './text-field.tsx';
import css from './field.module.css';

const words = defineMessages({
  th: {
    show: 'แสดง',
    hide: 'ซ่อน',
    th: 'แป้นพิมพ์ ไทย',
    latin: 'แป้นพิมพ์ English',
    capsLock: 'Caps Lock เปิดอยู่',
  },
  en: {
    show: 'Show',
    hide: 'Hide',
    th: 'Keyboard: Thai',
    latin: 'Keyboard: English',
    capsLock: 'Caps Lock is on',
  },
});

/**
 * Passphrase with show and hide, and the keyboard language seen from what is typed. `expected` is the one used when the
 * passphrase was set: another one is marked.
 */
export function PasswordField({
  label,
  value,
  onChange,
  onBlur,
  inputRef,
  error,
  hint,
  below,
  size = 'medium',
  autoFocus = false,
  expected = 'unknown',
  onLayout,
}: FieldBinding<string> & {
  readonly label: string;
  readonly hint?: ReactNode;
  /** Between the box and the hint: a strength meter. */
  readonly below?: ReactNode;
  readonly size?: 'medium' | 'large';
  readonly autoFocus?: boolean;
  readonly expected?: KeyboardLayout;
  readonly onLayout?: (layout: KeyboardLayout) => void;
}) {
  const t = useMessages(words);
  const [visible, setVisible] = useState(false);
  const [layout, setLayout] = useState<KeyboardLayout>('unknown');
  const [capsLock, setCapsLock] = useState(false);
  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    setCapsLock(event.getModifierState('CapsLock'));
  };
  const onInput = (event: InputEvent<HTMLInputElement>) => {
    const seen = layoutOf(event.nativeEvent.data ?? ''); // null for a paste
    if (seen === 'unknown') return;
    setLayout(seen);
    onLayout?.(seen);
  };
  const strange = layout !== 'unknown' && expected !== 'unknown' && layout !== expected;
  return (
    <TextField
      className={cx(css.field, size === 'large' && css.large)}
      value={value}
      onChange={onChange}
      {...(onBlur && { onBlur })}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      type={visible ? 'text' : 'password'}
      autoComplete="off"
      autoFocus={autoFocus}
      maxLength={1024}
    >
      <FieldFrame
        label={label}
        error={error}
        hint={hint}
        aside={
          capsLock ? (
            <Chip tone="warn" icon={Keyboard}>
              {t.capsLock}
            </Chip>
          ) : (
            layout !== 'unknown' && (
              <Chip tone={strange ? 'warn' : 'line'} icon={Keyboard}>
                {t[layout]}
              </Chip>
            )
          )
        }
      >
        <div className={css.box}>
          <Icon of={KeyRound} className={css.lead} />
          <Input
            className={css.input ?? ''}
            spellCheck={false}
            autoCapitalize="off"
            onKeyDown={onKey}
            onInput={onInput}
            {...(inputRef !== undefined && { ref: inputRef })}
          />
          <Button
            className={css.reveal ?? ''}
            aria-pressed={visible}
            onPress={() => {
              setVisible(!visible);
            }}
          >
            <Icon of={visible ? EyeOff : Eye} />
            {visible ? t.hide : t.show}
          </Button>
        </div>
        {below}
      </FieldFrame>
    </TextField>
  );
}

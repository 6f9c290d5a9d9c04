import type { KeyboardLayout } from '#renderer/lib/keyboard-layout.ts';
import { defineMessages, useMessages } from '#renderer/lib/messages.ts';
import { passphraseStrength, type Strength } from '#renderer/lib/passphrase-strength.ts';
import { cx } from '#renderer/lib/classes.ts';
import { PasswordField } from './password-field.tsx';
import type { FieldBinding } from './text-field.tsx';
import css from './new-passphrase.module.css';

const words = defineMessages({
  th: {
    passphrase: 'รหัสผ่าน',
    again: 'พิมพ์รหัสผ่านอีกครั้ง',
    advice: 'ใช้ประโยคที่จำง่าย 12 ตัวอักษรขึ้นไป มีเว้นวรรคหรือภาษาไทยได้',
    strength0: 'สั้นเกินไป',
    strength1: 'เดาง่าย',
    strength2: 'พอใช้',
    strength3: 'แข็งแรง',
    strength4: 'แข็งแรงมาก',
  },
  en: {
    passphrase: 'Passphrase',
    again: 'Type the passphrase again',
    advice: 'Use a sentence you remember, 12 characters or more; spaces and Thai letters are fine',
    strength0: 'Too short',
    strength1: 'Easy to guess',
    strength2: 'Fair',
    strength3: 'Strong',
    strength4: 'Very strong',
  },
});

/** A new passphrase, typed twice, with its strength. */
export function NewPassphrase({
  first,
  second,
  size = 'medium',
  autoFocus = false,
  onLayout,
}: {
  readonly first: FieldBinding<string>;
  readonly second: FieldBinding<string>;
  readonly size?: 'medium' | 'large';
  readonly autoFocus?: boolean;
  readonly onLayout?: (layout: KeyboardLayout) => void;
}) {
  const t = useMessages(words);
  return (
    <>
      <PasswordField
        label={t.passphrase}
        size={size}
        autoFocus={autoFocus}
        hint={t.advice}
        below={<StrengthMeter text={first.value} />}
        {...first}
        {...(onLayout && { onLayout })}
      />
      <PasswordField label={t.again} size={size} {...second} />
    </>
  );
}

function StrengthMeter({ text }: { readonly text: string }) {
  const t = useMessages(words);
  const strength: Strength = passphraseStrength(text);
  if (text === '') return null;
  return (
    <div className={cx(css.meter, strength < 2 ? css.poor : strength === 2 ? css.fair : css.good)} role="status">
      {[1, 2, 3, 4].map((step) => (
        <i key={step} className={cx(css.step, step <= Math.max(strength, 1) && css.reached)} />
      ))}
      <b>{t[`strength${strength}`]}</b>
    </div>
  );
}

import { useRef, useState, type ReactElement } from 'react';
import type { SigningKey } from '#common/contract/channels/package.ts';
import { codeOf, errorText } from '#renderer/lib/errors.ts';
import { defineMessages, useMessages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { PasswordField } from './password-field.tsx';

const words = defineMessages({
  th: {
    pin: (token: string) => (token === '' ? 'PIN ของโทเคน' : `PIN ของโทเคน “${token}”`),
    hint: 'ใช้ครั้งนี้ครั้งเดียว ไม่เก็บไว้',
    missing: 'พิมพ์ PIN ของโทเคน',
  },
  en: {
    pin: (token) => (token === '' ? 'PIN of the token' : `PIN of the token “${token}”`),
    hint: 'Used this once and not kept',
    missing: 'Type the PIN of the token',
  },
});

/** What is said beside the PIN; everything else of a failure stands below the form. */
export const isAboutPin = (error: unknown): boolean =>
  ['token.wrong-pin', 'token.pin-locked', 'token.pin-needed'].includes(codeOf(error) ?? '');

interface Pin {
  /** Null where the key lies on no token. */
  readonly field: ReactElement | null;
  /** False, and said beside the field, when a PIN is needed and none was typed. */
  isThere(): boolean;
  /** What was typed, for one call; the field is empty afterwards. */
  take(): { readonly pin?: string };
}

/** The PIN of the token that a key lies on. `token`: its label; null where the key lies on none. */
export function usePin(token: SigningKey['token'] | undefined, error: unknown): Pin {
  const t = useMessages(words);
  const language = useLanguage();
  const [value, setValue] = useState('');
  const [asked, setAsked] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const onToken = token !== undefined && token !== null;
  const said = asked && value === '' ? t.missing : isAboutPin(error) ? errorText(error, language) : undefined;
  return {
    field: onToken ? (
      <PasswordField
        label={t.pin(token)}
        hint={t.hint}
        value={value}
        onChange={(typed) => {
          setValue(typed);
          setAsked(false);
        }}
        inputRef={input}
        error={said}
      />
    ) : null,
    isThere: () => {
      const missing = onToken && value === '';
      setAsked(missing);
      if (missing) input.current?.focus();
      return !missing;
    },
    take: () => {
      setValue('');
      return onToken ? { pin: value } : {};
    },
  };
}

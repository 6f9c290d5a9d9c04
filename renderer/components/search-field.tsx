import { Search, X } from 'lucide-react';
import type { KeyboardEvent, Ref } from 'react';
import { Button, Input, SearchField as AriaSearchField } from 'react-aria-components';
import { defineMessages, useMessages } from '#renderer/lib/messages.ts';
import { Icon } from './icon.tsx';
import { Kbd } from './kbd.tsx';
import css from './search-field.module.css';

const words = defineMessages({ th: { clear: 'ล้างคำค้น' }, en: { clear: 'Clear search' } });

/** Filters what is on the screen while typing; Esc clears. */
export function SearchField({
  label,
  value,
  onChange,
  keys,
  inputRef,
  onKeyDown,
  autoFocus = false,
}: {
  /** Read aloud, and shown while empty. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly keys?: string;
  readonly inputRef?: Ref<HTMLInputElement>;
  /** For keys that go on from here, such as into the finds below. */
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  readonly autoFocus?: boolean;
}) {
  const t = useMessages(words);
  return (
    <AriaSearchField
      className={css.field ?? ''}
      aria-label={label}
      value={value}
      onChange={onChange}
      autoFocus={autoFocus}
    >
      <Icon of={Search} className={css.icon} />
      <Input
        placeholder={label}
        className={css.input ?? ''}
        {...(inputRef !== undefined && { ref: inputRef })}
        {...(onKeyDown && { onKeyDown })}
      />
      {value === '' ? (
        keys !== undefined && <Kbd keys={keys} />
      ) : (
        <Button className={css.clear ?? ''} aria-label={t.clear}>
          <Icon of={X} />
        </Button>
      )}
    </AriaSearchField>
  );
}

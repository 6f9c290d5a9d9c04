import { zodResolver } from '@hookform/resolvers/zod';
import { ChevronLeft } from 'lucide-react';
import { useRef } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { Button } from '#renderer/components/button.tsx';
import { NewPassphrase } from '#renderer/components/new-passphrase.tsx';
import { Note } from '#renderer/components/note.tsx';
import { errorText } from '#renderer/lib/errors.ts';
import { sayFrom, useField } from '#renderer/lib/forms.ts';
import type { KeyboardLayout } from '#renderer/lib/keyboard-layout.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { shortestPassphrase } from '#renderer/lib/passphrase-strength.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { firstRunWords } from './words.ts';
import css from './first-run.module.css';

const Passphrases = z
  .object({ first: z.string().min(shortestPassphrase, 'tooShort'), second: z.string() })
  .refine(({ first, second }) => first === second, { path: ['second'], message: 'notSame' });

export function PassphraseStep({
  error,
  pending,
  onBack,
  onNext,
}: {
  readonly error: Error | null;
  readonly pending: boolean;
  readonly onBack: () => void;
  readonly onNext: (chosen: { readonly passphrase: string; readonly layout: KeyboardLayout }) => void;
}) {
  const t = useMessages(firstRunWords);
  const language = useLanguage();
  const layout = useRef<KeyboardLayout>('unknown');
  const { control, handleSubmit } = useForm({
    resolver: zodResolver(Passphrases),
    defaultValues: { first: '', second: '' },
  });
  const say = sayFrom(t);
  const first = useField(control, 'first', say);
  const second = useField(control, 'second', say);
  return (
    <form
      className={css.form}
      noValidate
      onSubmit={(event) =>
        void handleSubmit((values) => onNext({ passphrase: values.first, layout: layout.current }))(event)
      }
    >
      <div>
        <h1 className={css.title}>{t.passTitle}</h1>
        <p className={css.lead}>{t.passText}</p>
      </div>
      <NewPassphrase
        first={first}
        second={second}
        size="large"
        autoFocus
        onLayout={(seen) => {
          layout.current = seen;
        }}
      />
      {error && (
        <Note tone="bad" live>
          {errorText(error, language)}
        </Note>
      )}
      <div className={css.buttons}>
        <Button size="large" icon={ChevronLeft} onPress={onBack}>
          {t.back}
        </Button>
        <Button type="submit" look="primary" size="large" wide pending={pending}>
          {pending ? t.creating : t.nextPrint}
        </Button>
      </div>
    </form>
  );
}

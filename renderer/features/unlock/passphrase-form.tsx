import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { LockOpen, Printer } from 'lucide-react';
import { useRef } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { Button } from '#renderer/components/button.tsx';
import { PasswordField } from '#renderer/components/password-field.tsx';
import { call } from '#renderer/lib/api.ts';
import { codeOf, errorText } from '#renderer/lib/errors.ts';
import { sayFrom, useField } from '#renderer/lib/forms.ts';
import type { KeyboardLayout } from '#renderer/lib/keyboard-layout.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { libraryQuery } from '#renderer/lib/queries.ts';
import { useSettings } from '#renderer/lib/settings.ts';
import { unlockWords } from './words.ts';
import css from './unlock.module.css';

const Form = z.object({ passphrase: z.string().min(1, 'missing') });

export function PassphraseForm({ onRecover }: { readonly onRecover: () => void }) {
  const t = useMessages(unlockWords);
  const { language, passphraseKeyboard } = useSettings();
  const client = useQueryClient();
  const layout = useRef<KeyboardLayout>('unknown');
  const { control, handleSubmit, setError, setFocus } = useForm({
    resolver: zodResolver(Form),
    defaultValues: { passphrase: '' },
  });
  const wrong = (error: Error): string => {
    const strange = layout.current !== 'unknown' && layout.current !== passphraseKeyboard;
    if (codeOf(error) !== 'library.wrong-passphrase' || passphraseKeyboard === 'unknown' || !strange) {
      return errorText(error, language);
    }
    return layout.current === 'latin' ? t.wrongLatin : t.wrongThai;
  };
  const unlock = useMutation({
    meta: { shown: true },
    mutationFn: (passphrase: string) => call('library.unlock', { passphrase }),
    onSuccess: (status) => {
      client.setQueryData(libraryQuery().queryKey, status);
    },
    onError: (error) => {
      setError('passphrase', { message: wrong(error) });
      setFocus('passphrase', { shouldSelect: true });
    },
  });
  const passphrase = useField(control, 'passphrase', sayFrom(t));
  return (
    <form
      className={css.form}
      noValidate
      onSubmit={(event) => void handleSubmit((values) => unlock.mutate(values.passphrase))(event)}
    >
      <div>
        <h1 className={css.title}>{t.title}</h1>
        <p className={css.lead}>{t.text}</p>
      </div>
      <PasswordField
        label={t.passphrase}
        size="large"
        autoFocus
        expected={passphraseKeyboard}
        onLayout={(seen) => {
          layout.current = seen;
        }}
        {...passphrase}
      />
      <Button type="submit" look="primary" size="large" wide icon={LockOpen} keys="Enter" pending={unlock.isPending}>
        {unlock.isPending ? t.opening : t.open}
      </Button>
      <div>
        <Button look="quiet" size="small" icon={Printer} onPress={onRecover}>
          {t.useSheet}
        </Button>
      </div>
    </form>
  );
}

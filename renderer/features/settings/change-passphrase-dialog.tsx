import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { Button } from '#renderer/components/button.tsx';
import { Dialog } from '#renderer/components/dialog.tsx';
import { NewPassphrase } from '#renderer/components/new-passphrase.tsx';
import { PasswordField } from '#renderer/components/password-field.tsx';
import { call } from '#renderer/lib/api.ts';
import { useChangeSettings } from '#renderer/lib/change-settings.ts';
import { errorText } from '#renderer/lib/errors.ts';
import { sayFrom, useField } from '#renderer/lib/forms.ts';
import type { KeyboardLayout } from '#renderer/lib/keyboard-layout.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { shortestPassphrase } from '#renderer/lib/passphrase-strength.ts';
import { useSettings } from '#renderer/lib/settings.ts';
import { tellDone } from '#renderer/lib/toasts.ts';
import { settingsWords } from './words.ts';
import css from './settings.module.css';

const Form = z
  .object({
    current: z.string().min(1, 'currentMissing'),
    first: z.string().min(shortestPassphrase, 'tooShort'),
    second: z.string(),
  })
  .refine(({ first, second }) => first === second, { path: ['second'], message: 'notSame' });

export function ChangePassphraseDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useMessages(settingsWords);
  const { language, passphraseKeyboard } = useSettings();
  const change = useChangeSettings();
  const layout = useRef<KeyboardLayout>('unknown');
  const { control, handleSubmit, setError } = useForm({
    resolver: zodResolver(Form),
    defaultValues: { current: '', first: '', second: '' },
  });
  const say = sayFrom(t);
  const current = useField(control, 'current', say);
  const first = useField(control, 'first', say);
  const second = useField(control, 'second', say);
  const save = useMutation({
    meta: { shown: true },
    mutationFn: (form: z.infer<typeof Form>) =>
      call('library.changePassphrase', { current: form.current, next: form.first }),
    onSuccess: () => {
      change({ passphraseKeyboard: layout.current });
      tellDone(t.changed);
      onClose();
    },
    onError: (error) => setError('current', { message: errorText(error, language) }),
  });
  const submit = handleSubmit((form) => save.mutate(form));
  return (
    <Dialog
      title={t.change}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button look="primary" pending={save.isPending} onPress={() => void submit()}>
            {save.isPending ? t.saving : t.change}
          </Button>
        </>
      }
    >
      <form className={css.form} noValidate onSubmit={(event) => void submit(event)}>
        <PasswordField label={t.current} autoFocus expected={passphraseKeyboard} {...current} />
        <NewPassphrase
          first={first}
          second={second}
          onLayout={(seen) => {
            layout.current = seen;
          }}
        />
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '#renderer/components/button.tsx';
import { Dialog } from '#renderer/components/dialog.tsx';
import { Note } from '#renderer/components/note.tsx';
import { PasswordField } from '#renderer/components/password-field.tsx';
import { codeOf, errorText } from '#renderer/lib/errors.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useSettings } from '#renderer/lib/settings.ts';
import { settingsWords } from './words.ts';
import css from './settings.module.css';

/** Asks for the passphrase before something that only its owner may do. */
export function ConfirmDialog({
  title,
  text,
  action,
  run,
  onClose,
}: {
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly run: (passphrase: string) => Promise<void>;
  readonly onClose: () => void;
}) {
  const t = useMessages(settingsWords);
  const { language, passphraseKeyboard } = useSettings();
  const [passphrase, setPassphrase] = useState('');
  const [asked, setAsked] = useState(false);
  const work = useMutation({ meta: { shown: true }, mutationFn: run, onSuccess: onClose });
  const wrong = codeOf(work.error) === 'library.wrong-passphrase';
  const error = asked && passphrase === '' ? t.currentMissing : wrong ? errorText(work.error, language) : undefined;
  const submit = () => {
    setAsked(true);
    if (passphrase !== '') work.mutate(passphrase);
  };
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button look="primary" pending={work.isPending} onPress={submit}>
            {action}
          </Button>
        </>
      }
    >
      <p>{text}</p>
      <form
        className={css.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <PasswordField
          label={t.passphrase}
          hint={t.confirmText}
          autoFocus
          value={passphrase}
          onChange={setPassphrase}
          expected={passphraseKeyboard}
          error={error}
        />
        {work.error && !wrong && (
          <Note tone="bad" live>
            {errorText(work.error, language)}
          </Note>
        )}
      </form>
    </Dialog>
  );
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { FolderOpen } from 'lucide-react';
import { useState } from 'react';
import type { SigningKey } from '#common/contract/channels/package.ts';
import { Button } from '#renderer/components/button.tsx';
import { Dialog } from '#renderer/components/dialog.tsx';
import { useFileInput } from '#renderer/components/file-input.tsx';
import { Note } from '#renderer/components/note.tsx';
import { PasswordField } from '#renderer/components/password-field.tsx';
import { call } from '#renderer/lib/api.ts';
import { codeOf, errorText } from '#renderer/lib/errors.ts';
import { offerAll, type OfferedFile } from '#renderer/lib/files.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { query } from '#renderer/lib/queries.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { finaliseWords } from './words.ts';
import css from './sign-card.module.css';

/** Takes a PKCS#12 file in; its password is used once. */
export function ImportKeyDialog({
  onDone,
  onClose,
}: {
  readonly onDone: (key: SigningKey) => void;
  readonly onClose: () => void;
}) {
  const t = useMessages(finaliseWords);
  const language = useLanguage();
  const client = useQueryClient();
  const [file, setFile] = useState<OfferedFile | null>(null);
  const [password, setPassword] = useState('');
  const [asked, setAsked] = useState(false);
  const offer = useMutation({
    meta: { shown: true },
    mutationFn: offerAll,
    onSuccess: (files) => setFile(files[0] ?? null),
  });
  const take = useMutation({
    meta: { shown: true },
    mutationFn: (ticket: string) => call('key.import', { ticket, password }),
    onSuccess: async (key) => {
      await client.invalidateQueries({ queryKey: query('key.list', {}).queryKey });
      onDone(key);
    },
  });
  const { input, choose } = useFileInput({
    accept: '.p12,.pfx',
    label: t.file,
    onFiles: (files) => offer.mutate(files),
  });
  const wrong = codeOf(take.error) === 'key.wrong-password';
  const failure = offer.error ?? (wrong ? null : take.error);
  const submit = () => {
    setAsked(true);
    if (file) take.mutate(file.ticket);
  };
  return (
    <Dialog
      title={t.importTitle}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button look="primary" pending={take.isPending} onPress={submit}>
            {take.isPending ? t.importing : t.import}
          </Button>
        </>
      }
    >
      {input}
      <p>{t.importText}</p>
      <div className={css.buttons}>
        <Button icon={FolderOpen} onPress={choose}>
          {t.chooseFile}
        </Button>
        <span className={css.file}>{file?.name ?? t.noFile}</span>
      </div>
      {asked && !file && (
        <Note tone="bad" live>
          {t.fileMissing}
        </Note>
      )}
      <PasswordField
        label={t.filePassword}
        value={password}
        onChange={setPassword}
        error={wrong ? errorText(take.error, language) : undefined}
      />
      {failure && (
        <Note tone="bad" live>
          {errorText(failure, language)}
        </Note>
      )}
    </Dialog>
  );
}

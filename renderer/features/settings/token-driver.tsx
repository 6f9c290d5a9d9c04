import { useMutation } from '@tanstack/react-query';
import { FolderOpen } from 'lucide-react';
import { Button } from '#renderer/components/button.tsx';
import { useFileInput } from '#renderer/components/file-input.tsx';
import { Note } from '#renderer/components/note.tsx';
import { PasswordField } from '#renderer/components/password-field.tsx';
import { errorText } from '#renderer/lib/errors.ts';
import { offerAll, type OfferedFile } from '#renderer/lib/files.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useSettings } from '#renderer/lib/settings.ts';
import { tokenWords } from './token-words.ts';
import css from './settings.module.css';

/** Which driver to load, what that means, and the passphrase that confirms it. */
export function TokenDriver({
  file,
  onFile,
  fileMissing,
  passphrase,
  onPassphrase,
  passphraseError,
}: {
  readonly file: OfferedFile | null;
  readonly onFile: (file: OfferedFile | null) => void;
  readonly fileMissing: boolean;
  readonly passphrase: string;
  readonly onPassphrase: (value: string) => void;
  readonly passphraseError: string | undefined;
}) {
  const t = useMessages(tokenWords);
  const { language, passphraseKeyboard } = useSettings();
  const offer = useMutation({
    meta: { shown: true },
    mutationFn: offerAll,
    onSuccess: ([offered]) => onFile(offered ?? null),
  });
  // No filter: Linux numbers them ("libpkcs11.so.1"), which a list of endings cannot say.
  const { input, choose } = useFileInput({ accept: '', label: t.driver, onFiles: (files) => offer.mutate(files) });
  return (
    <div className={css.form}>
      {input}
      <div className={css.fileLine}>
        <Button icon={FolderOpen} onPress={choose}>
          {t.choose}
        </Button>
        <span className={css.hint}>{file?.name ?? t.noFile}</span>
      </div>
      {(fileMissing || offer.error) && (
        <Note tone="bad" live>
          {offer.error ? errorText(offer.error, language) : t.fileMissing}
        </Note>
      )}
      <Note tone="warn">{t.driverText}</Note>
      <PasswordField
        label={t.passphrase}
        value={passphrase}
        onChange={onPassphrase}
        expected={passphraseKeyboard}
        error={passphraseError}
      />
    </div>
  );
}

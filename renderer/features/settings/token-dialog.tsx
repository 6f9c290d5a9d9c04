import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { TokenCertificate } from '#common/contract/channels/package.ts';
import type { Output } from '#common/contract/contract.ts';
import { Button } from '#renderer/components/button.tsx';
import { Dialog } from '#renderer/components/dialog.tsx';
import { Note } from '#renderer/components/note.tsx';
import { isAboutPin, usePin } from '#renderer/components/pin-field.tsx';
import { call } from '#renderer/lib/api.ts';
import { codeOf, errorText } from '#renderer/lib/errors.ts';
import type { OfferedFile } from '#renderer/lib/files.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { refresh } from '#renderer/lib/queries.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { tellDone } from '#renderer/lib/toasts.ts';
import { TokenChoice } from './token-choice.tsx';
import { TokenDriver } from './token-driver.tsx';
import { tokenWords } from './token-words.ts';
import css from './settings.module.css';

type Found = Output<'key.tokens'>;

/** First the driver, which the person confirms; then the certificate, with the PIN once to see that the key fits. */
export function TokenDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useMessages(tokenWords);
  const language = useLanguage();
  const client = useQueryClient();
  const [driver, setDriver] = useState<OfferedFile | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [chosen, setChosen] = useState<TokenCertificate | null>(null);
  const [asked, setAsked] = useState(false);
  const load = useMutation({
    meta: { shown: true },
    mutationFn: (ticket: string) => call('key.tokens', { ticket, passphrase }),
    onSuccess: ({ certificates }) => {
      setAsked(false);
      setChosen(certificates.find(({ problem }) => problem === null) ?? certificates[0] ?? null);
    },
  });
  const add = useMutation({
    meta: { shown: true },
    mutationFn: ({ ticket, token, fingerprint }: TokenCertificate & { readonly ticket: string }) =>
      call('key.addToken', { ticket, token, fingerprint, pin: pin.take().pin ?? '' }),
    onSuccess: (key) => {
      refresh(client, { what: 'keys' });
      tellDone(t.added(key.owner));
      onClose();
    },
  });
  const pin = usePin(chosen?.token.label, add.error);
  const found: Found | undefined = load.data;
  const choosing = found !== undefined && found.certificates.length > 0;
  const wrongPassphrase = codeOf(load.error) === 'library.wrong-passphrase';
  const failure = choosing ? (isAboutPin(add.error) ? null : add.error) : wrongPassphrase ? null : load.error;

  const submit = () => {
    setAsked(true);
    if (driver === null) return;
    if (!choosing) {
      if (passphrase !== '') load.mutate(driver.ticket);
    } else if (chosen !== null && pin.isThere()) add.mutate({ ...chosen, ticket: driver.ticket });
  };
  return (
    <Dialog
      title={t.title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button look="primary" pending={load.isPending || add.isPending} onPress={submit}>
            {choosing ? (add.isPending ? t.adding : t.add) : load.isPending ? t.loading : t.load}
          </Button>
        </>
      }
    >
      <p>{t.text}</p>
      <form
        className={css.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {choosing ? (
          <>
            <TokenChoice certificates={found.certificates} value={chosen} onChange={setChosen} />
            {pin.field}
          </>
        ) : (
          <TokenDriver
            file={driver}
            onFile={setDriver}
            fileMissing={asked && driver === null}
            passphrase={passphrase}
            onPassphrase={setPassphrase}
            passphraseError={
              asked && passphrase === ''
                ? t.passphraseMissing
                : wrongPassphrase
                  ? errorText(load.error, language)
                  : undefined
            }
          />
        )}
        <button type="submit" hidden />
      </form>
      {found !== undefined && !choosing && (
        <Note tone="warn" live>
          {found.tokens === 0 ? t.noToken : t.noCertificate}
        </Note>
      )}
      {failure && (
        <Note tone="bad" live>
          {errorText(failure, language)}
        </Note>
      )}
    </Dialog>
  );
}

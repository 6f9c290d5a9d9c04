import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FileDown, FileKey, Trash2, Usb } from 'lucide-react';
import { useState } from 'react';
import type { SigningKey } from '#common/contract/channels/package.ts';
import { Button } from '#renderer/components/button.tsx';
import { useFileInput } from '#renderer/components/file-input.tsx';
import { Note } from '#renderer/components/note.tsx';
import { call, saveExport } from '#renderer/lib/api.ts';
import { errorText } from '#renderer/lib/errors.ts';
import { offerAll } from '#renderer/lib/files.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { query, refresh } from '#renderer/lib/queries.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { tellDone } from '#renderer/lib/toasts.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { keysWords } from './keys-words.ts';
import { Part, Row } from './part.tsx';
import { TokenDialog } from './token-dialog.tsx';
import css from './settings.module.css';

/** The person's own signing keys, and the way to a certificate that an authority stands behind. */
export function KeysPart() {
  const t = useMessages(keysWords);
  const { data: keys = [] } = useQuery(query('key.list', {}));
  const [adding, setAdding] = useState(false);
  return (
    <Part title={t.title}>
      {keys.length === 0 ? <Row name={t.none} hint={t.noneHint} /> : keys.map((key) => <Key key={key.id} of={key} />)}
      <div className={css.keyButtons}>
        <Button size="small" icon={Usb} onPress={() => setAdding(true)}>
          {t.addToken}
        </Button>
      </div>
      {adding && <TokenDialog onClose={() => setAdding(false)} />}
    </Part>
  );
}

function Key({ of: key }: { readonly of: SigningKey }) {
  const t = useMessages(keysWords);
  const format = useFormat();
  const language = useLanguage();
  const client = useQueryClient();
  const [removing, setRemoving] = useState(false);
  const request = useMutation({
    mutationFn: () => call('key.request', { id: key.id }),
    onSuccess: (ticket) => {
      saveExport(ticket);
      tellDone(t.requested(ticket.fileName));
    },
  });
  const certify = useMutation({
    meta: { shown: true },
    mutationFn: async (files: readonly File[]) => {
      const [file] = await offerAll(files);
      return file === undefined ? null : call('key.certify', { id: key.id, ticket: file.ticket });
    },
    onSuccess: (certified) => {
      refresh(client, { what: 'keys' });
      if (certified !== null) tellDone(t.certified(certified.issuer));
    },
  });
  const { input, choose } = useFileInput({
    accept: '.pem,.crt,.cer,.der,.p7b,.p7c',
    label: t.answerOf(key.owner),
    onFiles: (files) => certify.mutate(files),
  });
  const remove = async (passphrase: string): Promise<void> => {
    await call('key.delete', { id: key.id, passphrase });
    refresh(client, { what: 'keys' });
    tellDone(t.removed);
  };
  return (
    <>
      {input}
      <Row
        name={key.title === '' ? key.owner : `${key.owner} · ${key.title}`}
        hint={
          <>
            {key.selfSigned ? t.selfSigned : t.issuedBy(key.issuer)} · {t.until(format.date(key.validTo))} ·{' '}
            {key.algorithm}
            {key.token !== null && ` · ${t.onToken(key.token)}`}
            <span className={css.path}>SHA-256 {key.fingerprint}</span>
          </>
        }
      />
      <div className={css.keyButtons}>
        {key.source === 'generated' && (
          <>
            <Button size="small" icon={FileDown} pending={request.isPending} onPress={() => request.mutate()}>
              {t.request}
            </Button>
            <Button size="small" icon={FileKey} pending={certify.isPending} onPress={choose}>
              {t.answer}
            </Button>
          </>
        )}
        <Button
          size="small"
          look="danger"
          icon={Trash2}
          label={t.removeOf(key.owner)}
          onPress={() => setRemoving(true)}
        >
          {t.remove}
        </Button>
      </div>
      {certify.error && (
        <Note tone="bad" live>
          {errorText(certify.error, language)}
        </Note>
      )}
      {removing && (
        <ConfirmDialog
          title={t.removeOf(key.owner)}
          text={key.source === 'token' ? t.forgetText : t.removeText}
          action={t.remove}
          run={remove}
          onClose={() => setRemoving(false)}
        />
      )}
    </>
  );
}

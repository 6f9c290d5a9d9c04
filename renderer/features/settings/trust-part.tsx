import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FilePlus2, Trash2 } from 'lucide-react';
import { useState, type SyntheticEvent } from 'react';
import { trustPurposes, type Trust, type TrustEntry, type TrustPurpose } from '#common/contract/channels/trust.ts';
import { Button } from '#renderer/components/button.tsx';
import { Checkbox } from '#renderer/components/checkbox.tsx';
import { useFileInput } from '#renderer/components/file-input.tsx';
import { Note } from '#renderer/components/note.tsx';
import { TextField } from '#renderer/components/text-field.tsx';
import { call } from '#renderer/lib/api.ts';
import { errorText } from '#renderer/lib/errors.ts';
import { offerAll } from '#renderer/lib/files.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { trustQuery } from '#renderer/lib/queries.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { tellDone } from '#renderer/lib/toasts.ts';
import { Part, Row } from './part.tsx';
import { trustWords } from './trust-words.ts';
import css from './settings.module.css';

/** Every answer is what is trusted then. */
function useTrustCall<I>(ask: (input: I) => Promise<Trust>, onDone?: () => void) {
  const client = useQueryClient();
  return useMutation({
    meta: { shown: true },
    mutationFn: ask,
    onSuccess: (trust) => {
      client.setQueryData(trustQuery().queryKey, trust);
      onDone?.();
    },
  });
}

/** Whom the province or DLA says to trust: issuers of certificates, and who stamps the time. */
export function TrustPart() {
  const t = useMessages(trustWords);
  const language = useLanguage();
  const { data: trust } = useQuery(trustQuery());
  const add = useTrustCall(async (files: readonly File[]) => {
    let last = await call('trust.get', {});
    for (const { ticket } of await offerAll(files)) last = await call('trust.add', { ticket });
    return last;
  });
  const { input, choose } = useFileInput({
    accept: '.pem,.crt,.cer,.der,.crl',
    label: t.file,
    onFiles: (files) => add.mutate(files),
  });
  if (trust === undefined) return null;
  return (
    <Part title={t.title}>
      <p className={css.hint}>{t.text}</p>
      {input}
      {trust.entries.length === 0 && <Row name={t.none} hint={t.noneHint} />}
      {trust.entries.map((entry) => (
        <Entry key={entry.id} entry={entry} />
      ))}
      <div>
        <Button size="small" icon={FilePlus2} pending={add.isPending} onPress={choose}>
          {t.add}
        </Button>
      </div>
      {add.error && (
        <Note tone="bad" live>
          {errorText(add.error, language)}
        </Note>
      )}
      <Authority key={trust.authority} authority={trust.authority ?? ''} />
    </Part>
  );
}

function Entry({ entry }: { readonly entry: TrustEntry }) {
  const t = useMessages(trustWords);
  const format = useFormat();
  const remove = useTrustCall((id: string) => call('trust.remove', { id }));
  const now = new Date().toISOString();
  return (
    <Row
      name={entry.certificates.map(({ owner }) => owner).join(', ') || entry.fileName}
      hint={
        <>
          {entry.certificates.map(({ fingerprint, issuer, validTo, authority }) => (
            <div key={fingerprint}>
              {[issuer, t.until(format.date(validTo)), ...(authority ? [] : [t.itself])].join(' · ')}
              <span className={css.path}>{t.fingerprint(fingerprint)}</span>
            </div>
          ))}
          {entry.revocations.map(({ issuer, issuedAt, nextAt, revoked }) => (
            <div key={`${issuer} ${issuedAt}`}>
              {t.revoked(issuer, format.number(revoked), format.date(issuedAt))}
              {nextAt !== null && nextAt < now && ` · ${t.outdated}`}
            </div>
          ))}
          {entry.certificates.length > 0 && <Purposes entry={entry} />}
        </>
      }
    >
      <Button
        size="small"
        look="danger"
        icon={Trash2}
        label={t.removeFile(entry.fileName)}
        pending={remove.isPending}
        onPress={() => remove.mutate(entry.id)}
      >
        {t.remove}
      </Button>
    </Row>
  );
}

/** For what it is trusted: to issue certificates of signers, to stamp the time. */
function Purposes({ entry }: { readonly entry: TrustEntry }) {
  const t = useMessages(trustWords);
  const choose = useTrustCall((purposes: TrustPurpose[]) => call('trust.setPurposes', { id: entry.id, purposes }));
  const toggle = (purpose: TrustPurpose) => (checked: boolean) =>
    choose.mutate(trustPurposes.filter((one) => (one === purpose ? checked : entry.purposes.includes(one))));
  return (
    <div className={css.purposes} role="group" aria-label={t.purposes(entry.fileName)}>
      {trustPurposes.map((purpose) => (
        <Checkbox key={purpose} checked={entry.purposes.includes(purpose)} onChange={toggle(purpose)}>
          {t[purpose]}
        </Checkbox>
      ))}
      {entry.purposes.length === 0 && <span className={css.hint}>{t.unused}</span>}
      {entry.fromBefore && <span className={css.hint}>{t.fromBefore}</span>}
    </div>
  );
}

function Authority({ authority }: { readonly authority: string }) {
  const t = useMessages(trustWords);
  const language = useLanguage();
  const [address, setAddress] = useState(authority);
  const save = useTrustCall(
    (text: string) => call('trust.setAuthority', { address: text === '' ? null : text }),
    () => tellDone(t.saved),
  );
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate(address.trim());
  };
  return (
    <form className={css.form} noValidate onSubmit={submit}>
      <TextField
        label={t.authority}
        hint={t.authorityHint}
        autoComplete="url"
        maxLength={2000}
        value={address}
        onChange={setAddress}
        error={save.error ? errorText(save.error, language) : undefined}
      />
      <div>
        <Button type="submit" size="small" pending={save.isPending}>
          {t.save}
        </Button>
      </div>
    </form>
  );
}

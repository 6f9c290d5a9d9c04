import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { BadgeCheck } from 'lucide-react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import type { SigningKey } from '#common/contract/channels/package.ts';
import type { Edition } from '#common/domain/audience.ts';
import { Button } from '#renderer/components/button.tsx';
import { Dialog } from '#renderer/components/dialog.tsx';
import { Note } from '#renderer/components/note.tsx';
import { PasswordField } from '#renderer/components/password-field.tsx';
import { isAboutPin, usePin } from '#renderer/components/pin-field.tsx';
import { Segmented } from '#renderer/components/segmented.tsx';
import { SelectField } from '#renderer/components/select-field.tsx';
import { call, saveExport } from '#renderer/lib/api.ts';
import { errorText } from '#renderer/lib/errors.ts';
import { sayFrom, useField } from '#renderer/lib/forms.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { refresh } from '#renderer/lib/queries.ts';
import { useSettings } from '#renderer/lib/settings.ts';
import { tellDone } from '#renderer/lib/toasts.ts';
import { personOf, signAs } from '#renderer/lib/sign-as.ts';
import { ownerOf } from './sign-form.tsx';
import { finaliseWords } from './words.ts';
import css from './sign-card.module.css';

const Form = z.object({
  key: z.string().min(1, 'keyMissing'),
  passphrase: z.string().min(1, 'passphraseMissing'),
});

/** Signs a package for others and saves it: for the LAO, or for anybody. */
export function EditionDialog({
  submission,
  keys,
  members,
  onClose,
}: {
  readonly submission: string;
  readonly keys: readonly SigningKey[];
  readonly members: readonly { readonly name: string; readonly title: string }[];
  readonly onClose: () => void;
}) {
  const t = useMessages(finaliseWords);
  const format = useFormat();
  const { language, passphraseKeyboard } = useSettings();
  const client = useQueryClient();
  const [audience, setAudience] = useState<Edition>('lao');
  const { control, handleSubmit } = useForm<z.infer<typeof Form>>({
    resolver: zodResolver(Form),
    defaultValues: { key: keys.at(-1)?.id ?? '', passphrase: '' },
  });
  const say = sayFrom(t);
  const key = useField(control, 'key', say);
  const passphrase = useField(control, 'passphrase', say);
  const make = useMutation({
    meta: { shown: true },
    mutationFn: async (form: z.infer<typeof Form>) => {
      const as = signAs(personOf(ownerOf(keys, form.key), members), false, language);
      const job = crypto.randomUUID();
      const record = await call('package.sign', { submission, ...form, ...pin.take(), as, audience, job });
      return call('package.export', { id: record.id });
    },
    onSuccess: (ticket) => {
      refresh(client, { what: 'packages', id: submission });
      saveExport(ticket);
      tellDone(t.exported(ticket.fileName));
      onClose();
    },
  });
  const pin = usePin(keys.find(({ id }) => id === key.value)?.token, make.error);
  const submit = handleSubmit((form) => {
    if (pin.isThere()) make.mutate(form);
  });
  return (
    <Dialog
      title={t.edition}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button look="primary" pending={make.isPending} onPress={() => void submit()}>
            {make.isPending ? t.signing : t.makeEdition}
          </Button>
        </>
      }
    >
      <Segmented
        label={t.audience}
        value={audience}
        onChange={setAudience}
        options={[
          { value: 'lao', label: t.forLao },
          { value: 'public', label: t.forPublic },
        ]}
      />
      <div className={css.text}>{audience === 'lao' ? t.laoText : t.publicText}</div>
      <SelectField
        label={t.key}
        icon={BadgeCheck}
        value={key.value === '' ? null : key.value}
        placeholder={t.keyChoose}
        error={key.error}
        onChange={key.onChange}
        options={keys.map((one) => ({ value: one.id, label: one.owner, note: t.keyUntil(format.date(one.validTo)) }))}
      />
      <PasswordField
        label={t.passphrase}
        hint={pin.field ? t.passphraseOnToken : t.passphraseHint}
        expected={passphraseKeyboard}
        {...passphrase}
      />
      {pin.field}
      {make.error && !isAboutPin(make.error) && (
        <Note tone="bad" live>
          {errorText(make.error, language)}
        </Note>
      )}
    </Dialog>
  );
}

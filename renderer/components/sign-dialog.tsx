import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { BadgeCheck } from 'lucide-react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { SigningKey } from '#common/contract/channels/package.ts';
import { codeOf, errorText } from '#renderer/lib/errors.ts';
import { sayFrom, useField } from '#renderer/lib/forms.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { personOf, SignDialogForm, type SignRequest } from '#renderer/lib/sign-as.ts';
import { useSettings } from '#renderer/lib/settings.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { JobProgress } from './job-progress.tsx';
import { Note } from './note.tsx';
import { PasswordField } from './password-field.tsx';
import { isAboutPin, usePin } from './pin-field.tsx';
import { SelectField } from './select-field.tsx';
import { signDialogWords } from './sign-dialog-words.ts';
import { TextField } from './text-field.tsx';
import css from './sign-dialog.module.css';

type Role = SignDialogForm['role'];

/** In a low window the form scrolls, and the bar would stand below the edge. */
const bringIntoView = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest' });

/**
 * A further signature on a package: with which certificate, as what, and the passphrase that says it is this person. While
 * it is made, what would close the dialog cancels the signing; the dialog stays and says that nothing has changed.
 */
export function SignDialog({
  title,
  text,
  keys,
  members,
  roles,
  onSign,
  onCancel,
  onClose,
}: {
  readonly title: string;
  readonly text: string;
  readonly keys: readonly SigningKey[];
  /** Of the team, as far as they are known: names and titles are theirs. */
  readonly members: readonly { readonly name: string; readonly title: string }[];
  /** As what somebody may sign here. */
  readonly roles: readonly [Role, ...Role[]];
  /** `job` names the progress events. */
  readonly onSign: (form: SignRequest, job: string) => Promise<unknown>;
  /** Asks for the end of a signing that runs: it is then refused with 'cancelled', or done. */
  readonly onCancel: (job: string) => Promise<unknown>;
  readonly onClose: () => void;
}) {
  const t = useMessages(signDialogWords);
  const format = useFormat();
  const { language, passphraseKeyboard } = useSettings();
  const first = keys.at(-1);
  const asKey = (key: SigningKey | undefined) => {
    const person = personOf({ name: key?.owner ?? '', title: key?.title ?? '' }, members);
    return { ...person, role: roles.includes(person.role) ? person.role : roles[0] };
  };
  const { control, handleSubmit, setValue, setError, setFocus } = useForm<SignDialogForm>({
    resolver: zodResolver(SignDialogForm),
    defaultValues: { key: first?.id ?? '', passphrase: '', ...asKey(first) },
  });
  const say = sayFrom(t);
  const key = useField(control, 'key', say);
  const role = useField(control, 'role', say);
  const name = useField(control, 'name', say);
  const position = useField(control, 'title', say);
  const passphrase = useField(control, 'passphrase', say);
  const [job, setJob] = useState('');
  const cancel = useMutation({ mutationFn: onCancel });
  const sign = useMutation({
    meta: { shown: true },
    mutationFn: (form: SignDialogForm) => {
      const id = crypto.randomUUID();
      setJob(id);
      return onSign({ ...form, ...pin.take() }, id);
    },
    onSuccess: onClose,
    onError: (error) => {
      if (codeOf(error) !== 'library.wrong-passphrase') return;
      setError('passphrase', { message: errorText(error, language) });
      setFocus('passphrase', { shouldSelect: true });
    },
  });
  const pin = usePin(keys.find(({ id }) => id === key.value)?.token, sign.error);
  const isCancelling = sign.isPending && cancel.variables === job && !cancel.isError;
  const leave = () => {
    if (!sign.isPending) onClose();
    else if (!isCancelling) cancel.mutate(job);
  };
  const submit = handleSubmit((form) => {
    if (!sign.isPending && pin.isThere()) sign.mutate(form);
  });
  const failure = codeOf(sign.error);
  const roleNames = { chair: t.chair, member: t.member, lao: t.lao };
  return (
    <Dialog
      title={title}
      isOpen
      busy={sign.isPending}
      onClose={leave}
      actions={
        <>
          <Button pending={isCancelling} onPress={leave}>
            {isCancelling ? t.cancelling : t.cancel}
          </Button>
          {keys.length > 0 && (
            <Button look="primary" pending={sign.isPending} onPress={() => void submit()}>
              {sign.isPending ? t.signing : t.sign}
            </Button>
          )}
        </>
      }
    >
      <p>{text}</p>
      {keys.length === 0 ? (
        <Note tone="warn">{t.noKey}</Note>
      ) : (
        <form className={css.form} noValidate onSubmit={(event) => void submit(event)}>
          <SelectField
            label={t.key}
            icon={BadgeCheck}
            value={key.value}
            error={key.error}
            onChange={(id) => {
              key.onChange(id);
              const person = asKey(keys.find((one) => one.id === id));
              setValue('name', person.name);
              setValue('title', person.title);
              setValue('role', person.role);
            }}
            options={keys.map((one) => ({ value: one.id, label: one.owner, note: t.until(format.date(one.validTo)) }))}
          />
          {roles.length > 1 && (
            <SelectField
              label={t.role}
              value={role.value}
              onChange={role.onChange}
              options={roles.map((one) => ({ value: one, label: roleNames[one] }))}
            />
          )}
          <TextField label={t.name} {...name} />
          <TextField label={t.position} {...position} />
          <PasswordField label={t.passphrase} expected={passphraseKeyboard} {...passphrase} />
          {pin.field}
          <button type="submit" hidden />
        </form>
      )}
      {sign.isPending && (
        <div ref={bringIntoView}>
          <JobProgress job={job} label={t.progress} />
        </div>
      )}
      {failure === 'cancelled' && <Note live>{t.cancelled}</Note>}
      {sign.error && failure !== 'cancelled' && failure !== 'library.wrong-passphrase' && !isAboutPin(sign.error) && (
        <Note tone="bad" live>
          {errorText(sign.error, language)}
        </Note>
      )}
    </Dialog>
  );
}

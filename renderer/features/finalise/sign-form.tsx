import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { BadgeCheck, Eye, Signature } from 'lucide-react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import type { SigningKey } from '#common/contract/channels/package.ts';
import type { ReviewSnapshot } from '#common/contract/channels/review.ts';
import type { SubmissionDetail } from '#common/contract/channels/submission.ts';
import { blockingGaps } from '#common/domain/gaps.ts';
import { teamOf } from '#common/domain/team-record.ts';
import { Button, LinkButton } from '#renderer/components/button.tsx';
import { Note } from '#renderer/components/note.tsx';
import { PasswordField } from '#renderer/components/password-field.tsx';
import { isAboutPin, usePin } from '#renderer/components/pin-field.tsx';
import { SelectField } from '#renderer/components/select-field.tsx';
import { call } from '#renderer/lib/api.ts';
import { codeOf, errorText } from '#renderer/lib/errors.ts';
import { personOf, signAs } from '#renderer/lib/sign-as.ts';
import { sayFrom, useField } from '#renderer/lib/forms.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { refresh } from '#renderer/lib/queries.ts';
import { useRecorder } from '#renderer/lib/record.ts';
import { useSettings } from '#renderer/lib/settings.ts';
import { tellDone } from '#renderer/lib/toasts.ts';
import { EvidencePart, type Enclosed } from './evidence-choice.tsx';
import { leftFor } from './gates.ts';
import { KeyButtons } from './key-buttons.tsx';
import { SigningProgress } from './signing-progress.tsx';
import { finaliseWords } from './words.ts';
import css from './sign-card.module.css';

const Form = z.object({
  key: z.string().min(1, 'keyMissing'),
  passphrase: z.string().min(1, 'passphraseMissing'),
});
type Form = z.infer<typeof Form>;

/** Locks the result and signs it; what is missing is said when pressed, never by a dead button. */
export function SignForm({
  detail,
  snapshot,
  keys,
}: {
  readonly detail: SubmissionDetail;
  readonly snapshot: ReviewSnapshot;
  readonly keys: readonly SigningKey[];
}) {
  const t = useMessages(finaliseWords);
  const format = useFormat();
  const { language, passphraseKeyboard } = useSettings();
  const client = useQueryClient();
  const recorder = useRecorder(snapshot.submission);
  const [job, setJob] = useState<string | null>(null);
  const [asked, setAsked] = useState(false);
  const [enclosed, setEnclosed] = useState<Enclosed>({ evidence: 'none', copies: false });
  const left = leftFor(snapshot, blockingGaps);
  const { control, handleSubmit, setError, setFocus, setValue } = useForm<Form>({
    resolver: zodResolver(Form),
    defaultValues: { key: keys.at(-1)?.id ?? '', passphrase: '' },
  });
  const say = sayFrom(t);
  const key = useField(control, 'key', say);
  const passphrase = useField(control, 'passphrase', say);
  const { members } = teamOf(snapshot.review, detail.manifest);
  const chosen = keys.find((one) => one.id === key.value);

  const sign = useMutation({
    meta: { shown: true },
    mutationFn: async (form: Form) => {
      const id = crypto.randomUUID();
      setJob(id);
      if (snapshot.review.finalised === null) await recorder.finalise();
      return call('package.sign', {
        submission: snapshot.submission,
        key: form.key,
        passphrase: form.passphrase,
        ...pin.take(),
        as: signAs(personOf(ownerOf(keys, form.key), members), false, language),
        job: id,
        ...enclosed,
      });
    },
    onSuccess: (record) => {
      refresh(client, { what: 'packages', id: snapshot.submission });
      tellDone(t.signed(record.code));
    },
    onError: (error) => {
      if (codeOf(error) !== 'library.wrong-passphrase') return;
      setError('passphrase', { message: errorText(error, language) });
      setFocus('passphrase', { shouldSelect: true });
    },
  });
  const pin = usePin(chosen?.token, sign.error);
  const keyButtons = (
    <KeyButtons detail={detail} onKey={(made) => setValue('key', made.id, { shouldValidate: true })} />
  );
  const submit = handleSubmit((form) => {
    setAsked(true);
    if (left.length === 0 && pin.isThere()) sign.mutate(form);
  });
  const first = detail.instrument.indicators.find((indicator) => indicator.id === left[0]);
  const wrongPassphrase = codeOf(sign.error) === 'library.wrong-passphrase';

  return (
    <form
      className={css.form}
      noValidate
      onSubmit={(event) => {
        setAsked(true);
        void submit(event);
      }}
    >
      {keys.length === 0 ? (
        <Note tone={key.error === undefined ? 'info' : 'bad'}>{t.noKey}</Note>
      ) : (
        <SelectField
          label={t.key}
          icon={BadgeCheck}
          value={key.value === '' ? null : key.value}
          placeholder={t.keyChoose}
          error={key.error}
          aside={keyButtons}
          hint={chosen && (chosen.selfSigned ? t.selfSigned : t.issuedBy(chosen.issuer))}
          onChange={key.onChange}
          options={keys.map((one) => ({
            value: one.id,
            label: one.owner,
            note: t.keyUntil(format.date(one.validTo)),
          }))}
        />
      )}
      {keys.length === 0 && keyButtons}
      <PasswordField
        label={t.passphrase}
        hint={pin.field ? t.passphraseOnToken : t.passphraseHint}
        expected={passphraseKeyboard}
        {...passphrase}
      />
      {pin.field}
      <EvidencePart detail={detail} snapshot={snapshot} value={enclosed} onChange={setEnclosed} />
      <Levels />
      {asked && left.length > 0 && (
        <Note
          tone="warn"
          live
          actions={
            first && (
              <LinkButton size="small" to={`/s/${snapshot.submission}/review/${first.id}`}>
                {t.goFirst}
              </LinkButton>
            )
          }
        >
          {t.blocked(format.number(left.length))}
        </Note>
      )}
      {sign.error && !wrongPassphrase && !isAboutPin(sign.error) && codeOf(sign.error) !== 'cancelled' && (
        <Note tone="bad" live>
          {errorText(sign.error, language)}
        </Note>
      )}
      {sign.isPending && job !== null && <SigningProgress job={job} />}
      <div className={css.buttons}>
        <LinkButton size="large" icon={Eye} to={`/s/${snapshot.submission}/reports`}>
          {t.preview}
        </LinkButton>
        <Button type="submit" look="primary" size="large" wide icon={Signature} pending={sign.isPending}>
          {sign.isPending ? t.signing : snapshot.review.finalised === null ? t.signAndLock : t.signNow}
        </Button>
      </div>
    </form>
  );
}

export const ownerOf = (keys: readonly SigningKey[], id: string) => {
  const key = keys.find((one) => one.id === id);
  return { name: key?.owner ?? '', title: key?.title ?? '' };
};

/** Only the level that is reached today is drawn solid. */
function Levels() {
  const t = useMessages(finaliseWords);
  return (
    <div className={css.levels} role="group" aria-label={t.levels}>
      <div className={css.reached}>
        <b>{t.levelB}</b>
        {t.levelBText}
      </div>
      <div>
        <b>{t.levelT}</b>
        {t.levelTText}
      </div>
    </div>
  );
}

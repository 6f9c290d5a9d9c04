import { zodResolver } from '@hookform/resolvers/zod';
import { Controller, useForm, useWatch } from 'react-hook-form';
import { z } from 'zod';
import { parseDate } from '#common/domain/thai-date.ts';
import type { Certificate } from '#common/domain/visit.ts';
import { Button } from '#renderer/components/button.tsx';
import { Dialog } from '#renderer/components/dialog.tsx';
import { SelectField } from '#renderer/components/select-field.tsx';
import { TextField } from '#renderer/components/text-field.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { certificateWords } from './certificate-words.ts';
import { dateProblem } from './measure-input.ts';
import { useDesk } from './desk.ts';
import css from './form.module.css';

const line = z.string().max(500);
const input = z.object({
  issuer: line.trim().min(1, { error: 'issuerMissing' }),
  title: line.trim().min(1, { error: 'nameMissing' }),
  issuedOn: z.string().superRefine((typed, check) => {
    const problem = dateProblem(typed);
    if (problem !== null) check.addIssue({ code: 'custom', message: problem });
  }),
  signer: line.trim(),
  evidence: z.string(),
});
type Input = z.infer<typeof input>;

/** No file: the paper itself was seen. */
const none = '-';

/** A certificate to be told of, or told of otherwise. */
export function CertificateDialog({
  known,
  onClose,
}: {
  readonly known: Certificate | null;
  readonly onClose: () => void;
}) {
  const t = useMessages(certificateWords);
  const format = useFormat();
  const { indicator, tabs, change } = useDesk();
  const { control, handleSubmit, formState } = useForm<Input>({
    defaultValues: {
      issuer: known?.issuer ?? '',
      title: known?.title ?? '',
      issuedOn: known?.issuedOn ? format.date(known.issuedOn) : '',
      signer: known?.signer ?? '',
      evidence: known?.evidence ?? none,
    },
    resolver: zodResolver(input),
  });
  const save = handleSubmit(({ issuedOn, evidence, ...words }) => {
    const payload: Certificate = {
      ...words,
      id: known?.id ?? crypto.randomUUID(),
      indicator: indicator.id,
      issuedOn: parseDate(issuedOn),
      evidence: evidence === none ? null : evidence,
    };
    change({ type: 'certificate.set', payload });
    onClose();
  });
  const files = tabs.filter(({ origin }) => origin !== 'earlier').map(({ id, title }) => ({ value: id, label: title }));
  const day = parseDate(useWatch({ control, name: 'issuedOn' }));
  const field = (name: 'issuer' | 'title' | 'signer' | 'issuedOn', label: string, placeholder?: string) => (
    <Controller
      control={control}
      name={name}
      render={({ field: { value, onChange, onBlur, ref } }) => {
        const problem = formState.errors[name]?.message as 'issuerMissing' | 'nameMissing' | 'not-a-date' | undefined;
        return (
          <TextField
            label={label}
            value={value}
            onChange={onChange}
            onBlur={onBlur}
            inputRef={ref}
            autoFocus={name === 'issuer'}
            error={problem && t[problem]}
            {...(placeholder !== undefined && { placeholder })}
            {...(name === 'issuedOn' && { hint: day === null ? t['not-a-date'] : format.date(day, 'weekday') })}
          />
        );
      }}
    />
  );
  return (
    <Dialog
      title={t.addTitle(format.digits(indicator.number))}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button look="primary" onPress={() => void save()}>
            {t.save}
          </Button>
        </>
      }
    >
      <form
        className={css.dialogForm}
        onSubmit={(event) => {
          void save(event);
        }}
      >
        {field('issuer', t.issuer, t.issuerPlaceholder)}
        {field('title', t.name, t.namePlaceholder)}
        {field('issuedOn', t.issuedOn)}
        {field('signer', t.signer, t.signerPlaceholder)}
        <Controller
          control={control}
          name="evidence"
          render={({ field: { value, onChange } }) => (
            <SelectField
              label={t.evidence}
              value={value}
              onChange={onChange}
              options={[{ value: none, label: t.noEvidence }, ...files]}
            />
          )}
        />
        <input type="submit" hidden />
      </form>
    </Dialog>
  );
}

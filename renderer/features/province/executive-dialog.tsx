import { useQuery } from '@tanstack/react-query';
import { Printer } from 'lucide-react';
import { useState } from 'react';
import type { ExecutiveForm, ProvinceGroupKey } from '#common/contract/channels/province.ts';
import { Button } from '#renderer/components/button.tsx';
import { Dialog } from '#renderer/components/dialog.tsx';
import { ErrorState, Waiting } from '#renderer/components/screen-state.tsx';
import { TextField } from '#renderer/components/text-field.tsx';
import { call } from '#renderer/lib/api.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { executiveWords } from './executive-words.ts';
import css from './province.module.css';

/** Which indicators speak to the nine issues, filled in by the province, before it is printed. */
export function ExecutiveDialog({
  group,
  onClose,
  onPrint,
}: {
  readonly group: ProvinceGroupKey;
  readonly onClose: () => void;
  readonly onPrint: (form: ExecutiveForm) => void;
}) {
  const t = useMessages(executiveWords);
  const known = useQuery({
    queryKey: ['province.executiveForm', group],
    queryFn: () => call('province.executiveForm', { group }),
    gcTime: 0,
    meta: { shown: true },
  });
  const [changed, setChanged] = useState<ExecutiveForm | null>(null);
  const form = changed ?? known.data ?? null;
  return (
    <Dialog
      title={t.title}
      isOpen
      onClose={onClose}
      width="wide"
      actions={
        form && (
          <Button look="primary" icon={Printer} onPress={() => onPrint(form)}>
            {t.print}
          </Button>
        )
      }
    >
      <p className={css.text}>{t.text}</p>
      {known.error && <ErrorState error={known.error} onRetry={() => void known.refetch()} />}
      {form ? <Fields form={form} onChange={setChanged} /> : !known.error && <Waiting />}
    </Dialog>
  );
}

function Fields({
  form,
  onChange,
}: {
  readonly form: ExecutiveForm;
  readonly onChange: (form: ExecutiveForm) => void;
}) {
  const t = useMessages(executiveWords);
  const setIssue = (index: number, change: Partial<ExecutiveForm['issues'][number]>) =>
    onChange({ ...form, issues: form.issues.map((one, at) => (at === index ? { ...one, ...change } : one)) });
  return (
    <>
      {form.issues.map(({ name, numbers }, index) => (
        <div key={index} className={css.pair}>
          <TextField
            label={t.issue(String(index + 1))}
            value={name}
            placeholder={t.open}
            maxLength={300}
            onChange={(value) => setIssue(index, { name: value })}
          />
          <TextField
            label={t.numbers}
            value={numbers}
            maxLength={1000}
            onChange={(value) => setIssue(index, { numbers: value })}
          />
        </div>
      ))}
      {(['energy', 'plan', 'satisfaction'] as const).map((task) => (
        <TextField
          key={task}
          label={`${t[task]} · ${t.numbers}`}
          value={form[task]}
          maxLength={1000}
          onChange={(value) => onChange({ ...form, [task]: value })}
        />
      ))}
    </>
  );
}

import { useMutation, useQuery } from '@tanstack/react-query';
import { MapPin } from 'lucide-react';
import { useState } from 'react';
import { useFieldArray, useForm, type Resolver } from 'react-hook-form';
import { useLocation } from 'wouter';
import type { Output } from '#common/contract/contract.ts';
import { textIn } from '#common/domain/text.ts';
import { Button, LinkButton } from '#renderer/components/button.tsx';
import { Note } from '#renderer/components/note.tsx';
import { EmptyState, ErrorState, Waiting } from '#renderer/components/screen-state.tsx';
import { TextField } from '#renderer/components/text-field.tsx';
import { call } from '#renderer/lib/api.ts';
import { errorText } from '#renderer/lib/errors.ts';
import { sayFrom, useField } from '#renderer/lib/forms.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { query } from '#renderer/lib/queries.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { tellDone } from '#renderer/lib/toasts.ts';
import { composeInstrument, provincialForm, type EditedForm, type ProvincialForm } from './provincial-form.ts';
import { ProvincialPart } from './provincial-part.tsx';
import { instrumentWords, problemWords } from './words.ts';
import css from './instruments.module.css';

/** Where a province writes the indicators that the book leaves to it. */
export function ProvincialScreen({ digest }: { readonly digest: string }) {
  const t = useMessages(instrumentWords);
  const base = useQuery(query('instrument.get', { digest }));
  if (base.error && !base.data) return <ErrorState error={base.error} onRetry={() => void base.refetch()} />;
  if (!base.data) return <Waiting />;
  if (!base.data.indicators.some(({ provincial }) => provincial)) {
    return (
      <EmptyState icon={MapPin} title={t.none} actions={<LinkButton to="/instruments">{t.back}</LinkButton>}>
        {t.noneText}
      </EmptyState>
    );
  }
  return <Editor key={digest} base={base.data} />;
}

function Editor({ base }: { readonly base: Output<'instrument.get'> }) {
  const t = useMessages(instrumentWords);
  const language = useLanguage();
  const [, go] = useLocation();
  const [failed, setFailed] = useState(false);
  const words = problemWords[language];
  const resolver: Resolver<EditedForm> = (values) => {
    const { problems } = composeInstrument(base, values);
    return problems.length === 0 ? { values, errors: {} } : { values: {}, errors: nested(problems) };
  };
  const { control, handleSubmit, setValue } = useForm<EditedForm>({
    resolver,
    defaultValues: structuredClone(provincialForm(base, t.province)) as EditedForm,
  });
  const drafts = useFieldArray({ control, name: 'drafts' });
  const version = useField(control, 'version', sayFrom(words));
  const save = useMutation({
    meta: { shown: true },
    mutationFn: (form: ProvincialForm) => {
      const { instrument } = composeInstrument(base, form);
      if (instrument === null) throw new Error('The resolver lets only whole instruments through');
      return call('instrument.save', { instrument: structuredClone(instrument) as Output<'instrument.get'> });
    },
    onSuccess: () => {
      tellDone(t.saved);
      go('/instruments');
    },
  });
  const submit = handleSubmit(
    (form) => {
      setFailed(false);
      save.mutate(form);
    },
    () => setFailed(true),
  );
  return (
    <div className={css.page} data-pane>
      <h1>{t.provincialTitle}</h1>
      <p className={css.intro}>{t.provincialText(textIn(base.title, language))}</p>
      <form className={css.form} noValidate onSubmit={(event) => void submit(event)}>
        <div className={css.version}>
          <TextField label={t.versionField} hint={t.versionHint} size="compact" maxLength={40} {...version} />
        </div>
        {drafts.fields.map((field, index) => (
          <ProvincialPart key={field.id} control={control} index={index} setValue={setValue} aspects={base.aspects} />
        ))}
        {failed && (
          <Note tone="warn" live>
            {t.fix}
          </Note>
        )}
        {save.error && (
          <Note tone="bad" live>
            {errorText(save.error, language)}
          </Note>
        )}
        <div className={css.actions}>
          <LinkButton to="/instruments">{t.cancel}</LinkButton>
          <Button look="primary" type="submit" pending={save.isPending}>
            {save.isPending ? t.saving : t.save}
          </Button>
        </div>
      </form>
    </div>
  );
}

/** "drafts.0.th" → { drafts: [{ th: … }] }, the first fault of each place. */
function nested(problems: readonly { readonly path: string; readonly code: string }[]): Record<string, never> {
  const root: Record<string, unknown> = {};
  for (const { path, code } of problems) {
    const steps = path.split('.');
    let place = root;
    for (const step of steps.slice(0, -1)) {
      place[step] ??= {};
      place = place[step] as Record<string, unknown>;
    }
    place[steps.at(-1) ?? ''] ??= { type: 'cell', message: code };
  }
  return root as Record<string, never>;
}

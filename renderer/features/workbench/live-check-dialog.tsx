import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import type { LiveCheck } from '#common/domain/visit.ts';
import { Button } from '#renderer/components/button.tsx';
import { DateField } from '#renderer/components/date-field.tsx';
import { Dialog } from '#renderer/components/dialog.tsx';
import { Note } from '#renderer/components/note.tsx';
import { TextAreaField, TextField } from '#renderer/components/text-field.tsx';
import { TimeField } from '#renderer/components/time-field.tsx';
import { errorText } from '#renderer/lib/errors.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { sayFrom, useField } from '#renderer/lib/forms.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useRecorder } from '#renderer/lib/record.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { useAddEvidence } from '#renderer/lib/team-evidence.ts';
import { tellDone } from '#renderer/lib/toasts.ts';
import { useDesk } from './desk.ts';
import { fieldWords } from './field-words.ts';
import { instantOf, LiveForm, liveFormOf } from './live-form.ts';
import { ScreenshotField, type Picture } from './screenshot-field.tsx';
import { Suggestions } from './suggestions.tsx';
import css from './field.module.css';

/** What was looked at in another system: address, time, what was seen, by whom, in whose presence, and the screen. */
export function LiveCheckDialog({
  check,
  onClose,
  onSaved,
}: {
  /** Null: a new one. */
  readonly check: LiveCheck | null;
  readonly onClose: () => void;
  readonly onSaved: (id: string) => void;
}) {
  const t = useMessages(fieldWords);
  const language = useLanguage();
  const format = useFormat();
  const { submission, indicator, author, snapshot, tabs } = useDesk();
  const recorder = useRecorder(submission);
  const addEvidence = useAddEvidence(submission);
  // Chosen once: after a failure the same picture and the same record are tried again, never others.
  const [commands] = useState(() => ({ picture: crypto.randomUUID(), record: crypto.randomUUID() }));
  const [id] = useState(() => check?.id ?? `live-${crypto.randomUUID()}`);
  const [now] = useState(() => Date.now());
  const [picture, setPicture] = useState<Picture>({ kind: 'kept', id: check?.screenshot ?? null });
  const officers = (snapshot.review.visit?.lao ?? []).map(({ name, title }) => [name, title].filter(Boolean).join(' '));
  const addresses = [
    ...indicator.systems,
    ...tabs.flatMap((tab) => (tab.kind === 'link' && tab.origin !== 'earlier' ? [tab.link.url] : [])),
  ];
  const { control, handleSubmit, setValue } = useForm<LiveForm>({
    resolver: zodResolver(LiveForm),
    defaultValues: liveFormOf(check, {
      now,
      by: author.name,
      address: addresses[0] ?? '',
      presence: snapshot.review.liveChecks.at(-1)?.presence ?? officers[0] ?? '',
    }),
  });
  const say = sayFrom(t);
  const address = useField(control, 'address', say);
  const { inputRef: _date, ...date } = useField(control, 'date', say);
  const { inputRef: _time, ...time } = useField(control, 'time', say);
  const { inputRef: _seen, ...seen } = useField(control, 'seen', say);
  const by = useField(control, 'by', say);
  const presence = useField(control, 'presence', say);
  const typedAddress = useWatch({ control, name: 'address' });

  const keepPicture = async (title: string): Promise<string | null> => {
    if (picture.kind === 'kept') return picture.id;
    const { file, how } = picture;
    const indicators = [check?.indicator ?? indicator.id];
    const added = await addEvidence({ file, how, title, indicators, command: commands.picture });
    // The LAO's own file is no screenshot of the team's; it stands among the evidence already.
    return added.outcome === 'of-lao' ? null : added.evidence;
  };
  const save = useMutation({
    meta: { shown: true },
    mutationFn: async (form: LiveForm) => {
      const screenshot = await keepPicture(t.screenTitle(form.address).slice(0, 500));
      const { date: _day, time: _clock, ...said } = form;
      const payload = { ...said, id, indicator: check?.indicator ?? indicator.id, at: instantOf(form), screenshot };
      await recorder.record({ type: 'live-check.set', payload }, commands.record);
    },
    onSuccess: () => {
      tellDone(t.lookSaved);
      onSaved(id);
      onClose();
    },
  });
  const submit = handleSubmit((form) => save.mutate(form));
  const number = format.digits(indicator.number);
  return (
    <Dialog
      title={check === null ? t.lookTitle(number) : t.editTitle(number)}
      isOpen
      width="wide"
      onClose={() => {
        if (!save.isPending) onClose();
      }}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button look="primary" pending={save.isPending} onPress={() => void submit()}>
            {save.isPending ? t.saving : t.save}
          </Button>
        </>
      }
    >
      <form className={css.form} noValidate onSubmit={(event) => void submit(event)}>
        <div>
          <TextField
            label={t.address}
            size="compact"
            maxLength={2000}
            placeholder={t.addressPlaceholder}
            autoFocus={check === null && addresses.length === 0}
            {...address}
          />
          <Suggestions
            label={t.suggested}
            values={addresses}
            current={typedAddress}
            onChoose={(value) => setValue('address', value, { shouldValidate: true })}
          />
        </div>
        <div className={css.two}>
          <DateField label={t.date} size="compact" {...date} />
          <TimeField label={t.time} size="compact" {...time} />
        </div>
        <TextAreaField label={t.seen} rows={3} placeholder={t.seenPlaceholder} {...seen} />
        <div className={css.two}>
          <TextField label={t.by} size="compact" {...by} />
          <div>
            <TextField label={t.presence} size="compact" placeholder={t.presencePlaceholder} {...presence} />
            <Suggestions
              label={t.suggested}
              values={officers}
              current={presence.value}
              onChoose={(value) => setValue('presence', value)}
            />
          </div>
        </div>
        <ScreenshotField picture={picture} onChange={setPicture} />
        {save.error && (
          <Note tone="bad" live>
            {errorText(save.error, language)}
          </Note>
        )}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}

import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { useController, useForm, useWatch, type Control } from 'react-hook-form';
import type { ReviewSnapshot } from '#common/contract/channels/review.ts';
import type { SubmissionDetail } from '#common/contract/channels/submission.ts';
import { Button } from '#renderer/components/button.tsx';
import { Card } from '#renderer/components/card.tsx';
import { Checkbox } from '#renderer/components/checkbox.tsx';
import { DateField } from '#renderer/components/date-field.tsx';
import { Note } from '#renderer/components/note.tsx';
import { TextAreaField, TextField } from '#renderer/components/text-field.tsx';
import { TimeField } from '#renderer/components/time-field.tsx';
import { errorText } from '#renderer/lib/errors.ts';
import { useToday } from '#renderer/lib/format.ts';
import { sayFrom, useField } from '#renderer/lib/forms.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useRecorder } from '#renderer/lib/record.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { useSaving } from '#renderer/lib/use-saving.ts';
import { PeopleRows } from './people-rows.tsx';
import { endProblem, visitFormOf, visitRecordOf, type VisitForm } from './visit-form.ts';
import { visitWords } from './words.ts';
import css from './visit.module.css';

/** Typing waits for a pause, in milliseconds. */
const pause = 600;

/** The record, saved by itself. When that fails everything stays as typed and a sentence says what to do. */
export function VisitFields({
  detail,
  snapshot,
}: {
  readonly detail: SubmissionDetail;
  readonly snapshot: ReviewSnapshot;
}) {
  const t = useMessages(visitWords);
  const language = useLanguage();
  const today = useToday();
  const autosave = useSaving(useRecorder(snapshot.submission));
  const { control, subscribe } = useForm<VisitForm>({
    defaultValues: visitFormOf(snapshot.review, detail.manifest, today),
  });
  const save = useEffectEvent((form: VisitForm) => {
    const lastDate = snapshot.review.visit?.date ?? detail.manifest.assignment.visit?.date ?? today;
    autosave.set('visit', { type: 'visit.set', payload: visitRecordOf(form, lastDate) }, pause);
  });
  useEffect(
    () =>
      subscribe({
        formState: { values: true },
        callback: ({ values }) => {
          save(values);
        },
      }),
    [subscribe],
  );
  const flush = () => void autosave.flush();
  const state = useSyncExternalStore(autosave.subscribe, () => autosave.state('visit'));
  const say = sayFrom(t);
  const { inputRef: _date, error: _none, ...date } = useField(control, 'date', say);
  const { inputRef: _begin, ...begin } = useField(control, 'begin', say);
  const { inputRef: _end, error: _fine, ...end } = useField(control, 'end', say);
  const { inputRef: _note, ...note } = useField(control, 'note', say);
  const place = useField(control, 'place', say);
  const orderNumber = useField(control, 'orderNumber', say);
  const others = useController({ control, name: 'others' }).field;
  const lao = useController({ control, name: 'lao' }).field;
  const [typedBegin, typedEnd] = useWatch({ control, name: ['begin', 'end'] });
  const problem = endProblem({ begin: typedBegin, end: typedEnd });
  const onBlur = { onBlur: flush };
  return (
    <>
      {state.kind === 'failed' && (
        <Note
          tone="bad"
          live
          actions={
            <Button size="small" onPress={() => void autosave.retry()}>
              {t.retry}
            </Button>
          }
        >
          {t.notSaved} · {errorText(state.error, language)}
        </Note>
      )}
      <Card label={t.whenWhere} className={css.card}>
        <h2>{t.whenWhere}</h2>
        <div className={css.four}>
          <DateField
            label={t.date}
            size="compact"
            {...date}
            {...onBlur}
            error={date.value === null ? t.dateMissing : undefined}
          />
          <TimeField label={t.begin} size="compact" {...begin} {...onBlur} />
          <TimeField
            label={t.end}
            size="compact"
            {...end}
            {...onBlur}
            error={problem === undefined ? undefined : t[problem]}
          />
        </div>
        <div className={css.two}>
          <TextField label={t.place} size="compact" {...place} {...onBlur} />
          <TextField label={t.order} size="compact" {...orderNumber} {...onBlur} />
        </div>
      </Card>
      <Card label={t.team} className={css.card}>
        <h2>{t.team}</h2>
        <Members control={control} />
        <PeopleRows
          label={t.others}
          add={t.addPerson}
          people={others.value}
          onChange={others.onChange}
          onBlur={flush}
        />
      </Card>
      <Card label={t.lao} className={css.card}>
        <h2>{t.lao}</h2>
        <PeopleRows label={t.lao} add={t.addOfficer} people={lao.value} onChange={lao.onChange} onBlur={flush} />
      </Card>
      <Card label={t.note} className={css.card}>
        <TextAreaField label={t.note} placeholder={t.notePlaceholder} {...note} {...onBlur} />
      </Card>
    </>
  );
}

/** Those whom the order names: here, or not. */
function Members({ control }: { readonly control: Control<VisitForm> }) {
  const t = useMessages(visitWords);
  const { value, onChange } = useController({ control, name: 'members' }).field;
  return (
    <div className={css.members} role="group" aria-label={t.team}>
      {value.map((member, index) => (
        <Checkbox
          key={`${member.name} ${member.title}`}
          checked={member.isHere}
          onChange={(isHere) => {
            onChange(value.map((one, at) => (at === index ? { ...one, isHere } : one)));
          }}
        >
          {member.name} <span className={css.third}>{member.title}</span>
        </Checkbox>
      ))}
    </div>
  );
}

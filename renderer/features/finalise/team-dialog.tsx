import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { Plus, Trash2 } from 'lucide-react';
import { useFieldArray, useForm, type Control } from 'react-hook-form';
import type { SubmissionDetail } from '#common/contract/channels/submission.ts';
import type { Review } from '#common/domain/review.ts';
import { Button, IconButton } from '#renderer/components/button.tsx';
import { DateField } from '#renderer/components/date-field.tsx';
import { Dialog } from '#renderer/components/dialog.tsx';
import { Note } from '#renderer/components/note.tsx';
import { TextField } from '#renderer/components/text-field.tsx';
import { errorText } from '#renderer/lib/errors.ts';
import { sayFrom, useField } from '#renderer/lib/forms.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useRecorder } from '#renderer/lib/record.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { TeamForm, teamFormOf, teamRecordOf } from './team-form.ts';
import { finaliseWords } from './words.ts';
import css from './team-dialog.module.css';

/** Who was there, by which order, when and where: the head and the signature block of the report. */
export function TeamDialog({
  detail,
  review,
  onClose,
}: {
  readonly detail: SubmissionDetail;
  readonly review: Review;
  readonly onClose: () => void;
}) {
  const t = useMessages(finaliseWords);
  const language = useLanguage();
  const recorder = useRecorder(detail.summary.id);
  const save = useMutation({
    meta: { shown: true },
    mutationFn: (form: TeamForm) => recorder.record({ type: 'team.set', payload: teamRecordOf(form) }),
    onSuccess: onClose,
  });
  const { control, handleSubmit, formState } = useForm<TeamForm>({
    resolver: zodResolver(TeamForm),
    defaultValues: teamFormOf(review, detail.manifest),
  });
  const say = sayFrom(t);
  const team = useField(control, 'team', say);
  const orderNumber = useField(control, 'orderNumber', say);
  const { inputRef: _orderRef, ...orderDate } = useField(control, 'orderDate', say);
  const { inputRef: _visitRef, ...visitedOn } = useField(control, 'visitedOn', say);
  const place = useField(control, 'place', say);
  const members = useFieldArray({ control, name: 'members' });
  const missing = formState.errors.members?.root?.message ?? formState.errors.members?.message;
  const submit = handleSubmit((form) => save.mutate(form));
  return (
    <Dialog
      title={t.teamTitle}
      isOpen
      onClose={onClose}
      width="wide"
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button look="primary" pending={save.isPending} onPress={() => void submit()}>
            {save.isPending ? t.saving : t.save}
          </Button>
        </>
      }
    >
      <p className={css.text}>{t.teamTextLong}</p>
      <form className={css.form} noValidate onSubmit={(event) => void submit(event)}>
        <TextField label={t.teamName} size="compact" {...team} />
        <TextField label={t.place} size="compact" {...place} />
        <div className={css.three}>
          <TextField label={t.orderNumber} size="compact" {...orderNumber} />
          <DateField label={t.orderDate} size="compact" {...orderDate} />
          <DateField label={t.visitedOn} size="compact" {...visitedOn} />
        </div>
        <div className={css.members} role="group" aria-label={t.members}>
          <div className={css.memberHead} aria-hidden>
            <span>{t.memberNameHead}</span>
            <span>{t.memberTitleHead}</span>
          </div>
          {members.fields.map((field, index) => (
            <Member key={field.id} control={control} index={index} onRemove={() => members.remove(index)} />
          ))}
          <div>
            <Button size="small" look="quiet" icon={Plus} onPress={() => members.append({ name: '', title: '' })}>
              {t.addMember}
            </Button>
          </div>
          {missing !== undefined && <Note tone="bad">{say(missing)}</Note>}
        </div>
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

function Member({
  control,
  index,
  onRemove,
}: {
  readonly control: Control<TeamForm>;
  readonly index: number;
  readonly onRemove: () => void;
}) {
  const t = useMessages(finaliseWords);
  const format = useFormat();
  const say = sayFrom(t);
  const number = format.number(index + 1);
  const name = useField(control, `members.${index}.name`, say);
  const title = useField(control, `members.${index}.title`, say);
  return (
    <div className={css.member}>
      <TextField label={t.memberName(number)} hideLabel size="compact" {...name} />
      <TextField label={t.memberTitle(number)} hideLabel size="compact" {...title} />
      <IconButton icon={Trash2} label={t.removeMember(number)} onPress={onRemove} />
    </div>
  );
}

import { zodResolver } from '@hookform/resolvers/zod';
import { Controller, useForm } from 'react-hook-form';
import { z } from 'zod';
import { effectOfRemoval } from '#common/domain/effect-of-removal.ts';
import type { IndicatorReview } from '#common/domain/review.ts';
import { teamOf } from '#common/domain/team-record.ts';
import type { Totals } from '#common/domain/totals.ts';
import { Button } from '#renderer/components/button.tsx';
import { Dialog } from '#renderer/components/dialog.tsx';
import { Note } from '#renderer/components/note.tsx';
import { TextAreaField, TextField } from '#renderer/components/text-field.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useSettings } from '#renderer/lib/settings.ts';
import { useDesk } from './desk.ts';
import { dialogWords } from './dialog-words.ts';
import extras from './extras.module.css';
import css from './form.module.css';

const input = z.object({
  reason: z.string().trim().min(1).max(10_000),
  agreedBy: z.string().trim().min(1).max(500),
});
type Input = z.infer<typeof input>;

/** Asks why the indicator does not apply and who agreed, and shows what that does to the base. */
export function NotApplicableDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const t = useMessages(dialogWords);
  const { indicator, locked } = useDesk();
  const title = t.removeTitle(indicator.number);
  if (locked || indicator.notApplicable === 'never') {
    return (
      <Dialog title={title} isOpen={isOpen} onClose={onClose} actions={<Button onPress={onClose}>{t.close}</Button>}>
        <Note>{locked ? t.removeLocked : t.removeNever}</Note>
      </Dialog>
    );
  }
  return isOpen ? <RemoveForm title={title} onClose={onClose} /> : null;
}

function RemoveForm({ title, onClose }: { readonly title: string; readonly onClose: () => void }) {
  const t = useMessages(dialogWords);
  const { indicator, snapshot, change } = useDesk();
  const value = snapshot.review.indicators[indicator.id]?.notApplicable ?? null;
  const { control, handleSubmit, formState, setValue } = useForm<Input>({
    defaultValues: { reason: value?.reason ?? '', agreedBy: value?.agreedBy ?? '' },
    resolver: zodResolver(input),
  });
  const save = handleSubmit((entered) => {
    change({ type: 'not-applicable.set', payload: { indicator: indicator.id, value: entered } });
    onClose();
  });
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button look="primary" onPress={() => void save()}>
            {t.removeSave}
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
        <Controller
          control={control}
          name="reason"
          render={({ field }) => (
            <TextAreaField
              label={t.removeReason}
              value={field.value}
              onChange={field.onChange}
              onBlur={field.onBlur}
              areaRef={field.ref}
              placeholder={t.removeReasonPlaceholder}
              error={formState.errors.reason && t.removeReasonMissing}
            />
          )}
        />
        <Controller
          control={control}
          name="agreedBy"
          render={({ field }) => (
            <TextField
              label={t.agreedBy}
              value={field.value}
              onChange={field.onChange}
              onBlur={field.onBlur}
              inputRef={field.ref}
              placeholder={t.agreedByPlaceholder}
              error={formState.errors.agreedBy && t.agreedByMissing}
            />
          )}
        />
        <AgreedPicks chosen={(words) => setValue('agreedBy', words, { shouldValidate: true })} />
        <BaseChange />
        <input type="submit" hidden />
      </form>
    </Dialog>
  );
}

/** Who usually agrees: the team as a whole, or one of its members. */
function AgreedPicks({ chosen }: { readonly chosen: (words: string) => void }) {
  const t = useMessages(dialogWords);
  const { snapshot, detail } = useDesk();
  const { members } = teamOf(snapshot.review, detail.manifest);
  return (
    <div className={extras.picks}>
      <Button size="small" onPress={() => chosen(t.byTeam)}>
        {t.byTeam}
      </Button>
      {members.map(({ name, title }) => (
        <Button key={name} size="small" onPress={() => chosen([name, title].filter(Boolean).join(' '))}>
          {name}
        </Button>
      ))}
    </div>
  );
}

/** What removing does to the denominator, before anybody agrees to it. */
function BaseChange() {
  const t = useMessages(dialogWords);
  const format = useFormat();
  const { blindMode } = useSettings();
  const { indicator, snapshot, detail } = useDesk();
  if (indicator.pilot) return <Note>{t.basePilot}</Note>;
  const { instrument, manifest } = detail;
  const effect = effectOfRemoval(instrument, manifest, snapshot.review, indicator);
  const { before, after } = effect;
  const aspect = (totals: Totals) => totals.aspects.find((one) => one.aspect === indicator.aspect)?.teamPercent ?? null;
  // The LAO's percent after the removal would tell what it gave itself.
  const mayTell = !blindMode || before.settled === before.indicators;
  const lines = [
    { name: t.baseFullPoints, from: format.number(before.full), to: format.number(after.full) },
    {
      name: t.baseAspect(format.number(indicator.aspect)),
      from: format.percent(aspect(before)),
      to: format.percent(aspect(after)),
    },
    {
      name: t.baseTeam,
      from: format.percent(before.teamOverall.deciding),
      to: format.percent(after.teamOverall.deciding),
    },
    ...(mayTell
      ? [
          {
            name: t.baseSelf,
            from: format.percent(before.selfOverall.deciding),
            to: format.percent(after.selfOverall.deciding),
          },
        ]
      : []),
  ];
  return (
    <div>
      {indicator.notApplicable === 'full-points' ? (
        <Note>{t.baseFull(format.number(indicator.points))}</Note>
      ) : (
        <Note>{t.base(format.number(before.full), format.number(after.full))}</Note>
      )}
      <dl className={extras.base} aria-label={t.baseEffect}>
        {lines.map(({ name, from, to }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{from}</dd>
            <dd aria-label={t.becomes}>→</dd>
            <dd>
              <b>{to}</b>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** In place of the rule while the indicator is not applicable. */
export function NotApplicableBanner({ value }: { readonly value: NonNullable<IndicatorReview['notApplicable']> }) {
  const t = useMessages(dialogWords);
  const { indicator, change, locked } = useDesk();
  return (
    <div className={css.removed}>
      <b>{indicator.notApplicable === 'full-points' ? t.isFull : t.isRemoved}</b>
      <span>{value.reason}</span>
      <span className={css.removedBy}>{t.agreed(value.agreedBy)}</span>
      {!locked && (
        <Button
          size="small"
          className={css.start}
          onPress={() => change({ type: 'not-applicable.set', payload: { indicator: indicator.id, value: null } })}
        >
          {t.removeUndo}
        </Button>
      )}
    </div>
  );
}

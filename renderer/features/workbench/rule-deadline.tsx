import { Check } from 'lucide-react';
import type { DeadlineRule } from '#common/domain/instrument.ts';
import { daysLate } from '#common/domain/rule.ts';
import { fiscalYearOf } from '#common/domain/thai-date.ts';
import { textIn } from '#common/domain/text.ts';
import { Checkbox } from '#renderer/components/checkbox.tsx';
import { Chip } from '#renderer/components/chip.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { TextField } from '#renderer/components/text-field.tsx';
import { cx } from '#renderer/lib/classes.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import text from '#renderer/styles/text.module.css';
import { useDesk } from './desk.ts';
import { formWords } from './form-words.ts';
import type { ScoreFields } from './score-fields.ts';
import css from './form.module.css';

/** When it was due, when it was done, and how many days lie between. */
export function RuleDeadline({
  rule,
  fields,
  proposed,
}: {
  readonly rule: DeadlineRule;
  readonly fields: ScoreFields;
  readonly proposed: number | null;
}) {
  const t = useMessages(formWords);
  const language = useLanguage();
  const format = useFormat();
  const { answer, blind } = useDesk();
  const { measure, values } = fields;
  const problem = fields.problem('doneOn');
  const late = measure === 'incomplete' ? null : daysLate(rule, measure);
  const days = (count: number) => format.number(Math.abs(count));
  const far = late !== null && Math.abs(late) > 365;
  const year = (iso: string) => t.fiscalYear(format.digits(String(fiscalYearOf(iso) ?? '')));
  const own = blind || answer?.measure?.kind !== 'deadline' ? null : answer.measure;
  const day = measure !== 'incomplete' && measure?.kind === 'deadline' ? measure.doneOn : null;
  return (
    <>
      <div>
        <div className={text.small}>{textIn(rule.what, language)}</div>
        <div className={cx(text.small, text.second)}>
          {t.due(format.date(rule.due, 'long'))} · {year(rule.due)}
        </div>
      </div>
      <div className={css.deadline}>
        <TextField
          label={t.doneOn}
          value={values.doneOn}
          onChange={(typed) => fields.setText('doneOn', typed)}
          onBlur={fields.flush}
          error={problem && t[problem]}
          hint={day === null ? t.doneOnHint : `${format.date(day, 'weekday')} · ${year(day)}`}
          maxLength={60}
        />
        {late !== null && (
          <Chip tone={late > 0 ? 'warn' : 'ok'}>
            {late < 0 ? t.early(days(late)) : late === 0 ? t.onTime : t.late(days(late))}
          </Chip>
        )}
      </div>
      {own !== null && (
        <p className={css.compared}>
          {t.selfReported(own.doneOn === null ? t.notDoneBySelf : format.date(own.doneOn, 'long'))}
        </p>
      )}
      {far && <p className={css.caution}>{t.farFromDue}</p>}
      <Checkbox checked={values.notDone} onChange={fields.setNotDone}>
        <span className={text.small}>{t.notDone}</span>
      </Checkbox>
      <div>
        <div className={cx(text.label, css.above)}>{t.computed}</div>
        <ol className={css.bands}>
          {rule.steps.map((step) => (
            <li
              key={`${String(step.lateDays)}-${String(step.points)}`}
              className={cx(css.band, step.points === proposed && css.bandOn)}
              aria-current={step.points === proposed ? 'true' : undefined}
            >
              <b>{format.number(step.points)}</b>
              <span>{textIn(step.text, language)}</span>
              {step.points === proposed && <Icon of={Check} />}
            </li>
          ))}
        </ol>
      </div>
    </>
  );
}

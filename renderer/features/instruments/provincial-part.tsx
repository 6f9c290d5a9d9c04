import { Plus, Trash2 } from 'lucide-react';
import { useFieldArray, useWatch, type Control, type UseFormSetValue } from 'react-hook-form';
import type { Aspect } from '#common/domain/instrument.ts';
import { choices } from '#common/domain/instrument-sheet.ts';
import { textIn } from '#common/domain/text.ts';
import { Button, IconButton } from '#renderer/components/button.tsx';
import { Card } from '#renderer/components/card.tsx';
import { Segmented } from '#renderer/components/segmented.tsx';
import { SelectField } from '#renderer/components/select-field.tsx';
import { TextAreaField, TextField } from '#renderer/components/text-field.tsx';
import { cx } from '#renderer/lib/classes.ts';
import { sayFrom, useField } from '#renderer/lib/forms.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { firstRows, type EditedForm, type RuleWord } from './provincial-form.ts';
import { instrumentWords, problemWords } from './words.ts';
import css from './instruments.module.css';

interface Place {
  readonly control: Control<EditedForm>;
  readonly index: number;
}

/** One indicator of the province: what it asks, what proves it, and how it is scored. */
export function ProvincialPart({
  control,
  index,
  setValue,
  aspects,
}: Place & { readonly setValue: UseFormSetValue<EditedForm>; readonly aspects: readonly Aspect[] }) {
  const t = useMessages(instrumentWords);
  const format = useFormat();
  const language = useLanguage();
  const say = sayFrom(problemWords[language]);
  const draft = useWatch({ control, name: `drafts.${index}` });
  const th = useField(control, `drafts.${index}.th`, say);
  const en = useField(control, `drafts.${index}.en`, say);
  const { inputRef: _1, ...evidence } = useField(control, `drafts.${index}.evidence`, say);
  const { inputRef: _2, ...systems } = useField(control, `drafts.${index}.systems`, say);
  const { error: ruleError } = useField(control, `drafts.${index}.rule`, say);
  const notApplicable = useField(control, `drafts.${index}.notApplicable`, say);
  const aspect = aspects.find(({ number }) => String(number) === draft.aspect);
  const chooseRule = (rule: RuleWord) => {
    setValue(`drafts.${index}.rule`, rule);
    const { rows, items } = firstRows(rule);
    setValue(
      `drafts.${index}.rows`,
      rows.map((row) => ({ ...row })),
    );
    setValue(
      `drafts.${index}.items`,
      items.map((item) => ({ ...item })),
    );
  };
  return (
    <Card label={t.indicator(format.digits(draft.number))} className={css.part}>
      <h2>
        {t.indicator(format.digits(draft.number))}
        {aspect && <span className={css.aspect}>{textIn(aspect.title, language)}</span>}
      </h2>
      <TextField label={t.name} size="compact" maxLength={2000} {...th} />
      <TextField label={t.nameEn} size="compact" maxLength={2000} {...en} />
      <div className={css.two}>
        <TextAreaField label={t.evidence} rows={3} {...evidence} />
        <TextAreaField label={t.systems} rows={3} {...systems} />
      </div>
      <div className={css.two}>
        <div>
          <div className={css.label}>{t.rule}</div>
          <Segmented
            label={t.rule}
            value={draft.rule}
            options={Object.values(choices.rule).map((word) => ({ value: word, label: word }))}
            onChange={chooseRule}
          />
          {ruleError !== undefined && (
            <div className={css.error} role="alert">
              {ruleError}
            </div>
          )}
        </div>
        <SelectField
          label={t.notApplicable}
          size="compact"
          value={notApplicable.value}
          options={Object.values(choices.notApplicable).map((word) => ({ value: word, label: word }))}
          onChange={notApplicable.onChange}
          error={notApplicable.error}
        />
      </div>
      <Measured control={control} index={index} rule={draft.rule} />
      {draft.rule === choices.rule.checklist && <Items control={control} index={index} />}
      <Rows control={control} index={index} rule={draft.rule} />
    </Card>
  );
}

function Measured({ control, index, rule }: Place & { readonly rule: RuleWord }) {
  const t = useMessages(instrumentWords);
  const say = sayFrom(problemWords[useLanguage()]);
  const what = useField(control, `drafts.${index}.what`, say);
  const denominator = useField(control, `drafts.${index}.denominator`, say);
  const unit = useField(control, `drafts.${index}.unit`, say);
  const due = useField(control, `drafts.${index}.due`, say);
  if (rule === choices.rule.percent) {
    return (
      <div className={css.three}>
        <TextField label={t.numerator} size="compact" {...what} />
        <TextField label={t.denominator} size="compact" {...denominator} />
        <TextField label={t.unit} size="compact" {...unit} />
      </div>
    );
  }
  if (rule !== choices.rule.deadline) return null;
  return (
    <div className={css.two}>
      <TextField label={t.subject} size="compact" {...what} />
      <TextField label={t.due} size="compact" placeholder="20 ธ.ค. 2566" {...due} />
    </div>
  );
}

function Items({ control, index }: Place) {
  const t = useMessages(instrumentWords);
  const format = useFormat();
  const items = useFieldArray({ control, name: `drafts.${index}.items` });
  return (
    <div role="group" aria-label={t.items} className={css.rows}>
      <div className={css.label}>{t.items}</div>
      {items.fields.map((field, at) => (
        <div key={field.id} className={css.item}>
          <span>{format.number(at + 1)}</span>
          <ItemField control={control} index={index} at={at} />
          <IconButton icon={Trash2} label={t.removeItem(format.number(at + 1))} onPress={() => items.remove(at)} />
        </div>
      ))}
      <div>
        <Button size="small" look="quiet" icon={Plus} onPress={() => items.append({ th: '' })}>
          {t.addItem}
        </Button>
      </div>
    </div>
  );
}

function ItemField({ control, index, at }: Place & { readonly at: number }) {
  const t = useMessages(instrumentWords);
  const say = sayFrom(problemWords[useLanguage()]);
  const th = useField(control, `drafts.${index}.items.${at}.th`, say);
  return <TextField label={t.text} hideLabel size="compact" maxLength={2000} {...th} />;
}

function Rows({ control, index, rule }: Place & { readonly rule: RuleWord }) {
  const t = useMessages(instrumentWords);
  const format = useFormat();
  const rows = useFieldArray({ control, name: `drafts.${index}.rows` });
  const isList = rule === choices.rule.checklist;
  const hasCondition = rule !== choices.rule.levels;
  return (
    <div role="group" aria-label={t.points} className={css.rows}>
      <div className={css.label}>
        {t.points}
        {hasCondition && <span className={css.hint}>{t.conditionHint}</span>}
      </div>
      {rows.fields.map((field, at) => (
        <div key={field.id} className={cx(css.row, !hasCondition && css.levels)}>
          <RowFields control={control} index={index} at={at} hasCondition={hasCondition} hasText={!isList} />
          <IconButton icon={Trash2} label={t.removeRow(format.number(at + 1))} onPress={() => rows.remove(at)} />
        </div>
      ))}
      <div>
        <Button
          size="small"
          look="quiet"
          icon={Plus}
          onPress={() => rows.append({ points: '', condition: '', th: '' })}
        >
          {t.addRow}
        </Button>
      </div>
    </div>
  );
}

function RowFields({
  control,
  index,
  at,
  hasCondition,
  hasText,
}: Place & { readonly at: number; readonly hasCondition: boolean; readonly hasText: boolean }) {
  const t = useMessages(instrumentWords);
  const say = sayFrom(problemWords[useLanguage()]);
  const points = useField(control, `drafts.${index}.rows.${at}.points`, say);
  const condition = useField(control, `drafts.${index}.rows.${at}.condition`, say);
  const th = useField(control, `drafts.${index}.rows.${at}.th`, say);
  return (
    <>
      <TextField label={t.points} hideLabel size="compact" maxLength={3} placeholder={t.points} {...points} />
      {hasCondition && (
        <TextField
          label={t.condition}
          hideLabel
          size="compact"
          maxLength={40}
          placeholder={t.condition}
          {...condition}
        />
      )}
      {hasText && <TextField label={t.text} hideLabel size="compact" maxLength={2000} placeholder={t.text} {...th} />}
    </>
  );
}

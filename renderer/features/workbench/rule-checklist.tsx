import { Check } from 'lucide-react';
import { CheckboxButton, CheckboxField, CheckboxGroup } from 'react-aria-components';
import type { ChecklistRule } from '#common/domain/instrument.ts';
import { textIn } from '#common/domain/text.ts';
import { Button } from '#renderer/components/button.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { Kbd } from '#renderer/components/kbd.tsx';
import { cx } from '#renderer/lib/classes.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import text from '#renderer/styles/text.module.css';
import { useDesk } from './desk.ts';
import { formWords } from './form-words.ts';
import type { ScoreFields } from './score-fields.ts';
import css from './form.module.css';

/** Items to tick, each with its key, and what so many ticks are worth. */
export function RuleChecklist({
  rule,
  fields,
  locked,
}: {
  readonly rule: ChecklistRule;
  readonly fields: ScoreFields;
  readonly locked: boolean;
}) {
  const t = useMessages(formWords);
  const language = useLanguage();
  const format = useFormat();
  const { answer, blind } = useDesk();
  const selfTicked = !blind && answer?.measure?.kind === 'checklist' ? answer.measure.ticked : [];
  const ticked = fields.values.ticked ?? [];
  const count = (value: number) => format.number(value);
  return (
    <>
      <div>
        <div className={css.between}>
          <span className={text.label}>{t.tick}</span>
          <b className={text.small}>{t.ticked(count(ticked.length), count(rule.items.length))}</b>
        </div>
        <CheckboxGroup
          className={css.items ?? ''}
          aria-label={t.tick}
          value={[...ticked]}
          isReadOnly={locked}
          onChange={fields.setTicked}
        >
          {rule.items.map((item, index) => (
            <CheckboxField key={item.id} value={item.id}>
              <CheckboxButton className={css.item ?? ''}>
                {({ isSelected }) => (
                  <>
                    <span className={cx(css.box, isSelected && css.boxOn)}>{isSelected && <Icon of={Check} />}</span>
                    <span className={text.grow}>
                      {textIn(item.text, language)}
                      {selfTicked.includes(item.id) && <span className={css.selfTicked}> · {t.selfTicked}</span>}
                    </span>
                    {index < 9 && <Kbd keys={String(index + 1)} />}
                  </>
                )}
              </CheckboxButton>
            </CheckboxField>
          ))}
        </CheckboxGroup>
        {fields.values.ticked === null && !locked && (
          <Button look="quiet" size="small" onPress={() => fields.setTicked([])}>
            {t.noneFound}
          </Button>
        )}
      </div>
      <Steps rule={rule} ticked={fields.values.ticked?.length ?? null} />
    </>
  );
}

function Steps({ rule, ticked }: { readonly rule: ChecklistRule; readonly ticked: number | null }) {
  const t = useMessages(formWords);
  const format = useFormat();
  const steps = rule.steps.toReversed();
  const reached = ticked === null ? -1 : steps.findLastIndex((step) => ticked >= step.atLeast);
  return (
    <ol className={css.steps} aria-label={t.stepsName}>
      {steps.map((step, index) => (
        <li
          key={step.atLeast}
          className={cx(index <= reached && css.stepDone, index === reached && css.stepNow)}
          aria-current={index === reached ? 'step' : undefined}
        >
          <b />
          {t.step(format.number(step.atLeast), format.number(step.points))}
        </li>
      ))}
    </ol>
  );
}

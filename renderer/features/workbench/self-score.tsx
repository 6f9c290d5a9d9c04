import { Eye, EyeOff } from 'lucide-react';
import type { Rule } from '#common/domain/instrument.ts';
import { percentOf } from '#common/domain/rule.ts';
import type { Answer } from '#common/domain/submission.ts';
import { textIn } from '#common/domain/text.ts';
import { Button } from '#renderer/components/button.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { ScoreToken } from '#renderer/components/score-token.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import text from '#renderer/styles/text.module.css';
import { useDesk } from './desk.ts';
import { formWords } from './form-words.ts';
import css from './form.module.css';

/** What the LAO gave itself, what it measured, and its note; hidden in blind mode until the team scored. */
export function SelfScore() {
  const t = useMessages(formWords);
  const { answer, indicator, blind, reveal } = useDesk();
  const measured = useMeasured(indicator.rule, answer);
  if (blind) {
    return (
      <div className={css.blind}>
        <Icon of={EyeOff} />
        <span className={text.grow}>{t.hidden}</span>
        <Button size="small" icon={Eye} onPress={reveal}>
          {t.show}
        </Button>
      </div>
    );
  }
  const points = answer?.selfPoints ?? null;
  return (
    <div className={css.self}>
      <span className={text.label}>{t.self}</span>
      {points === null ? (
        <span className={css.selfNote}>{t.noSelf}</span>
      ) : (
        <>
          <ScoreToken points={points} full={indicator.points} />
          <span className={css.selfNote}>
            {measured}
            {measured !== null && answer?.note !== '' && ' '}
            {answer !== null && answer.note !== '' && `“${answer.note}”`}
          </span>
        </>
      )}
    </div>
  );
}

function useMeasured(rule: Rule, answer: Answer | null): string | null {
  const t = useMessages(formWords);
  const language = useLanguage();
  const format = useFormat();
  const measure = answer?.measure ?? null;
  if (measure === null) return null;
  switch (measure.kind) {
    case 'percent': {
      if (rule.kind !== 'percent') return null;
      const unit = textIn(rule.unit, language);
      const parts = t.outOf(format.digits(measure.numerator), format.digits(measure.denominator), unit);
      return `${parts} ${t.percentOf(format.percent(percentOf(measure)))}`;
    }
    case 'checklist':
      return rule.kind === 'checklist'
        ? t.itemsDone(format.number(measure.ticked.length), format.number(rule.items.length))
        : null;
    case 'deadline':
      return measure.doneOn === null ? t.notDoneBySelf : t.doneOnDay(format.date(measure.doneOn, 'long'));
  }
}

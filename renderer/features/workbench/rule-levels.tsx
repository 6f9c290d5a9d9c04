import { RadioButton, RadioField, RadioGroup } from 'react-aria-components';
import type { LevelsRule } from '#common/domain/instrument.ts';
import { textIn } from '#common/domain/text.ts';
import { Kbd } from '#renderer/components/kbd.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { formWords } from './form-words.ts';
import css from './form.module.css';

/** The described levels, best first; the number in front is also the key. */
export function RuleLevels({
  rule,
  points,
  locked,
  onChoose,
}: {
  readonly rule: LevelsRule;
  readonly points: number | null;
  readonly locked: boolean;
  readonly onChoose: (points: number) => void;
}) {
  const t = useMessages(formWords);
  const language = useLanguage();
  const format = useFormat();
  return (
    <RadioGroup
      className={css.levels ?? ''}
      aria-label={t.team}
      value={points === null ? null : String(points)}
      isReadOnly={locked}
      onChange={(value) => onChoose(Number(value))}
    >
      {rule.levels.map((level) => (
        <RadioField
          key={level.points}
          value={String(level.points)}
          aria-label={`${t.points(String(level.points))}: ${textIn(level.text, language)}`}
        >
          <RadioButton className={css.level ?? ''}>
            <span className={css.levelPoints}>{format.number(level.points)}</span>
            <span className={css.levelText}>{textIn(level.text, language)}</span>
            {level.points < 10 && <Kbd keys={String(level.points)} />}
          </RadioButton>
        </RadioField>
      ))}
    </RadioGroup>
  );
}

import { Check } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { RadioButton, RadioField, RadioGroup } from 'react-aria-components';
import { Button } from '#renderer/components/button.tsx';
import { ScoreToken } from '#renderer/components/score-token.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import text from '#renderer/styles/text.module.css';
import { formWords } from './form-words.ts';
import css from './form.module.css';

/** The rule proposes, a person decides: one key confirms, deviating is allowed and asks for a sentence elsewhere. */
export function Proposal({
  proposed,
  points,
  full,
  allowed,
  locked,
  note,
  clear,
  onChoose,
}: {
  readonly proposed: number | null;
  readonly points: number | null;
  readonly full: number;
  readonly allowed: readonly number[];
  readonly locked: boolean;
  readonly note: string | null;
  /** Button that takes the score back, if there is one. */
  readonly clear: ReactNode;
  readonly onChoose: (points: number) => void;
}) {
  const t = useMessages(formWords);
  const format = useFormat();
  const [deviating, setDeviating] = useState(false);
  const differs = points !== null && proposed !== null && points !== proposed;
  const isConfirmed = points !== null && points === proposed;
  if (proposed === null && points === null && !deviating) {
    return locked ? null : (
      <Button look="quiet" size="small" className={css.start} onPress={() => setDeviating(true)}>
        {t.override}
      </Button>
    );
  }
  return (
    <div className={css.proposal}>
      <ScoreToken points={points ?? proposed} full={full} size="large" />
      <div className={text.grow}>
        <b>{proposed === null ? t.choose : t.byRule(format.number(proposed))}</b>
        <div className={css.proposalNote}>
          {isConfirmed ? t.confirmed(format.number(points)) : differs ? t.given(format.number(points)) : note}
        </div>
      </div>
      {!locked && (
        <div className={css.deviate}>
          {deviating || differs || proposed === null ? (
            <>
              <RadioGroup
                className={css.choices ?? ''}
                aria-label={t.choose}
                orientation="horizontal"
                value={points === null ? null : String(points)}
                onChange={(value) => onChoose(Number(value))}
              >
                {allowed.map((value) => (
                  <RadioField key={value} value={String(value)} aria-label={t.points(String(value))}>
                    <RadioButton className={css.choice ?? ''}>{format.number(value)}</RadioButton>
                  </RadioField>
                ))}
              </RadioGroup>
              {proposed !== null && (
                <Button
                  look="quiet"
                  size="small"
                  onPress={() => {
                    setDeviating(false);
                    onChoose(proposed);
                  }}
                >
                  {t.back}
                </Button>
              )}
            </>
          ) : (
            <>
              {!isConfirmed && (
                <Button
                  look="primary"
                  icon={Check}
                  keys="Enter"
                  className={css.confirm}
                  onPress={() => onChoose(proposed)}
                >
                  {t.confirm(format.number(proposed))}
                </Button>
              )}
              <Button onPress={() => setDeviating(true)}>{t.override}</Button>
            </>
          )}
          {clear}
        </div>
      )}
    </div>
  );
}

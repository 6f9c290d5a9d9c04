import { Check } from 'lucide-react';
import type { PercentRule } from '#common/domain/instrument.ts';
import { percentDifference, percentOf } from '#common/domain/rule.ts';
import { textIn } from '#common/domain/text.ts';
import { Icon } from '#renderer/components/icon.tsx';
import { TextField } from '#renderer/components/text-field.tsx';
import { cx } from '#renderer/lib/classes.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import text from '#renderer/styles/text.module.css';
import { useDesk } from './desk.ts';
import { formWords } from './form-words.ts';
import { exceeds } from './measure-input.ts';
import type { ScoreFields } from './score-fields.ts';
import css from './form.module.css';

/** Two numbers, their percent to two decimals, and where it lies among the bands. */
export function RulePercent({
  rule,
  fields,
  proposed,
}: {
  readonly rule: PercentRule;
  readonly fields: ScoreFields;
  readonly proposed: number | null;
}) {
  const t = useMessages(formWords);
  const language = useLanguage();
  const format = useFormat();
  const { measure, values } = fields;
  const percent = measure === 'incomplete' ? null : percentOf(measure);
  const number = (field: 'numerator' | 'denominator') => {
    const problem = fields.problem(field);
    return (
      <TextField
        label={`${textIn(rule[field], language)} (${textIn(rule.unit, language)})`}
        value={values[field]}
        onChange={(typed) => fields.setText(field, typed)}
        onBlur={fields.flush}
        error={problem && t[problem]}
        maxLength={24}
      />
    );
  };
  return (
    <>
      <div className={css.calculator}>
        {number('numerator')}
        <span className={css.divide} aria-hidden>
          ÷
        </span>
        {number('denominator')}
      </div>
      <div className={css.result} aria-live="polite">
        <span className={text.label}>{t.result}</span>
        {percent === null ? (
          <span className={cx(text.third, text.small)}>{t.noResult}</span>
        ) : (
          <>
            <b className={css.figure}>{t.percent(format.percent(percent))}</b>
            <span className={cx(text.third, text.meta)}>
              {values.numerator.trim()} ÷ {values.denominator.trim()} × {format.number(100)}
            </span>
          </>
        )}
      </div>
      <SelfPercent percent={percent} />
      {percent !== null && exceeds(values) && <p className={css.caution}>{t.exceeds}</p>}
      <BandAxis rule={rule} percent={percent} />
      <div>
        <div className={cx(text.label, css.above)}>{t.computed}</div>
        <ol className={css.bands}>
          {rule.bands.map((band) => (
            <li
              key={`${band.from}-${String(band.points)}`}
              className={cx(css.band, band.points === proposed && css.bandOn)}
              aria-current={band.points === proposed ? 'true' : undefined}
            >
              <b>{format.number(band.points)}</b>
              <span>{textIn(band.text, language)}</span>
              {band.points === proposed && <Icon of={Check} />}
            </li>
          ))}
        </ol>
      </div>
    </>
  );
}

/** The LAO's own percent beside the team's, and how far they are apart. */
function SelfPercent({ percent }: { readonly percent: string | null }) {
  const t = useMessages(formWords);
  const format = useFormat();
  const { answer, blind } = useDesk();
  const own = answer?.measure ?? null;
  const self = percentOf(own);
  if (blind || self === null || own?.kind !== 'percent') return null;
  const value = `${format.digits(own.numerator)} ÷ ${format.digits(own.denominator)} = ${t.percent(format.percent(self))}`;
  const difference = percent === null ? null : percentDifference(percent, self);
  return (
    <p className={css.compared}>
      {difference === null ? t.selfReported(value) : t.selfDiffers(value, format.digits(difference))}
    </p>
  );
}

/** Decoration: the bands as a line from 0 to 100, and a pin at the result. */
function BandAxis({ rule, percent }: { readonly rule: PercentRule; readonly percent: string | null }) {
  const format = useFormat();
  const starts = rule.bands
    .map((band) => ({ points: band.points, from: Math.min(100, Number(band.from)) }))
    .toReversed();
  const full = rule.bands[0]?.points ?? 1;
  return (
    <div className={css.axis} aria-hidden>
      <div className={css.track}>
        {starts.map((band, index) => (
          <i
            key={band.points}
            className={band.points >= full ? css.high : band.points * 2 >= full ? css.middle : css.low}
            style={{ width: `${String((starts[index + 1]?.from ?? 100) - band.from)}%` }}
          />
        ))}
      </div>
      {starts
        .filter((band) => band.from > 0 && band.from < 100)
        .map((band) => (
          <em key={band.points} style={{ left: `${String(band.from)}%` }}>
            {format.number(band.from)}
          </em>
        ))}
      {percent !== null && <span className={css.pin} style={{ left: `${String(Math.min(100, Number(percent)))}%` }} />}
    </div>
  );
}

import type { Instrument } from '#common/domain/instrument.ts';
import type { Totals } from '#common/domain/totals.ts';
import { Bar } from '#renderer/components/bar.tsx';
import { Card } from '#renderer/components/card.tsx';
import { Chip } from '#renderer/components/chip.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useSettings } from '#renderer/lib/settings.ts';
import { finaliseWords } from './words.ts';
import css from './result-card.module.css';

/** Both percentages are always shown, with the one that decides marked; never one without its method. */
export function ResultCard({ instrument, totals }: { readonly instrument: Instrument; readonly totals: Totals }) {
  const t = useMessages(finaliseWords);
  const format = useFormat();
  const { language, blindMode } = useSettings();
  const { teamOverall, selfOverall, method } = totals;
  const complete = totals.settled === totals.indicators;
  const scoredFull = totals.aspects.reduce((sum, row) => sum + row.scoredFull, 0);
  const mean = { percent: teamOverall.meanOfAspects, label: t.meanLabel };
  const ratio = {
    percent: teamOverall.pointsRatio,
    label: t.ratioLabel(format.number(totals.team), format.number(scoredFull)),
  };
  const [deciding, other] = method === 'mean-of-aspects' ? [mean, ratio] : [ratio, mean];
  const grade = instrument.grades.find((one) => one.id === teamOverall.grade);
  return (
    <Card label={t.result} className={css.card}>
      <header className={css.head}>
        <h1>{t.result}</h1>
        <span>{t.method(format.digits(String(instrument.year)), t[method])}</span>
      </header>
      <div className={css.figures}>
        <div>
          <div className={css.display}>{format.percent(deciding.percent)}</div>
          <div className={css.label}>
            {deciding.label} · {t.decides}
          </div>
        </div>
        {grade && (
          <Chip tone="accent" className={css.grade}>
            {t.grade(grade.name[language])}
          </Chip>
        )}
        <span className={css.space} />
        <div className={css.side}>
          <div className={css.second}>{format.percent(other.percent)}</div>
          <div className={css.label}>
            {other.label} ({t.compared})
          </div>
        </div>
        <div className={css.side}>
          <div className={css.second}>{blindMode && !complete ? t.hidden : format.percent(selfOverall.deciding)}</div>
          <div className={css.label}>{t.selfLabel}</div>
        </div>
      </div>
      {(!complete || instrument.sample) && (
        <p className={css.label}>
          {[
            ...(complete ? [] : [t.soFar(format.number(totals.settled), format.number(totals.indicators))]),
            ...(instrument.sample ? [t.sample] : []),
          ].join(' · ')}
        </p>
      )}
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t.aspect}</th>
            <th scope="col">{t.self}</th>
            <th scope="col">{t.team}</th>
            <th scope="col">{t.full}</th>
            <th scope="col">{t.percent}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {totals.aspects.map((row) => (
            <tr key={row.aspect}>
              <th scope="row">
                {format.digits(String(row.aspect))}{' '}
                {instrument.aspects.find((aspect) => aspect.number === row.aspect)?.title[language]}
              </th>
              <td className={css.quiet}>{format.number(row.scoredSelf)}</td>
              <td>
                <b>{format.number(row.team)}</b>
              </td>
              <td className={css.quiet}>{format.number(row.scoredFull)}</td>
              <td>
                <b>{format.percent(row.teamPercent)}</b>
              </td>
              <td className={css.bar}>
                <Bar share={Number(row.teamPercent ?? 0) / 100} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

import { useQuery } from '@tanstack/react-query';
import type { Output } from '#common/contract/contract.ts';
import type { SubmissionDetail } from '#common/contract/channels/submission.ts';
import { applicableIndicators } from '#common/domain/scoring.ts';
import { textIn } from '#common/domain/text.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { query } from '#renderer/lib/queries.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { timeWords } from './time-words.ts';
import { activityWords } from './words.ts';
import css from './activity.module.css';

/** Time per aspect, and the indicators that took the longest. */
export function TimeTable({
  detail,
  most,
}: {
  readonly detail: SubmissionDetail;
  /** Indicators to name. */
  readonly most: number;
}) {
  const t = useMessages(activityWords);
  const { data } = useQuery({ ...query('review.time', { submission: detail.summary.id }), staleTime: 0 });
  if (!data) return null;
  if (data.total === 0) return <p className={css.text}>{t.noTime}</p>;
  return (
    <>
      <Aspects detail={detail} time={data} />
      <Slowest detail={detail} time={data} most={most} />
    </>
  );
}

type Time = Output<'review.time'>;

function Aspects({ detail, time }: { readonly detail: SubmissionDetail; readonly time: Time }) {
  const t = useMessages(activityWords);
  const language = useLanguage();
  const format = useFormat();
  const { instrument, manifest } = detail;
  const indicators = applicableIndicators(instrument, manifest.lao.type);
  const say = (ms: number) => timeWords(ms, t, format);
  return (
    <table className={css.table}>
      <thead>
        <tr>
          <th scope="col">{t.aspectName}</th>
          <th scope="col">{t.minutes}</th>
          <th scope="col">{t.perIndicator}</th>
        </tr>
      </thead>
      <tbody>
        {instrument.aspects.map((aspect) => {
          const times = indicators
            .filter((indicator) => indicator.aspect === aspect.number)
            .map(({ id }) => time.indicators[id] ?? 0)
            .filter((ms) => ms > 0);
          const sum = times.reduce((all, ms) => all + ms, 0);
          return (
            <tr key={aspect.number}>
              <th scope="row">{t.aspect(format.number(aspect.number), textIn(aspect.title, language))}</th>
              <td>{say(sum)}</td>
              <td>{say(times.length === 0 ? 0 : sum / times.length)}</td>
            </tr>
          );
        })}
        <tr>
          <th scope="row">{t.other}</th>
          <td>{say(time.other)}</td>
          <td />
        </tr>
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t.total}</th>
          <td>{say(time.total)}</td>
          <td />
        </tr>
      </tfoot>
    </table>
  );
}

function Slowest({
  detail,
  time,
  most,
}: {
  readonly detail: SubmissionDetail;
  readonly time: Time;
  readonly most: number;
}) {
  const t = useMessages(activityWords);
  const language = useLanguage();
  const format = useFormat();
  const slowest = Object.entries(time.indicators)
    .sort(([, a], [, b]) => b - a)
    .slice(0, most)
    .flatMap(([id, ms]) =>
      detail.instrument.indicators.filter((one) => one.id === id).map((indicator) => ({ indicator, ms })),
    );
  if (slowest.length === 0) return null;
  return (
    <>
      <h3 className={css.label}>{t.slowest}</h3>
      <ol className={css.slowest}>
        {slowest.map(({ indicator, ms }) => (
          <li key={indicator.id}>
            <a className={css.slow} href={`#/s/${detail.summary.id}/review/${indicator.id}`}>
              <span className={css.clip}>
                {t.indicator(format.digits(indicator.number), textIn(indicator.title, language))}
              </span>
              <b>{timeWords(ms, t, format)}</b>
            </a>
          </li>
        ))}
      </ol>
    </>
  );
}

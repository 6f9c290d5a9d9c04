import type { ReviewSnapshot } from '#common/contract/channels/review.ts';
import type { SubmissionDetail } from '#common/contract/channels/submission.ts';
import { Bar } from '#renderer/components/bar.tsx';
import { Card } from '#renderer/components/card.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useSettings } from '#renderer/lib/settings.ts';
import { overviewWords } from './words.ts';
import css from './overview.module.css';

export function ProgressCard({
  detail,
  snapshot,
}: {
  readonly detail: SubmissionDetail;
  readonly snapshot: ReviewSnapshot;
}) {
  const t = useMessages(overviewWords);
  const format = useFormat();
  const { blindMode } = useSettings();
  const { totals } = snapshot;
  const { instrument, manifest } = detail;
  const provincial = instrument.indicators.filter(
    (indicator) => indicator.provincial && indicator.appliesTo.includes(manifest.lao.type),
  ).length;
  const complete = totals.settled === totals.indicators;
  return (
    <Card label={t.scored} className={css.progress}>
      <div>
        <div className={css.label}>{t.scored}</div>
        <div className={css.figure}>
          {format.number(totals.settled)}
          <small>{t.ofAll(format.number(totals.indicators))}</small>
        </div>
      </div>
      <div className={css.grow}>
        <Bar tall share={totals.indicators === 0 ? 0 : totals.settled / totals.indicators} />
        <div className={css.counts}>
          <span>{t.removed(format.number(totals.notApplicable))}</span>
          <span>{t.pilots(format.number(totals.pilots))}</span>
          <span>{t.provincial(format.number(provincial))}</span>
        </div>
        {instrument.sample && <div className={css.sample}>{t.sampleInstrument}</div>}
      </div>
      <div className={css.overall}>
        <div className={css.label}>{t.selfOverall}</div>
        <div className={css.second}>
          {blindMode && !complete ? t.hidden : format.percent(totals.selfOverall.deciding)}
        </div>
      </div>
      <div>
        <div className={css.label}>{complete ? t.teamFinal : t.teamOverall}</div>
        <div className={css.accent}>{format.percent(totals.teamOverall.deciding)}</div>
      </div>
    </Card>
  );
}

import { useState } from 'react';
import type { ReviewSnapshot } from '#common/contract/channels/review.ts';
import type { SubmissionDetail } from '#common/contract/channels/submission.ts';
import { Card } from '#renderer/components/card.tsx';
import { DateField } from '#renderer/components/date-field.tsx';
import { ErrorState, Waiting } from '#renderer/components/screen-state.tsx';
import { Segmented } from '#renderer/components/segmented.tsx';
import { useFormat, useToday } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useReview } from '#renderer/lib/use-review.ts';
import { ChangeList } from './change-list.tsx';
import type { Since } from './since.ts';
import { TimeTable } from './time-table.tsx';
import { grouped, peopleOf, useActivity } from './use-activity.ts';
import { activityWords } from './words.ts';
import css from './activity.module.css';

/** What changed since a time, and how long everything took. */
export function ActivityScreen({ submission }: { readonly submission: string }) {
  const { detail, snapshot, error, retry } = useReview(submission);
  if (error) return <ErrorState error={error} onRetry={retry} />;
  if (!detail || !snapshot) return <Waiting />;
  return <Loaded detail={detail} snapshot={snapshot} />;
}

function Loaded({ detail, snapshot }: { readonly detail: SubmissionDetail; readonly snapshot: ReviewSnapshot }) {
  const t = useMessages(activityWords);
  return (
    <div className={css.page}>
      <Card label={t.changes} className={css.panel}>
        <Changes detail={detail} snapshot={snapshot} />
      </Card>
      <Card label={t.time} className={css.panel}>
        <div className={css.scroll} data-pane>
          <h2>{t.time}</h2>
          <p className={css.text}>{t.timeText}</p>
          <TimeTable detail={detail} most={15} />
        </div>
      </Card>
    </div>
  );
}

function Changes({ detail, snapshot }: { readonly detail: SubmissionDetail; readonly snapshot: ReviewSnapshot }) {
  const t = useMessages(activityWords);
  const format = useFormat();
  const today = useToday();
  const [choice, setChoice] = useState<Since>('yesterday');
  const [day, setDay] = useState(today);
  const { data, error, refetch } = useActivity(snapshot.submission, choice, day);
  return (
    <>
      <header className={css.head}>
        <h1>{t.changes}</h1>
        <Segmented
          label={t.since}
          value={choice}
          onChange={setChoice}
          options={(['session', 'yesterday', 'week', 'day'] as const).map((value) => ({ value, label: t[value] }))}
        />
        {choice === 'day' && (
          <DateField label={t.chosenDay} value={day} onChange={(chosen) => setDay(chosen ?? today)} size="compact" />
        )}
        {data?.since && (
          <div className={css.text}>
            {t.sinceAt(format.dateTime(data.since))}
            {data.lines.length > 0 &&
              ` · ${t.sum(format.number(data.lines.length + data.more), format.number(countIndicators(data.lines)))} · ${t.by(peopleOf(data.lines).join(', '))}`}
          </div>
        )}
      </header>
      <div className={css.scroll} data-pane>
        {error ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : !data ? (
          <Waiting />
        ) : data.lines.length === 0 ? (
          <p className={css.text}>{data.since === null ? t.noSession : t.none}</p>
        ) : (
          <>
            <ChangeList lines={data.lines} detail={detail} snapshot={snapshot} />
            {data.more > 0 && <p className={css.text}>{t.more(format.number(data.more))}</p>}
          </>
        )}
      </div>
    </>
  );
}

const countIndicators = (lines: Parameters<typeof grouped>[0]): number =>
  grouped(lines).filter(({ indicator }) => indicator !== null).length;

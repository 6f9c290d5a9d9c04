import { ArrowRight } from 'lucide-react';
import type { ReviewSnapshot } from '#common/contract/channels/review.ts';
import type { SubmissionDetail } from '#common/contract/channels/submission.ts';
import { Card } from '#renderer/components/card.tsx';
import { LinkButton } from '#renderer/components/button.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useReview } from '#renderer/lib/use-review.ts';
import { ChangeList } from './change-list.tsx';
import { TimeTable } from './time-table.tsx';
import { grouped, peopleOf, useActivity } from './use-activity.ts';
import { activityWords } from './words.ts';
import css from './activity.module.css';

/** For the overview: the newest of what changed since yesterday, and what took the longest. */
export function ActivityCard({ submission }: { readonly submission: string }) {
  const { detail, snapshot } = useReview(submission);
  if (!detail || !snapshot) return null;
  return (
    <div className={css.cards}>
      <SinceYesterday detail={detail} snapshot={snapshot} />
      <TimeSpent detail={detail} />
    </div>
  );
}

function SinceYesterday({
  detail,
  snapshot,
}: {
  readonly detail: SubmissionDetail;
  readonly snapshot: ReviewSnapshot;
}) {
  const t = useMessages(activityWords);
  const format = useFormat();
  const { data } = useActivity(snapshot.submission, 'yesterday', '');
  const lines = data?.lines ?? [];
  const indicators = grouped(lines).filter(({ indicator }) => indicator !== null).length;
  return (
    <Card label={t.cardTitle} className={css.card}>
      <header className={css.cardHead}>
        <h2>{t.cardTitle}</h2>
        <LinkButton look="quiet" size="small" icon={ArrowRight} to={`/s/${snapshot.submission}/activity`}>
          {t.all}
        </LinkButton>
      </header>
      {lines.length === 0 ? (
        <p className={css.text}>{t.none}</p>
      ) : (
        <>
          <p className={css.text}>
            {t.sum(format.number(lines.length + (data?.more ?? 0)), format.number(indicators))} ·{' '}
            {t.by(peopleOf(lines).join(', '))}
          </p>
          <ChangeList lines={lines.slice(0, 4)} detail={detail} snapshot={snapshot} most={3} />
        </>
      )}
    </Card>
  );
}

function TimeSpent({ detail }: { readonly detail: SubmissionDetail }) {
  const t = useMessages(activityWords);
  return (
    <Card label={t.time} className={css.card}>
      <header className={css.cardHead}>
        <h2>{t.time}</h2>
      </header>
      <TimeTable detail={detail} most={3} />
      <p className={css.text}>{t.timeText}</p>
    </Card>
  );
}

import { ArrowRight, FileQuestionMark, Signature } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { ReviewSnapshot } from '#common/contract/channels/review.ts';
import type { SubmissionDetail } from '#common/contract/channels/submission.ts';
import { laoFullName } from '#common/domain/lao.ts';
import { deadlineOf } from '#common/domain/submission.ts';
import { LinkButton } from '#renderer/components/button.tsx';
import { Note } from '#renderer/components/note.tsx';
import { ErrorState, Waiting } from '#renderer/components/screen-state.tsx';
import { useCommands } from '#renderer/lib/commands.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { useReview } from '#renderer/lib/use-review.ts';
import { AspectTable } from './aspect-table.tsx';
import { ChangesCard } from './changes-card.tsx';
import { Facts } from './facts.tsx';
import { GapList } from './gap-list.tsx';
import { nextIndicator } from './next-indicator.ts';
import { ProgressCard } from './progress-card.tsx';
import { TeamCard } from './team-card.tsx';
import { VisitCard } from './visit-card.tsx';
import { overviewWords } from './words.ts';
import css from './overview.module.css';

/** What stands, what is missing, where to go on. */
export function Overview({
  submission,
  activity,
}: {
  readonly submission: string;
  /** What changed lately and how long it took, below the scores. */
  readonly activity: ReactNode;
}) {
  const { detail, snapshot, error, retry } = useReview(submission);
  if (error) return <ErrorState error={error} onRetry={retry} />;
  if (!detail || !snapshot) return <Waiting />;
  return <Loaded detail={detail} snapshot={snapshot} activity={activity} />;
}

function Loaded({
  detail,
  snapshot,
  activity,
}: {
  readonly detail: SubmissionDetail;
  readonly snapshot: ReviewSnapshot;
  readonly activity: ReactNode;
}) {
  const t = useMessages(overviewWords);
  const [, go] = useLocation();
  const id = snapshot.submission;
  const asked = snapshot.review.requests.filter(({ done }) => !done).length;
  const next = nextIndicator(detail, snapshot);
  const target = next === null ? `/s/${id}/sign` : `/s/${id}/review/${next.id}`;
  const format = useFormat();
  const label = next === null ? t.toSign : t.continueAt(format.digits(next.number));
  useCommands([{ id: 'continue', label, shortcut: 'Enter', hint: t.continueHint, run: () => go(target) }]);
  return (
    <div className={css.page}>
      <header className={css.head}>
        <Title detail={detail} />
        <LinkButton to={`/s/${id}/requests`} icon={FileQuestionMark} keys="Shift+Q">
          {t.requests(format.number(asked))}
        </LinkButton>
        <LinkButton look="primary" to={target} icon={next === null ? Signature : ArrowRight} keys="Enter">
          {label}
        </LinkButton>
      </header>
      {snapshot.review.finalised && <Note tone="ok">{t.locked}</Note>}
      <div className={css.columns}>
        <div className={css.main} data-pane>
          <ProgressCard detail={detail} snapshot={snapshot} />
          <ChangesCard detail={detail} snapshot={snapshot} />
          <AspectTable instrument={detail.instrument} totals={snapshot.totals} />
          {activity}
          <VisitCard submission={id} review={snapshot.review} />
          <TeamCard detail={detail} review={snapshot.review} />
        </div>
        <aside className={css.side} data-pane>
          <GapList detail={detail} snapshot={snapshot} />
          <Facts detail={detail} />
        </aside>
      </div>
    </div>
  );
}

function Title({ detail }: { readonly detail: SubmissionDetail }) {
  const t = useMessages(overviewWords);
  const format = useFormat();
  const language = useLanguage();
  const { lao, assignment, round } = detail.manifest;
  const { visit } = assignment;
  const parts = [
    t.place(lao.district, lao.province, lao.code),
    ...(visit ? [t.visit(format.date(visit.date, 'long'), visit.place)] : []),
    t.deadline(format.date(deadlineOf(round))),
  ];
  return (
    <div className={css.title}>
      <h1>{laoFullName(lao, language)}</h1>
      <div className={css.meta}>{parts.join(' · ')}</div>
    </div>
  );
}

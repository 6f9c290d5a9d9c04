import { useQuery } from '@tanstack/react-query';
import { ArrowRight, ShieldAlert, ShieldCheck } from 'lucide-react';
import type { SubmissionSummary } from '#common/contract/channels/submission.ts';
import { laoTypeLong } from '#common/domain/lao.ts';
import { Card } from '#renderer/components/card.tsx';
import { LinkButton } from '#renderer/components/button.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { useFormat, useToday } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { submissionQuery } from '#renderer/lib/queries.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { assignmentWords } from './words.ts';
import css from './assignments.module.css';

/** One press goes on where the work stopped. */
export function ContinueCard({ next }: { readonly next: SubmissionSummary | null }) {
  const t = useMessages(assignmentWords);
  const format = useFormat();
  const today = t.todayIs(format.date(useToday(), 'weekday'));
  return (
    <Card className={css.continue}>
      <div className={css.grow}>
        <div className={css.label}>{today}</div>
        {next ? <Next row={next} /> : <b>{t.allSettled}</b>}
      </div>
      {next && (
        <LinkButton look="primary" size="large" to={targetOf(next)} icon={ArrowRight} autoFocus>
          {isSettled(next) ? t.sign : next.settled > 0 ? t.continue : t.start}
        </LinkButton>
      )}
    </Card>
  );
}

const isSettled = (row: SubmissionSummary): boolean => row.settled === row.indicators;

const targetOf = (row: SubmissionSummary): string => {
  if (isSettled(row)) return `/s/${row.id}/sign`;
  return row.lastIndicator === null ? `/s/${row.id}/review` : `/s/${row.id}/review/${row.lastIndicator}`;
};

function Next({ row }: { readonly row: SubmissionSummary }) {
  const t = useMessages(assignmentWords);
  const format = useFormat();
  const language = useLanguage();
  const { data } = useQuery({ ...submissionQuery(row.id), enabled: row.lastIndicator !== null });
  const last = data?.instrument.indicators.find((indicator) => indicator.id === row.lastIndicator);
  const left = row.indicators - row.settled;
  const name = language === 'th' ? `${laoTypeLong[row.laoType].th}${row.laoName}` : row.laoName;
  return (
    <>
      <h2 className={css.clip}>
        {name} <span className={css.third}>{t.district2(row.district)}</span>
      </h2>
      <div className={css.stopped}>
        {left === 0 ? t.allSettled : t.left(format.number(left))}
        {last && left > 0 && ` · ${t.stoppedAt(format.digits(last.number), last.title[language])}`}
      </div>
    </>
  );
}

/** Whether all that came in is whole. */
export function ReadyCard({ rows }: { readonly rows: readonly SubmissionSummary[] }) {
  const t = useMessages(assignmentWords);
  const format = useFormat();
  const broken = rows.reduce((sum, row) => sum + row.quarantined, 0);
  const files = rows.reduce((sum, row) => sum + row.files, 0);
  return (
    <Card className={css.ready}>
      <Icon of={broken > 0 ? ShieldAlert : ShieldCheck} className={broken > 0 ? css.shieldBad : css.shield} />
      <div>
        <b>{broken > 0 ? t.brokenTitle : t.readyTitle}</b>
        <div className={css.stopped}>
          {broken > 0
            ? t.brokenText(format.number(broken))
            : t.readyText(format.number(rows.length), format.number(files))}
        </div>
      </div>
    </Card>
  );
}

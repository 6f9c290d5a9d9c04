import { useQuery } from '@tanstack/react-query';
import { ArrowRight, Download } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { SubmissionSummary } from '#common/contract/channels/submission.ts';
import { laoTypeLong } from '#common/domain/lao.ts';
import { Card } from '#renderer/components/card.tsx';
import { Button, LinkButton } from '#renderer/components/button.tsx';
import { useQueueActions } from '#renderer/lib/download-queue.ts';
import { useFormat, useToday } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { submissionQuery } from '#renderer/lib/queries.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { downloadWords } from './download-words.ts';
import { nextWork } from './rows.ts';
import { sumOf, type WorkRow } from './work-rows.ts';
import { assignmentWords } from './words.ts';
import css from './assignments.module.css';

/** One press goes on where the work stopped; before there is any here, it brings it here. */
export function ContinueCard({ rows }: { readonly rows: readonly WorkRow[] }) {
  const t = useMessages(assignmentWords);
  const format = useFormat();
  const today = t.todayIs(format.date(useToday(), 'weekday'));
  const next = useMemo(() => nextWork(rows), [rows]);
  // Only as the screen opens: a download that becomes ready must not take the focus out of the list.
  const [autoFocus] = useState(next !== null);
  const none = !rows.some(({ here }) => here !== null);
  return (
    <Card className={css.continue}>
      <div className={css.grow}>
        <div className={css.label}>{today}</div>
        {next ? <Next row={next} /> : none ? <NoneHere rows={rows} /> : <AllSettled rows={rows} />}
      </div>
      {!next && none && <BringAll rows={rows} />}
      {next && (
        <LinkButton look="primary" size="large" to={targetOf(next)} icon={ArrowRight} autoFocus={autoFocus}>
          {isSettled(next) ? t.sign : next.settled > 0 ? t.continue : t.start}
        </LinkButton>
      )}
    </Card>
  );
}

/** Everything is still on the server. */
function NoneHere({ rows }: { readonly rows: readonly WorkRow[] }) {
  const t = useMessages(assignmentWords);
  const format = useFormat();
  const { ids, size } = useMemo(() => sumOf(rows), [rows]);
  const coming = rows.some(({ queued }) => queued !== null);
  return (
    <>
      <h2>{t.assignedCount(format.number(rows.length))}</h2>
      <div className={css.stopped}>
        {coming
          ? t.onTheirWay
          : ids.length > 0
            ? t.noneHere(format.number(ids.length), format.bytes(size))
            : t.noneSent}
      </div>
    </>
  );
}

function BringAll({ rows }: { readonly rows: readonly WorkRow[] }) {
  const t = useMessages(downloadWords);
  const queue = useQueueActions();
  const { ids } = useMemo(() => sumOf(rows), [rows]);
  if (ids.length === 0) return null;
  return (
    <Button look="primary" size="large" icon={Download} onPress={() => queue.add(ids)}>
      {t.downloadAllPlain}
    </Button>
  );
}

function AllSettled({ rows }: { readonly rows: readonly WorkRow[] }) {
  const t = useMessages(assignmentWords);
  const format = useFormat();
  const left = useMemo(() => sumOf(rows).ids.length, [rows]);
  return (
    <>
      <h2>{t.allSettled}</h2>
      {left > 0 && <div className={css.stopped}>{t.othersLeft(format.number(left))}</div>}
    </>
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

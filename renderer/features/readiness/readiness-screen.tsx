import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, ShieldQuestionMark } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ReadinessReport } from '#common/contract/channels/readiness.ts';
import type { SubmissionSummary } from '#common/contract/channels/submission.ts';
import { worstLevel } from '#common/domain/readiness.ts';
import { Button, LinkButton } from '#renderer/components/button.tsx';
import { Card } from '#renderer/components/card.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { Note } from '#renderer/components/note.tsx';
import { EmptyState, ErrorState, Waiting } from '#renderer/components/screen-state.tsx';
import { cx } from '#renderer/lib/classes.ts';
import { errorText } from '#renderer/lib/errors.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { submissionsQuery } from '#renderer/lib/queries.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { CheckLine } from './check-line.tsx';
import type { CheckState } from './check-run.ts';
import { momentText, verdictIcons, verdictTitle } from './looks.ts';
import { RunningCheck } from './running.tsx';
import { readinessQuery, useCheck } from './use-check.ts';
import { verdictOf, type Verdict } from './verdict.ts';
import { readinessWords } from './words.ts';
import css from './readiness.module.css';

/** The check while it runs, and what it found: worst first, each line one thing to know and to do. */
export function ReadinessScreen() {
  const t = useMessages(readinessWords);
  const { state, start, cancel, forget } = useCheck();
  useEffect(() => forget, [forget]);
  const { data: report, error, refetch } = useQuery(readinessQuery());
  const { data: rows } = useQuery(submissionsQuery());
  if (error && report === undefined) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (report === undefined || rows === undefined) return <Waiting />;
  const isRunning = state.kind === 'hashing' || state.kind === 'decoding';
  const verdict = verdictOf(report, rows);
  return (
    <div className={css.page} data-pane>
      <header className={css.top}>
        <div className={css.grow}>
          <h1>{t.title}</h1>
          <p className={css.text}>{t.intro}</p>
        </div>
        <LinkButton icon={ArrowLeft} to="/">
          {t.back}
        </LinkButton>
        {!isRunning && rows.length > 0 && (
          <Button look="primary" onPress={start}>
            {report === null ? t.check : t.again}
          </Button>
        )}
      </header>
      <Ended state={state} />
      {isRunning ? (
        <RunningCheck state={state} onCancel={cancel} />
      ) : report === null || rows.length === 0 ? (
        <Nothing rows={rows} />
      ) : (
        <Result report={report} verdict={verdict} />
      )}
    </div>
  );
}

/** Why there is no new result. */
function Ended({ state }: { readonly state: CheckState }) {
  const t = useMessages(readinessWords);
  const language = useLanguage();
  if (state.kind === 'cancelled')
    return (
      <Note live tone="info">
        {t.cancelled}
      </Note>
    );
  if (state.kind === 'failed')
    return (
      <Note live tone="bad">
        {t.failed} {errorText(state.error, language)}
      </Note>
    );
  return null;
}

function Nothing({ rows }: { readonly rows: readonly SubmissionSummary[] }) {
  const t = useMessages(readinessWords);
  return (
    <Card className={css.result}>
      <EmptyState icon={ShieldQuestionMark} title={rows.length === 0 ? t.noneTitle : t.neverTitle}>
        {rows.length === 0 ? t.noneText : t.neverLong}
      </EmptyState>
    </Card>
  );
}

const weight = { bad: 0, look: 1, good: 2 } as const;

function Result({ report, verdict }: { readonly report: ReadinessReport; readonly verdict: Verdict }) {
  const t = useMessages(readinessWords);
  const format = useFormat();
  const lines = report.items.toSorted((a, b) => weight[a.level] - weight[b.level]);
  const band = verdict.kind === 'changed' ? 'changed' : worstLevel(report.items.map(({ level }) => level));
  const facts = [
    t.places(format.number(report.submissions)),
    t.files(format.number(report.files)),
    format.bytes(report.bytes),
    t.checkedAt(momentText(report.at, format)),
  ];
  const head = useRef<HTMLDivElement>(null);
  // What the keyboard stood on has made room for the result: reading goes on here.
  useEffect(() => {
    if (document.activeElement === document.body) head.current?.focus();
  }, [report.at]);
  return (
    <Card label={t.checks} className={css.result}>
      <div ref={head} tabIndex={-1} className={cx(css.band, css[band])} role="status">
        <Icon of={verdictIcons[verdict.kind]} className={css.shield} />
        <div className={css.grow}>
          <h2>{verdictTitle(verdict, t, format)}</h2>
          <div className={css.bandText}>
            {verdict.kind === 'changed' && `${t.changedText} · `}
            {facts.join(' · ')}
          </div>
        </div>
      </div>
      <ul className={css.lines} key={report.at}>
        {lines.map((item) => (
          <CheckLine key={item.check} item={item} report={report} />
        ))}
      </ul>
    </Card>
  );
}

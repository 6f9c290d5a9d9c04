import { useQuery } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { Bar } from '#renderer/components/bar.tsx';
import { Button, LinkButton } from '#renderer/components/button.tsx';
import { Card } from '#renderer/components/card.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { cx } from '#renderer/lib/classes.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { submissionsQuery } from '#renderer/lib/queries.ts';
import { isRunning, shareOf, type CheckState } from './check-run.ts';
import { momentText, verdictIcons, verdictTitle } from './looks.ts';
import { readinessPlace, readinessQuery, useCheck } from './use-check.ts';
import { verdictOf } from './verdict.ts';
import { readinessWords } from './words.ts';
import css from './readiness-card.module.css';

/** Whether this computer was proven ready for the field, when, and the one button that proves it. */
export function ReadinessCard() {
  const t = useMessages(readinessWords);
  const format = useFormat();
  const [, go] = useLocation();
  const { state, start } = useCheck();
  const { data: report } = useQuery(readinessQuery());
  const { data: rows } = useQuery(submissionsQuery());
  if (isRunning(state)) return <RunningCard state={state} />;
  if (report === undefined) return <Card className={css.card}>{null}</Card>;
  const verdict = verdictOf(report, rows);
  const { kind } = verdict;
  const isKnown = kind === 'good' || kind === 'look' || kind === 'bad';
  const text =
    isKnown && report ? [t.places(format.number(report.submissions)), t.files(format.number(report.files))] : [];
  return (
    <Card label={t.title} className={css.card}>
      <Icon of={verdictIcons[kind]} className={cx(css.shield, css[kind])} />
      <div className={css.words}>
        <b>{verdictTitle(verdict, t, format)}</b>
        <div className={css.text}>
          {kind === 'none' && t.noneText}
          {kind === 'never' && t.neverText}
          {text.join(' ')}
          {report && kind !== 'none' && `${isKnown ? ' · ' : ''}${t.checkedAt(momentText(report.at, format))}`}
        </div>
      </div>
      {isKnown && <LinkButton to={readinessPlace}>{t.result}</LinkButton>}
      {(kind === 'never' || kind === 'changed') && (
        <Button
          onPress={() => {
            start();
            go(readinessPlace);
          }}
        >
          {t.check}
        </Button>
      )}
    </Card>
  );
}

function RunningCard({ state }: { readonly state: CheckState }) {
  const t = useMessages(readinessWords);
  return (
    <Card label={t.title} className={css.card}>
      <div className={css.words}>
        <b>{t.runningTitle}</b>
        <div className={css.text}>{state.kind === 'decoding' ? t.decoding : t.hashing}</div>
        <Bar share={shareOf(state)} className={css.bar} />
      </div>
      <LinkButton to={readinessPlace}>{t.watch}</LinkButton>
    </Card>
  );
}

import {
  FileDiff,
  FileQuestionMark,
  Flag,
  FlaskConical,
  MailQuestionMark,
  MapPin,
  Monitor,
  Quote,
  TriangleAlert,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { GridListItem } from 'react-aria-components';
import { textIn } from '#common/domain/text.ts';
import { Chip } from '#renderer/components/chip.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { ScoreToken } from '#renderer/components/score-token.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { useChangeParts } from '#renderer/lib/submission-changes.ts';
import type { RailRow } from './rail-rows.ts';
import { railWords } from './rail-words.ts';
import css from './rail.module.css';

/** One indicator of the rail: number, title, both scores and one line about its state. */
export function RailItem({ row, isHidden }: { readonly row: RailRow; readonly isHidden: boolean }) {
  const t = useMessages(railWords);
  const language = useLanguage();
  const format = useFormat();
  const { indicator, self, points } = row;
  const title = textIn(indicator.title, language);
  const parts = [t.rowName(indicator.number, title)];
  if (self !== null && !isHidden) parts.push(t.rowSelf(String(self)));
  parts.push(row.removed !== null ? t.removed : points === null ? t.rowUnscored : t.rowTeam(String(points)));
  if (row.toFix.includes('evidence-changed')) parts.push(t.rowChanged);
  if (row.citations > 0) parts.push(t.rowCited(String(row.citations)));
  if (row.lookLive) parts.push(t.lookLive);
  return (
    <GridListItem id={indicator.id} textValue={parts.join(', ')} className={css.row ?? ''}>
      <span className={css.number}>{format.digits(indicator.number)}</span>
      <span className={css.title} title={title}>
        {title}
      </span>
      <span className={css.scores}>
        {self !== null && !isHidden && <ScoreToken points={self} full={indicator.points} plain />}
        <ScoreToken
          points={points}
          full={indicator.points}
          removedWord={row.removed === null || points !== null ? undefined : t.removedToken}
        />
      </span>
      <StateLine row={row} isHidden={isHidden} />
    </GridListItem>
  );
}

function StateLine({ row, isHidden }: { readonly row: RailRow; readonly isHidden: boolean }) {
  const t = useMessages(railWords);
  const format = useFormat();
  const changeParts = useChangeParts();
  const { indicator, self, points } = row;
  const parts: ReactNode[] = [];
  const warn = (key: string, icon: typeof Flag, words: string) =>
    parts.push(
      <span key={key} className={css.todo}>
        <Icon of={icon} />
        {words}
      </span>,
    );
  if (row.change !== null) {
    const what = changeParts(row.change, isHidden).join(', ');
    if (row.toFix.includes('evidence-changed')) warn('changed', FileDiff, t.changedToConfirm(what));
    else parts.push(<span key="changed">{t.changed(what)}</span>);
  }
  if (indicator.pilot) {
    parts.push(
      <Chip key="pilot" tone="pilot" icon={FlaskConical} className={css.tag}>
        {t.pilot}
      </Chip>,
    );
    if (row.settled) parts.push(<span key="pilot-note">{t.pilotNote}</span>);
  }
  if (indicator.provincial) {
    parts.push(
      <Chip key="provincial" tone="provincial" icon={MapPin} className={css.tag}>
        {t.provincial}
      </Chip>,
    );
  }
  if (row.removed !== null) {
    parts.push(
      <Chip key="removed" tone="removed" className={css.tag}>
        {t.removed}
      </Chip>,
      <span key="reason" className={css.clip}>
        {row.removed}
      </span>,
    );
  } else {
    if (!row.hasEvidence && row.citations === 0 && points !== 0) warn('none', FileQuestionMark, t.noEvidence);
    else if (row.toFix.includes('not-cited')) warn('cite', TriangleAlert, t.notCited);
    if (row.toFix.some((kind) => kind === 'reason-missing' || kind === 'override-missing'))
      warn('reason', TriangleAlert, t.reasonMissing);
    else if (!isHidden && self !== null && points !== null && points !== self) {
      parts.push(
        <span key="differs" className={css.differs}>
          {points < self ? t.below : t.above}
        </span>,
      );
    }
    if (row.proposed !== null) {
      parts.push(
        <span key="proposed" className={css.proposed}>
          {t.proposed(format.number(row.proposed))}
        </span>,
      );
    }
    if (row.citations > 0) {
      parts.push(
        <span key="cited">
          <Icon of={Quote} /> {t.cited(format.number(row.citations))}
        </span>,
      );
    }
  }
  if (row.confidence === 'low' || row.confidence === 'medium') {
    parts.push(<span key="confidence">{t[`${row.confidence}-confidence`]}</span>);
  }
  if (row.lists.includes('requested')) {
    parts.push(
      <span key="asked">
        <Icon of={MailQuestionMark} /> {t.asked}
      </span>,
    );
  }
  if (row.lookLive) {
    parts.push(
      <span key="live">
        <Icon of={Monitor} /> {t.lookLive}
      </span>,
    );
  }
  if (row.flagged) warn('flag', Flag, t.flagged);
  return parts.length === 0 ? null : <span className={css.state}>{parts}</span>;
}

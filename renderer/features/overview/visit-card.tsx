import { CalendarCheck } from 'lucide-react';
import type { Review } from '#common/domain/review.ts';
import { LinkButton } from '#renderer/components/button.tsx';
import { Card } from '#renderer/components/card.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { overviewWords } from './words.ts';
import css from './overview.module.css';

/** The visit in one line, and the way to its record. */
export function VisitCard({ submission, review }: { readonly submission: string; readonly review: Review }) {
  const t = useMessages(overviewWords);
  const format = useFormat();
  const { visit, liveChecks, teamEvidence } = review;
  const came = [t.liveChecks(format.number(liveChecks.length)), t.teamFiles(format.number(teamEvidence.length))].join(
    ' · ',
  );
  return (
    <Card label={t.visitRecord} className={css.visit}>
      <Icon of={CalendarCheck} className={css.visitIcon} />
      <div className={css.grow}>
        <b>{t.visitRecord}</b>
        <div className={css.third}>
          {visit === null
            ? t.visitNotRecorded
            : [
                format.date(visit.date, 'long'),
                ...(visit.place === '' ? [] : [visit.place]),
                t.present(format.number(visit.team.length), format.number(visit.lao.length)),
              ].join(' · ')}
        </div>
        <div className={css.third}>{came}</div>
      </div>
      <LinkButton size="small" to={`/s/${submission}/visit`} keys="Shift+V">
        {visit === null && review.finalised === null ? t.recordVisit : t.openVisit}
      </LinkButton>
    </Card>
  );
}

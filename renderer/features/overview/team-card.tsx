import { useQuery } from '@tanstack/react-query';
import type { SubmissionDetail } from '#common/contract/channels/submission.ts';
import type { Review } from '#common/domain/review.ts';
import { teamOf } from '#common/domain/team-record.ts';
import { Avatar } from '#renderer/components/avatar.tsx';
import { Card } from '#renderer/components/card.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { libraryQuery } from '#renderer/lib/queries.ts';
import { overviewWords } from './words.ts';
import css from './overview.module.css';

/** Who was sent, in the words of the provincial order, or as recorded on the day. */
export function TeamCard({ detail, review }: { readonly detail: SubmissionDetail; readonly review: Review }) {
  const t = useMessages(overviewWords);
  const format = useFormat();
  const { data } = useQuery(libraryQuery());
  const team = teamOf(review, detail.manifest);
  return (
    <Card label={team.team} className={css.team}>
      <div className={css.teamHead}>
        <b>{team.team}</b>
        <span className={css.third}>{t.order(format.digits(team.orderNumber), format.date(team.orderDate))}</span>
      </div>
      <ul className={css.members}>
        {team.members.map((member) => (
          <li key={`${member.name} ${member.title}`} className={css.member}>
            <Avatar name={member.name} />
            <div className={css.grow}>
              <div className={css.memberName} title={member.name}>
                {member.name}
              </div>
              <div className={css.third}>
                {member.title}
                {member.name === data?.profile?.name && ` · ${t.you}`}
              </div>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

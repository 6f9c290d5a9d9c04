import { Check, CircleAlert, CircleCheck, Info } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { ReviewSnapshot } from '#common/contract/channels/review.ts';
import type { SubmissionDetail } from '#common/contract/channels/submission.ts';
import type { GapKind } from '#common/domain/gaps.ts';
import { teamOf } from '#common/domain/team-record.ts';
import { Button } from '#renderer/components/button.tsx';
import { Card } from '#renderer/components/card.tsx';
import { Chip } from '#renderer/components/chip.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { leftFor } from './gates.ts';
import { TeamDialog } from './team-dialog.tsx';
import { finaliseWords } from './words.ts';
import css from './gate-card.module.css';

/** What signing asks for, each line with the way to its first open indicator. */
export function GateCard({
  detail,
  snapshot,
}: {
  readonly detail: SubmissionDetail;
  readonly snapshot: ReviewSnapshot;
}) {
  const t = useMessages(finaliseWords);
  const format = useFormat();
  const [editing, setEditing] = useState(false);
  const { totals, review } = snapshot;
  const citations = review.citations.filter(({ id }) => snapshot.cited[id]?.isLost !== true);
  const cited = new Set(citations.map((citation) => citation.indicator)).size;
  const isAmended = leftFor(snapshot, ['evidence-changed']).length > 0;
  const good = detail.evidence.filter((item) => item.status === 'ready').length;
  const all = detail.evidence.length;
  const team = teamOf(review, detail.manifest);
  const isRecorded = review.team !== null || review.visit !== null;
  const gates: readonly {
    readonly kinds: readonly GapKind[];
    readonly done: string;
    readonly open: string;
    readonly text: string;
  }[] = [
    {
      kinds: ['not-scored'],
      done: t.gateScored,
      open: t.gateScoredLeft,
      text: t.scoredText(format.number(totals.settled), format.number(totals.indicators)),
    },
    ...(isAmended
      ? [
          {
            kinds: ['evidence-changed' as const],
            done: t.gateConfirmed,
            open: t.gateConfirmedLeft,
            text: t.confirmedText,
          },
        ]
      : []),
    {
      kinds: ['not-cited'],
      done: t.gateCited,
      open: t.gateCitedLeft,
      text: t.citedText(format.number(citations.length), format.number(cited)),
    },
    {
      kinds: ['reason-missing', 'override-missing'],
      done: t.gateReasons,
      open: t.gateReasonsLeft,
      text: t.reasonsText,
    },
  ];
  const open = gates.filter((gate) => leftFor(snapshot, gate.kinds).length > 0).length;
  return (
    <Card label={t.gates} className={css.card}>
      <header className={css.head}>
        <h2>{t.gates}</h2>
        <Chip tone={open === 0 ? 'ok' : 'warn'} icon={open === 0 ? Check : CircleAlert}>
          {open === 0 ? t.gatesDone : t.gatesLeft(format.number(open))}
        </Chip>
      </header>
      <ul>
        {gates.map((gate) => {
          const left = leftFor(snapshot, gate.kinds);
          const first = detail.instrument.indicators.find((indicator) => indicator.id === left[0]);
          return (
            <Gate
              key={gate.done}
              state={left.length > 0 ? 'open' : totals.settled === 0 ? 'note' : 'done'}
              title={left.length === 0 ? gate.done : gate.open}
              text={left.length === 0 ? gate.text : `${t.leftText(format.number(left.length))} · ${gate.text}`}
            >
              {first && (
                <a href={`#/s/${snapshot.submission}/review/${first.id}`}>{t.goTo(format.digits(first.number))}</a>
              )}
            </Gate>
          );
        })}
        <Gate
          state="done"
          title={totals.notApplicable === 0 ? t.gateRemovedNone : t.gateRemoved(format.number(totals.notApplicable))}
          text={t.removedText(format.number(totals.full))}
        />
        <Gate
          state={isRecorded ? 'done' : 'note'}
          title={isRecorded ? t.gateTeam : t.gateTeamOrder}
          text={t.teamText(format.number(team.members.length))}
        >
          {!review.finalised && (
            <Button look="quiet" size="small" onPress={() => setEditing(true)}>
              {t.edit}
            </Button>
          )}
        </Gate>
        <Gate
          state={good === all ? 'done' : 'note'}
          title={good === all ? t.gateFiles : t.gateFilesBad}
          text={t.filesText(format.number(good), format.number(all))}
        />
      </ul>
      {editing && <TeamDialog detail={detail} review={review} onClose={() => setEditing(false)} />}
    </Card>
  );
}

const looks = {
  done: { icon: CircleCheck, look: css.ok },
  open: { icon: CircleAlert, look: css.warn },
  note: { icon: Info, look: css.note },
} as const;

function Gate({
  state,
  title,
  text,
  children,
}: {
  readonly state: keyof typeof looks;
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}) {
  return (
    <li className={css.gate}>
      <Icon of={looks[state].icon} className={looks[state].look} />
      <div className={css.words}>
        <b>{title}</b> <span>{text}</span>
      </div>
      {children}
    </li>
  );
}

import { FileQuestionMark, Image, Monitor, type LucideIcon } from 'lucide-react';
import type { ReviewSnapshot } from '#common/contract/channels/review.ts';
import type { SubmissionDetail } from '#common/contract/channels/submission.ts';
import { Card } from '#renderer/components/card.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { cx } from '#renderer/lib/classes.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { wantEvidence } from '#renderer/lib/wanted-evidence.ts';
import text from '#renderer/styles/text.module.css';
import { visitWords } from './words.ts';
import css from './visit.module.css';

interface Entry {
  readonly id: string;
  readonly indicator: string;
  readonly title: string;
  readonly meta: string;
  /** What to open in the workbench; null: the indicator as it is. */
  readonly evidence: string | null;
}

/** What came of the visit: each line leads to its indicator. */
export function VisitLists({
  detail,
  snapshot,
}: {
  readonly detail: SubmissionDetail;
  readonly snapshot: ReviewSnapshot;
}) {
  const t = useMessages(visitWords);
  const format = useFormat();
  const { liveChecks, teamEvidence, requests } = snapshot.review;
  const open = requests.filter(({ done }) => !done);
  const numberOf = (id: string) => detail.instrument.indicators.find((one) => one.id === id)?.number ?? id;
  const list = { numberOf, submission: snapshot.submission };
  return (
    <>
      <List
        {...list}
        icon={Monitor}
        title={t.liveChecks(format.number(liveChecks.length))}
        empty={t.noLiveChecks}
        entries={liveChecks.map(({ id, indicator, address, at, by }) => ({
          ...{ id, indicator, title: address, evidence: id },
          meta: `${format.dateTime(at)} · ${by}`,
        }))}
      />
      <List
        {...list}
        icon={Image}
        title={t.teamEvidence(format.number(teamEvidence.length))}
        empty={t.noTeamEvidence}
        entries={teamEvidence.map(({ id, indicators, title, addedAt, by }) => ({
          ...{ id, indicator: indicators[0] ?? '', title, evidence: id },
          meta: `${format.dateTime(addedAt)} · ${by}`,
        }))}
      />
      <List
        {...list}
        icon={FileQuestionMark}
        title={t.requests(format.number(open.length))}
        empty={t.noRequests}
        entries={open.map(({ id, indicator, text: words }) => ({
          id,
          indicator,
          title: words,
          meta: '',
          evidence: null,
        }))}
      />
    </>
  );
}

function List({
  icon,
  title,
  empty,
  entries,
  submission,
  numberOf,
}: {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly empty: string;
  readonly entries: readonly Entry[];
  readonly submission: string;
  readonly numberOf: (indicator: string) => string;
}) {
  const t = useMessages(visitWords);
  const format = useFormat();
  return (
    <Card label={title} className={css.card}>
      <h2 className={css.listHead}>
        <Icon of={icon} /> {title}
      </h2>
      {entries.length === 0 && <p className={css.third}>{empty}</p>}
      <ul className={css.list}>
        {entries.map(({ id, indicator, title: words, meta, evidence }) => (
          <li key={id}>
            <a
              className={css.entry}
              href={`#/s/${submission}/review/${indicator}`}
              onClick={() => {
                if (evidence !== null) wantEvidence(indicator, evidence);
              }}
            >
              <span className={css.number}>{t.indicator(format.digits(numberOf(indicator)))}</span>
              <span className={text.grow}>
                <span className={cx(css.entryTitle, text.clip)} title={words}>
                  {words}
                </span>
                {meta !== '' && <span className={css.third}>{meta}</span>}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </Card>
  );
}

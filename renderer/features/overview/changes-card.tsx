import { useQuery } from '@tanstack/react-query';
import { ChevronRight, CircleCheck, FileDiff, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { ReviewSnapshot } from '#common/contract/channels/review.ts';
import type { SubmissionChanges, SubmissionDetail } from '#common/contract/channels/submission.ts';
import type { Indicator } from '#common/domain/instrument.ts';
import { reviewOf } from '#common/domain/reduce-review.ts';
import { applicableIndicators, standingOf } from '#common/domain/scoring.ts';
import { changesGround, indicatorsOf, type IndicatorChange } from '#common/domain/submission-changes.ts';
import { Button } from '#renderer/components/button.tsx';
import { Card } from '#renderer/components/card.tsx';
import { Chip } from '#renderer/components/chip.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { changesQuery } from '#renderer/lib/queries.ts';
import { useLanguage, useSettings } from '#renderer/lib/settings.ts';
import { useChangeParts } from '#renderer/lib/submission-changes.ts';
import { overviewWords } from './words.ts';
import css from './changes-card.module.css';

interface Shown {
  readonly detail: SubmissionDetail;
  readonly snapshot: ReviewSnapshot;
}

/** What the LAO sent otherwise since the team began; each line goes to its indicator. Nothing for a first revision. */
export function ChangesCard({ detail, snapshot }: Shown) {
  const { data } = useQuery(changesQuery(snapshot.submission));
  if (!data || data.from.revision === data.to.revision) return null;
  return <Changes detail={detail} snapshot={snapshot} changes={data} />;
}

/** Lines before the rest is folded away. */
const few = 4;

function Changes({ detail, snapshot, changes }: Shown & { readonly changes: SubmissionChanges }) {
  const t = useMessages(overviewWords);
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const { from, to, list, indicators } = changes;
  const byId = new Map(indicators.map(({ indicator, change }) => [indicator, change]));
  const lines = applicableIndicators(detail.instrument, detail.manifest.lao.type).flatMap((indicator) => {
    const change = byId.get(indicator.id);
    return change === undefined ? [] : [{ indicator, change }];
  });
  const loose = list.filter((change) => indicatorsOf(change).length === 0).length;
  const shown = isOpen ? lines : lines.slice(0, few);
  return (
    <Card label={t.changes} className={css.card}>
      <header className={css.head}>
        <Icon of={FileDiff} />
        <h2>
          {t.changes} {t.changesFrom(format.number(from.revision), format.number(to.revision))}
        </h2>
        <span className={css.sent}>
          {t.changesSent(format.date(to.issuedAt))} · {t.changesKept}
        </span>
      </header>
      {lines.length + loose === 0 && <div className={css.none}>{t.changesNone}</div>}
      <ul>
        {shown.map(({ indicator, change }) => (
          <Line key={indicator.id} indicator={indicator} change={change} snapshot={snapshot} />
        ))}
        {loose > 0 && (
          <li className={css.loose}>
            {t.noIndicator} · {t.looseFiles(format.number(loose))}
          </li>
        )}
      </ul>
      {lines.length > few && (
        <Button look="quiet" size="small" expanded={isOpen} onPress={() => setOpen(!isOpen)} className={css.more}>
          {isOpen ? t.showFewChanges : t.showAllChanges(format.number(lines.length))}
        </Button>
      )}
    </Card>
  );
}

function Line({
  indicator,
  change,
  snapshot,
}: {
  readonly indicator: Indicator;
  readonly change: IndicatorChange;
  readonly snapshot: ReviewSnapshot;
}) {
  const t = useMessages(overviewWords);
  const format = useFormat();
  const language = useLanguage();
  const { blindMode } = useSettings();
  const partsOf = useChangeParts();
  const { submission, review, gaps } = snapshot;
  const isSettled = standingOf(indicator, reviewOf(review, indicator.id)).state !== 'open';
  const isFlagged = gaps.some(
    ({ kind, indicators }) => kind === 'evidence-changed' && indicators.includes(indicator.id),
  );
  return (
    <li>
      <a className={css.line} href={`#/s/${submission}/review/${indicator.id}`}>
        <span className={css.title}>{t.indicator(format.digits(indicator.number), indicator.title[language])}</span>
        <span className={css.parts}>{partsOf(change, blindMode && !isSettled).join(' · ')}</span>
        {isFlagged ? (
          <Chip tone="warn" icon={TriangleAlert}>
            {t.toConfirm}
          </Chip>
        ) : !isSettled ? (
          <Chip>{t.notScored}</Chip>
        ) : changesGround(change) ? (
          <Chip tone="ok" icon={CircleCheck}>
            {t.confirmed}
          </Chip>
        ) : (
          <span />
        )}
        <Icon of={ChevronRight} className={css.chevron} />
      </a>
    </li>
  );
}

import {
  ChevronRight,
  CircleCheck,
  CircleDashed,
  CircleHelp,
  Eye,
  FileDiff,
  FileQuestionMark,
  Flag,
  MessageSquareText,
  Monitor,
  Scale,
  TrendingUp,
  Unlink,
  type LucideIcon,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { ReviewSnapshot } from '#common/contract/channels/review.ts';
import type { SubmissionDetail } from '#common/contract/channels/submission.ts';
import { blockingGaps, type Gap, type GapKind } from '#common/domain/gaps.ts';
import { Chip } from '#renderer/components/chip.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { cx } from '#renderer/lib/classes.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { listIndicators, reviewLists, wantList, type ReviewList } from '#renderer/lib/review-lists.ts';
import { useLanguage, useSettings } from '#renderer/lib/settings.ts';
import { overviewWords } from './words.ts';
import css from './gap-list.module.css';

const icons: Readonly<Record<GapKind, LucideIcon>> = {
  'not-scored': CircleDashed,
  'evidence-changed': FileDiff,
  'no-evidence': FileQuestionMark,
  'not-cited': Unlink,
  'reason-missing': MessageSquareText,
  'override-missing': Scale,
  'not-seen': Eye,
  'look-live': Monitor,
  flagged: Flag,
  'self-above-rule': TrendingUp,
};

/** What is missing or worth a look; each line goes to its first indicator. */
export function GapList({
  detail,
  snapshot,
}: {
  readonly detail: SubmissionDetail;
  readonly snapshot: ReviewSnapshot;
}) {
  const t = useMessages(overviewWords);
  const { blindMode } = useSettings();
  const { submission } = snapshot;
  const lists = listIndicators(detail.instrument, detail.manifest, snapshot, blindMode);
  const gaps = snapshot.gaps
    .map((gap) => (gap.kind === 'self-above-rule' ? { ...gap, indicators: lists['self-above-rule'] } : gap))
    .filter((gap) => gap.indicators.length > 0 || gap.evidence.length > 0);
  const unsure = lists['low-confidence'];
  const blocked = gaps.some((gap) => blockingGaps.includes(gap.kind));
  return (
    <section className={css.list} aria-labelledby="gaps-title">
      <header className={css.head}>
        <h2 id="gaps-title">{t.gapsTitle}</h2>
        {blocked ? (
          <div className={css.text}>{t.gapsText}</div>
        ) : (
          <Chip tone="ok" icon={CircleCheck}>
            {t.noGaps}
          </Chip>
        )}
      </header>
      <ul className={css.rows}>
        {gaps.map((gap) => (
          <li key={gap.kind}>
            <Row gap={gap} detail={detail} submission={submission} />
          </li>
        ))}
        {unsure.length > 0 && (
          <li>
            <Line
              icon={CircleHelp}
              title={t.lowConfidence}
              words={<Names of={unsure} detail={detail} />}
              count={unsure.length}
              to={`#/s/${submission}/review/${unsure[0] ?? ''}`}
              list="low-confidence"
            />
          </li>
        )}
      </ul>
    </section>
  );
}

function Row({
  gap,
  detail,
  submission,
}: {
  readonly gap: Gap;
  readonly detail: SubmissionDetail;
  readonly submission: string;
}) {
  const t = useMessages(overviewWords);
  const format = useFormat();
  const first = firstIndicator(gap, detail);
  const count = gap.kind === 'not-seen' ? gap.evidence.length : gap.indicators.length;
  const names = <Names of={gap.indicators} detail={detail} />;
  return (
    <Line
      icon={icons[gap.kind]}
      title={t[gap.kind]}
      isWarning={blockingGaps.includes(gap.kind) || gap.kind === 'no-evidence'}
      words={
        gap.kind === 'not-seen' ? (
          t.filesIn(format.number(count), format.number(indicatorsOf(gap, detail).length))
        ) : gap.kind === 'not-cited' && gap.evidence.length > 0 ? (
          <>
            {t.citesEarlier} · {names}
          </>
        ) : (
          names
        )
      }
      count={count}
      to={`#/s/${submission}/review${first === null ? '' : `/${first}`}`}
      list={listOf(gap.kind)}
    />
  );
}

/** The live list of the rail that holds the same indicators. */
const listOf = (kind: GapKind): ReviewList | null =>
  kind === 'override-missing' ? 'reason-missing' : (reviewLists.find((list) => list === kind) ?? null);

/** Goes to the first indicator, with the rail narrowed to all of them. */
function Line({
  icon,
  title,
  words,
  count,
  to,
  list,
  isWarning = false,
}: {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly words: ReactNode;
  readonly count: number;
  readonly to: string;
  readonly list: ReviewList | null;
  readonly isWarning?: boolean;
}) {
  const format = useFormat();
  return (
    <a
      className={css.row}
      href={to}
      onClick={() => {
        if (list !== null) wantList(list);
      }}
    >
      <Icon of={icon} className={cx(css.icon, isWarning && css.warn)} />
      <span className={css.words}>
        <b>{title}</b>
        <span className={css.text}>{words}</span>
      </span>
      <Chip tone={isWarning ? 'warn' : 'neutral'}>{format.number(count)}</Chip>
      <Icon of={ChevronRight} className={css.chevron} />
    </a>
  );
}

/** The first few, as far as the line goes. */
function Names({ of, detail }: { readonly of: readonly string[]; readonly detail: SubmissionDetail }) {
  const t = useMessages(overviewWords);
  const format = useFormat();
  const language = useLanguage();
  return of
    .slice(0, 3)
    .flatMap((id) => detail.instrument.indicators.filter((indicator) => indicator.id === id))
    .map((indicator) => t.indicator(format.digits(indicator.number), indicator.title[language]))
    .join(', ');
}

const indicatorsOf = (gap: Gap, detail: SubmissionDetail): readonly string[] => {
  if (gap.kind !== 'not-seen') return gap.indicators;
  const files = new Set(gap.evidence);
  const touched = new Set(
    detail.manifest.evidence.filter((item) => files.has(item.id)).flatMap((item) => item.indicators),
  );
  return detail.instrument.indicators.map((indicator) => indicator.id).filter((id) => touched.has(id));
};

const firstIndicator = (gap: Gap, detail: SubmissionDetail): string | null => indicatorsOf(gap, detail)[0] ?? null;

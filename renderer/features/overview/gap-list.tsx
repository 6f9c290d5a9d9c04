import {
  ChevronRight,
  CircleCheck,
  CircleDashed,
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
import type { ReviewSnapshot } from '#common/contract/channels/review.ts';
import type { SubmissionDetail } from '#common/contract/channels/submission.ts';
import { blockingGaps, type Gap, type GapKind } from '#common/domain/gaps.ts';
import { Chip } from '#renderer/components/chip.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { cx } from '#renderer/lib/classes.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
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
  const { gaps, submission } = snapshot;
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
  const language = useLanguage();
  const blocking = blockingGaps.includes(gap.kind) || gap.kind === 'no-evidence';
  const first = firstIndicator(gap, detail);
  const count = gap.kind === 'not-seen' ? gap.evidence.length : gap.indicators.length;
  const names = gap.indicators
    .slice(0, 3)
    .flatMap((id) => detail.instrument.indicators.filter((indicator) => indicator.id === id))
    .map((indicator) => t.indicator(format.digits(indicator.number), indicator.title[language]))
    .join(', ');
  return (
    <a className={css.row} href={`#/s/${submission}/review${first === null ? '' : `/${first}`}`}>
      <Icon of={icons[gap.kind]} className={cx(css.icon, blocking && css.warn)} />
      <span className={css.words}>
        <b>{t[gap.kind]}</b>
        <span className={css.text}>
          {gap.kind === 'not-seen'
            ? t.filesIn(format.number(count), format.number(indicatorsOf(gap, detail).length))
            : gap.kind === 'not-cited' && gap.evidence.length > 0
              ? `${t.citesEarlier} · ${names}`
              : names}
        </span>
      </span>
      <Chip tone={blocking ? 'warn' : 'neutral'}>{format.number(count)}</Chip>
      <Icon of={ChevronRight} className={css.chevron} />
    </a>
  );
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

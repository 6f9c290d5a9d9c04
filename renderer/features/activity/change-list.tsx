import { ChevronRight } from 'lucide-react';
import type { Activity, ReviewSnapshot } from '#common/contract/channels/review.ts';
import type { SubmissionDetail } from '#common/contract/channels/submission.ts';
import { textIn } from '#common/domain/text.ts';
import { FromTo } from '#renderer/components/from-to.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { changeWords } from '#renderer/lib/change-words.ts';
import { evidenceTitles } from '#renderer/lib/evidence-titles.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { historyWords } from '#renderer/lib/history-words.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { grouped, type ActivityGroup } from './use-activity.ts';
import { activityWords } from './words.ts';
import css from './activity.module.css';

interface Shown {
  readonly detail: SubmissionDetail;
  readonly snapshot: ReviewSnapshot;
}

/** Changes by indicator; each heading goes there. `most`: groups to show. */
export function ChangeList({
  lines,
  most,
  ...shown
}: Shown & { readonly lines: Activity['lines']; readonly most?: number }) {
  const groups = grouped(lines);
  return (
    <ul className={css.groups}>
      {(most === undefined ? groups : groups.slice(0, most)).map((group) => (
        <li key={group.indicator}>
          <Group group={group} {...shown} />
        </li>
      ))}
    </ul>
  );
}

function Group({ group, detail, snapshot }: Shown & { readonly group: ActivityGroup }) {
  const t = useMessages(activityWords);
  const words = useMessages(historyWords);
  const language = useLanguage();
  const format = useFormat();
  const indicator = detail.instrument.indicators.find(({ id }) => id === group.indicator);
  const wording = { t: words, format, titleOf: evidenceTitles(detail.manifest, snapshot.review) };
  return (
    <>
      {indicator === undefined ? (
        <div className={css.group}>{t.whole}</div>
      ) : (
        <a className={css.group} href={`#/s/${snapshot.submission}/review/${indicator.id}`}>
          <span className={css.clip}>
            {t.indicator(format.digits(indicator.number), textIn(indicator.title, language))}
          </span>
          <Icon of={ChevronRight} />
        </a>
      )}
      <ul>
        {group.lines.map((line, index) => {
          const said = changeWords({ ...line.to, before: line.from }, wording);
          return (
            <li key={index} className={css.line}>
              <b>{said.what}</b>
              <FromTo words={said} />
              <small>
                {line.by.join(', ')} · {format.dateTime(line.at)}
              </small>
            </li>
          );
        })}
      </ul>
    </>
  );
}

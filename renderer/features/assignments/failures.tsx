import { CircleX } from 'lucide-react';
import type { Download } from '#common/contract/channels/download.ts';
import { Icon } from '#renderer/components/icon.tsx';
import { failureText } from '#renderer/lib/errors.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { downloadWords } from './download-words.ts';
import { groupProblems } from './group-problems.ts';
import css from './download-panel.module.css';

/** Names of files that are written out; of the rest the number is enough. */
const named = 3;

/** What needs the person, one sentence each: the whole download, then its files. */
export function Failures({ download }: { readonly download: Download }) {
  const language = useLanguage();
  const { failure, problems, state } = download;
  // While it waits for the line, the countdown says why.
  const whole = state === 'failed' ? failure : null;
  if (whole === null && problems.length === 0) return null;
  return (
    <ul className={css.failures}>
      {whole && (
        <li>
          <Icon of={CircleX} className={css.bad} />
          <span>{failureText(whole, language)}</span>
        </li>
      )}
      {groupProblems(problems).map((group) => (
        <li key={group.titles[0]}>
          <Icon of={CircleX} className={css.bad} />
          <span>
            <b>
              <Titles titles={group.titles} />
            </b>{' '}
            {failureText(group.failure, language)}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The first of those sentences, where there is one line. */
export function FirstFailure({ download }: { readonly download: Download }) {
  const language = useLanguage();
  if (download.failure !== null) return <>{failureText(download.failure, language)}</>;
  const [group] = groupProblems(download.problems);
  if (group === undefined) return null;
  return (
    <>
      <Titles titles={group.titles} most={1} />: {failureText(group.failure, language)}
    </>
  );
}

function Titles({ titles, most = named }: { readonly titles: readonly string[]; readonly most?: number }) {
  const t = useMessages(downloadWords);
  const format = useFormat();
  const more = titles.length - most;
  return (
    <>
      {titles.slice(0, most).join(', ')}
      {more > 0 && ` ${t.moreFiles(format.number(more))}`}
    </>
  );
}

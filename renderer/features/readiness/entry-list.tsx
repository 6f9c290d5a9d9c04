import { useState } from 'react';
import type { ReadinessItem } from '#common/contract/channels/readiness.ts';
import { Button } from '#renderer/components/button.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { wantEvidence } from '#renderer/lib/wanted-evidence.ts';
import { reasonWords } from './check-words.ts';
import { readinessWords } from './words.ts';
import css from './readiness.module.css';

type Entry = ReadinessItem['entries'][number];

/** Drawn at first, and with each further press. */
const step = 200;

/** Which file of which LAO, what is the matter with it, and the way to it. */
export function EntryList({
  check,
  entries,
}: {
  readonly check: ReadinessItem['check'];
  readonly entries: readonly Entry[];
}) {
  const t = useMessages(readinessWords);
  const reasons: Readonly<Record<string, string>> = useMessages(reasonWords);
  const format = useFormat();
  const [shown, setShown] = useState(step);
  const left = entries.length - shown;
  return (
    <>
      <ul className={css.entries}>
        {entries.slice(0, shown).map((entry, index) => (
          <li key={index} className={css.entry}>
            <span className={css.lao}>{entry.laoName}</span>
            <span className={css.file}>
              <Target entry={entry} />
            </span>
            <span className={css.reason}>{reasons[`${check} ${entry.reason}`] ?? entry.reason}</span>
          </li>
        ))}
      </ul>
      {left > 0 && (
        <div className={css.more}>
          <Button size="small" look="quiet" onPress={() => setShown(shown + step)}>
            {t.more(format.number(Math.min(step, left)))}
          </Button>
        </div>
      )}
    </>
  );
}

/** To the file itself where an indicator shows it, else to its submission. */
function Target({ entry: { submission, indicator, evidence, title } }: { readonly entry: Entry }) {
  if (submission === null) return <>{title}</>;
  if (indicator === null || evidence === null) return <a href={`#/s/${submission}`}>{title}</a>;
  return (
    <a
      href={`#/s/${submission}/review/${indicator}`}
      onClick={() => {
        wantEvidence(indicator, evidence);
      }}
    >
      {title}
    </a>
  );
}

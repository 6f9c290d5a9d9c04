import { ChevronDown, ChevronUp } from 'lucide-react';
import { useId, useState } from 'react';
import type { ReadinessItem, ReadinessReport } from '#common/contract/channels/readiness.ts';
import { LinkButton } from '#renderer/components/button.tsx';
import { Chip, type Tone } from '#renderer/components/chip.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { checkWords } from './check-words.ts';
import { EntryList } from './entry-list.tsx';
import { levelIcons } from './looks.ts';
import { sentencesOf } from './sentences.ts';
import { readinessWords } from './words.ts';
import css from './readiness.module.css';

const tones: Readonly<Record<ReadinessItem['level'], Tone>> = { good: 'ok', look: 'warn', bad: 'bad' };

/** One check: green, amber or red, what was found and what to do, and the single things behind it. */
export function CheckLine({ item, report }: { readonly item: ReadinessItem; readonly report: ReadinessReport }) {
  const t = useMessages(readinessWords);
  const sentences = useMessages(checkWords);
  const format = useFormat();
  const list = useId();
  const { level, check, entries } = item;
  const [open, setOpen] = useState(level === 'bad');
  const { title, text } = sentencesOf(item, report, sentences, format);
  return (
    <li className={css.line} data-check={check} data-level={level}>
      <div className={css.lineHead}>
        <Chip tone={tones[level]} icon={levelIcons[level]} className={css.level}>
          {t[level]}
        </Chip>
        <div className={css.sentence}>
          <h3>{title}</h3>
          <p className={css.text}>{text}</p>
        </div>
        {level !== 'good' && check === 'recovery' && (
          <LinkButton size="small" to="/settings">
            {t.toSettings}
          </LinkButton>
        )}
        {level !== 'good' && check === 'complete' && (
          <LinkButton size="small" to="/">
            {t.toWork}
          </LinkButton>
        )}
        {entries.length > 0 && (
          <button
            type="button"
            className={css.toggle}
            aria-expanded={open}
            aria-controls={list}
            aria-label={`${open ? t.hide : t.show(format.number(entries.length))}: ${title}`}
            onClick={() => setOpen(!open)}
          >
            {open ? t.hide : t.show(format.number(entries.length))}
            <Icon of={open ? ChevronUp : ChevronDown} />
          </button>
        )}
      </div>
      <div id={list}>{open && <EntryList check={check} entries={entries} />}</div>
    </li>
  );
}

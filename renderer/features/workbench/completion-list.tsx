import { CircleCheck, CircleDashed } from 'lucide-react';
import { Icon } from '#renderer/components/icon.tsx';
import { cx } from '#renderer/lib/classes.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import text from '#renderer/styles/text.module.css';
import { useDesk } from './desk.ts';
import { formWords } from './form-words.ts';
import css from './form.module.css';

/** What this indicator still needs before the review can be signed; vanishes when nothing is left. */
export function CompletionList() {
  const t = useMessages(formWords);
  const { row } = useDesk();
  if (row.settled && row.toFix.length === 0) return null;
  const needsCitation = row.points === null || row.points > 0;
  const isChanged = row.toFix.includes('evidence-changed');
  const needsReason = row.toFix.includes('reason-missing') || row.toFix.includes('override-missing');
  const items = [
    { word: t.checkScore, done: row.settled, needed: true },
    { word: t.checkChanged, done: !isChanged, needed: isChanged },
    { word: t.checkCite, done: row.citations > 0, needed: needsCitation },
    { word: t.checkReason, done: !needsReason, needed: needsReason },
  ].filter((item) => item.needed);
  return (
    <section aria-label={t.checks}>
      <div className={cx(text.label, css.above)}>{t.checks}</div>
      <ul className={css.checks}>
        {items.map((item) => (
          <li key={item.word} className={item.done ? css.checkDone : undefined}>
            <Icon of={item.done ? CircleCheck : CircleDashed} />
            {item.word}
            <span className="visually-hidden">{item.done ? t.isDone : t.isOpen}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

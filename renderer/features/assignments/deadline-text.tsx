import { cx } from '#renderer/lib/classes.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { daysUntil, isPressing, type Deadline } from './deadline.ts';
import { assignmentWords } from './words.ts';
import css from './cells.module.css';

/** The day that counts, how far off it is, and what it was before a letter moved it. `done`: nothing presses any more. */
export function DeadlineText({
  deadline,
  today,
  done,
  showLetter = false,
}: {
  readonly deadline: Deadline;
  readonly today: string;
  readonly done: boolean;
  /** There is room for the letter itself. */
  readonly showLetter?: boolean;
}) {
  const t = useMessages(assignmentWords);
  const format = useFormat();
  const days = done ? null : daysUntil(deadline.day, today);
  const { original, letter } = deadline;
  const moved = [
    original === null ? '' : t.originally(format.date(original)),
    letter === null ? '' : t.byLetter(letter),
  ]
    .filter(Boolean)
    .join(' · ');
  return (
    <span className={css.two} title={moved === '' ? undefined : moved}>
      <span>
        {format.date(deadline.day)}
        {moved !== '' && <span className={showLetter ? css.letter : 'visually-hidden'}>{` ${moved}`}</span>}
      </span>
      <span className={css.under}>
        {original !== null && !showLetter && <del aria-hidden>{format.dayAndMonth(original)}</del>}
        {days !== null && (
          <span className={cx(isPressing(days) && css.warn)}>
            {days > 0 ? t.daysLeft(format.number(days)) : days === 0 ? t.lastDay : t.daysOver(format.number(-days))}
          </span>
        )}
      </span>
    </span>
  );
}

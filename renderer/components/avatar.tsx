import { cx } from '#renderer/lib/classes.ts';
import { initialsOf } from '#renderer/lib/person.ts';
import css from './avatar.module.css';

/** A person as two letters; the name itself stands beside it or is read aloud with the control. */
export function Avatar({ name, large = false }: { readonly name: string; readonly large?: boolean }) {
  return (
    <span className={cx(css.avatar, large && css.large)} aria-hidden>
      {initialsOf(name)}
    </span>
  );
}

import { cx } from '#renderer/lib/classes.ts';
import { initialsOf } from '#renderer/lib/person.ts';
import css from './avatar.module.css';

/** A person as two letters; the name itself stands beside it or is read aloud with the control. */
export function Avatar({ name, large = false }: { readonly name: string; readonly large?: boolean }) {
  return (
    // Drawn by the style sheet, as it is no text of the control that it stands in.
    <span className={cx(css.avatar, large && css.large)} data-initials={initialsOf(name)} aria-hidden />
  );
}

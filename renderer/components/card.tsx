import type { ReactNode } from 'react';
import { cx } from '#renderer/lib/classes.ts';
import css from './card.module.css';

/** White sheet on the canvas; a named part of the screen when it has a `label`. */
export function Card({
  label,
  children,
  className,
}: {
  readonly label?: string;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}) {
  return (
    <section className={cx(css.card, className)} {...(label !== undefined && { 'aria-label': label })}>
      {children}
    </section>
  );
}

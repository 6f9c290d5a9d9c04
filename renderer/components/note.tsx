import { CircleCheck, Info, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '#renderer/lib/classes.ts';
import { Icon } from './icon.tsx';
import css from './note.module.css';

const icons: Readonly<Record<'info' | 'ok' | 'warn' | 'bad', LucideIcon>> = {
  info: Info,
  ok: CircleCheck,
  warn: TriangleAlert,
  bad: TriangleAlert,
};

/** A sentence that matters here. `live`: read aloud when it appears. */
export function Note({
  tone = 'info',
  live = false,
  children,
  actions,
}: {
  readonly tone?: 'info' | 'ok' | 'warn' | 'bad';
  readonly live?: boolean;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <div className={cx(css.note, css[tone])} {...(live && { role: tone === 'bad' ? 'alert' : 'status' })}>
      <Icon of={icons[tone]} className={css.icon} />
      <div className={css.text}>{children}</div>
      {actions}
    </div>
  );
}

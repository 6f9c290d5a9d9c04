import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '#renderer/lib/classes.ts';
import { Icon } from './icon.tsx';
import css from './chip.module.css';

export type Tone = 'neutral' | 'ok' | 'warn' | 'bad' | 'accent' | 'solid' | 'pilot' | 'provincial' | 'line' | 'removed';

/** State as picture, word and colour. */
export function Chip({
  tone = 'neutral',
  icon,
  children,
  className,
}: {
  readonly tone?: Tone;
  readonly icon?: LucideIcon | undefined;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}) {
  return (
    <span className={cx(css.chip, css[tone], className)}>
      {icon && <Icon of={icon} />}
      {children}
    </span>
  );
}

import type { LucideIcon } from 'lucide-react';
import { cx } from '#renderer/lib/classes.ts';
import css from './icon.module.css';

/** A Lucide picture in the size of the text beside it; always decoration, the words carry the meaning. */
export function Icon({ of: Glyph, className }: { readonly of: LucideIcon; readonly className?: string | undefined }) {
  return <Glyph className={cx(css.icon, className)} aria-hidden focusable={false} />;
}

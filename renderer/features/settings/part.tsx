import type { ReactNode } from 'react';
import { Card } from '#renderer/components/card.tsx';
import css from './settings.module.css';

export function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Card label={title} className={css.part}>
      <h2>{title}</h2>
      {children}
    </Card>
  );
}

/** One setting: its name and hint on the left, its control on the right. */
export function Row({
  name,
  hint,
  children,
}: {
  readonly name: string;
  readonly hint?: ReactNode;
  readonly children?: ReactNode;
}) {
  return (
    <div className={css.row}>
      <div className={css.grow}>
        <div className={css.name}>{name}</div>
        {hint !== undefined && <div className={css.hint}>{hint}</div>}
      </div>
      {children}
    </div>
  );
}

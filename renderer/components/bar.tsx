import { cx } from '#renderer/lib/classes.ts';
import css from './bar.module.css';

/** How far something is; the number stands beside it in words, so the bar itself is decoration. */
export function Bar({
  share,
  tall = false,
  className,
}: {
  /** 0 to 1. */
  readonly share: number;
  readonly tall?: boolean;
  readonly className?: string | undefined;
}) {
  const percent = Math.max(0, Math.min(100, share * 100));
  return (
    <div className={cx(css.bar, tall && css.tall, className)} aria-hidden>
      <i style={{ width: `${percent.toFixed(2)}%` }} />
    </div>
  );
}

/** Team percent as a bar, self percent as a tick, pass mark as a dashed line. Decoration beside the numbers. */
export function PairBar({
  team,
  self,
  pass,
}: {
  readonly team: number | null;
  readonly self: number | null;
  readonly pass: number;
}) {
  return (
    <div className={css.pair} aria-hidden>
      <i className={css.team} style={{ width: `${String(team ?? 0)}%` }} />
      {self !== null && <i className={css.self} style={{ left: `${String(self)}%` }} />}
      <i className={css.pass} style={{ left: `${String(pass)}%` }} />
    </div>
  );
}

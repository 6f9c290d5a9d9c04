import { cx } from '#renderer/lib/classes.ts';
import css from './score-token.module.css';

/**
 * Points as a token: darker means more, readable in grey too. `points: null` is not scored (dashed), `removed` is not
 * applicable and shows `removedWord`.
 */
export function ScoreToken({
  points,
  full,
  size = 'medium',
  plain = false,
  removedWord,
}: {
  readonly points: number | null;
  /** Full points of the indicator, to choose the lightness. */
  readonly full: number;
  readonly size?: 'medium' | 'large';
  /** The LAO's own score: grey, without a box. */
  readonly plain?: boolean;
  /** Word instead of points when the indicator is not applicable. */
  readonly removedWord?: string | undefined;
}) {
  const step =
    points === null ? 'none' : points <= 0 ? 'zero' : points >= full ? 'full' : points * 2 >= full ? 'high' : 'low';
  const look = removedWord !== undefined ? css.removed : plain ? css.plain : css[step];
  return <span className={cx(css.token, look, css[size])}>{removedWord ?? points ?? '–'}</span>;
}

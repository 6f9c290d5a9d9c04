import { Label, ProgressBar as AriaProgressBar } from 'react-aria-components';
import css from './progress-bar.module.css';

/** A long job with its words; without `share` only that it goes on. */
export function ProgressBar({
  label,
  value,
  share,
}: {
  readonly label: string;
  /** "2 จาก 3 ไฟล์" */
  readonly value: string;
  /** 0 to 1. */
  readonly share: number | null;
}) {
  return (
    <AriaProgressBar
      className={css.progress ?? ''}
      isIndeterminate={share === null}
      value={(share ?? 0) * 100}
      valueLabel={value}
    >
      <div className={css.words}>
        <Label>{label}</Label>
        <span>{value}</span>
      </div>
      <div className={css.bar}>
        <i className={share === null ? css.unknown : undefined} style={{ width: `${String((share ?? 0.3) * 100)}%` }} />
      </div>
    </AriaProgressBar>
  );
}

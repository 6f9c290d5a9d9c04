import type { ReactNode } from 'react';
import type { Download } from '#common/contract/channels/download.ts';
import { cx } from '#renderer/lib/classes.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { downloadWords } from './download-words.ts';
import { remainingOf } from './remaining.ts';
import css from './download-panel.module.css';

/** Files, bytes, rate and time left, each in a column of its own width: figures that move do not push each other. */
export function Figures({
  figures,
  children,
}: {
  readonly figures: Pick<Download, 'filesDone' | 'files' | 'bytesDone' | 'bytes' | 'rate' | 'remaining'>;
  /** Takes the place of rate and time left. */
  readonly children?: ReactNode;
}) {
  const t = useMessages(downloadWords);
  const format = useFormat();
  const left = useRemainingText(figures.remaining);
  const { filesDone, files, bytesDone, bytes, rate } = figures;
  return (
    <>
      <span className={cx(css.figure, css.files)}>
        {files > 0 && t.filesOf(format.number(filesDone), format.number(files))}
      </span>
      <span className={cx(css.figure, css.bytes)}>
        {bytes > 0 && t.bytesOf(format.bytes(bytesDone), format.bytes(bytes))}
      </span>
      {children ? (
        <span className={css.instead}>{children}</span>
      ) : (
        <>
          <span className={cx(css.figure, css.rate)}>{rate !== null && t.rate(format.bytes(rate))}</span>
          <span className={css.figure}>{left}</span>
        </>
      )}
    </>
  );
}

function useRemainingText(seconds: number | null): string {
  const t = useMessages(downloadWords);
  const format = useFormat();
  const left = remainingOf(seconds);
  switch (left?.kind) {
    case undefined:
      return '';
    case 'seconds':
      return t.inSeconds(format.number(left.seconds));
    case 'minutes':
      return t.inMinutes(format.number(left.minutes));
    case 'hours':
      return t.inHours(format.number(left.hours), left.minutes === 0 ? '' : format.number(left.minutes));
    case 'days':
      return t.inDays;
  }
}

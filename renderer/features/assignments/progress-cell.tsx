import { Bar } from '#renderer/components/bar.tsx';
import { percentOf, shareOf, useDownload } from '#renderer/lib/download-queue.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { downloadWords } from './download-words.ts';
import type { WorkRow } from './work-rows.ts';
import { assignmentWords } from './words.ts';
import css from './cells.module.css';

/** How far the review is; of what is not here yet, how far its download is. */
export function ProgressCell({ row }: { readonly row: WorkRow }) {
  const t = useMessages(assignmentWords);
  const format = useFormat();
  const { here } = row;
  if (here !== null && here.state !== 'importing') {
    return (
      <>
        <Bar className={css.progress} share={here.indicators === 0 ? 0 : here.settled / here.indicators} />
        <span className={css.figure}>{t.settled(format.number(here.settled), format.number(here.indicators))}</span>
      </>
    );
  }
  if (row.queued === null) return <span className={css.third}>–</span>;
  return <Coming submission={row.submission} />;
}

function Coming({ submission }: { readonly submission: string | null }) {
  const t = useMessages(downloadWords);
  const format = useFormat();
  const download = useDownload(submission);
  if (download === null || download.bytes === 0) return <span className={css.third}>–</span>;
  return (
    <>
      <Bar className={css.progress} share={shareOf(download)} />
      <span className={css.figure}>{t.percent(format.number(percentOf(download)))}</span>
    </>
  );
}

import { useQuery } from '@tanstack/react-query';
import { FromTo } from '#renderer/components/from-to.tsx';
import { Button } from '#renderer/components/button.tsx';
import { Dialog } from '#renderer/components/dialog.tsx';
import { ErrorState, Waiting } from '#renderer/components/screen-state.tsx';
import { changeWords } from '#renderer/lib/change-words.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { historyWords } from '#renderer/lib/history-words.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { query } from '#renderer/lib/queries.ts';
import { useDesk } from './desk.ts';
import { dialogWords } from './dialog-words.ts';
import { useEvidenceTitles } from './use-evidence-titles.ts';
import css from './form.module.css';

/** Who changed what in this indicator, newest first. */
export function HistoryDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const t = useMessages(dialogWords);
  const { indicator } = useDesk();
  return (
    <Dialog
      title={t.historyTitle(indicator.number)}
      isOpen={isOpen}
      onClose={onClose}
      actions={<Button onPress={onClose}>{t.close}</Button>}
    >
      {isOpen && <Entries />}
    </Dialog>
  );
}

function Entries() {
  const t = useMessages(dialogWords);
  const words = useMessages(historyWords);
  const format = useFormat();
  const { submission, indicator } = useDesk();
  const titleOf = useEvidenceTitles();
  const { data, error, refetch } = useQuery({
    ...query('review.history', { submission, indicator: indicator.id }),
    staleTime: 0,
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting />;
  if (data.length === 0) return <p>{t.historyEmpty}</p>;
  return (
    <ol className={css.entries}>
      {data.map((entry) => {
        const said = changeWords(entry, { t: words, format, titleOf });
        return (
          <li key={entry.event}>
            <b>
              {said.what}
              {entry.undoes !== null && ` (${words.undid})`}
              {entry.redoes !== null && ` (${words.redid})`}
            </b>
            <FromTo words={said} />
            <small>
              {entry.by} · {format.dateTime(entry.at)}
            </small>
          </li>
        );
      })}
    </ol>
  );
}

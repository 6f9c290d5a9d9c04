import { useQuery } from '@tanstack/react-query';
import { Button } from '#renderer/components/button.tsx';
import { Dialog } from '#renderer/components/dialog.tsx';
import { ErrorState, Waiting } from '#renderer/components/screen-state.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { query } from '#renderer/lib/queries.ts';
import { changeWords } from './change-words.ts';
import { useDesk } from './desk.ts';
import { dialogWords } from './dialog-words.ts';
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
  const format = useFormat();
  const { submission, indicator } = useDesk();
  const { data, error, refetch } = useQuery({
    ...query('review.history', { submission, indicator: indicator.id }),
    staleTime: 0,
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting />;
  if (data.length === 0) return <p>{t.historyEmpty}</p>;
  return (
    <ol className={css.entries}>
      {data
        .toSorted((a, b) => b.at.localeCompare(a.at))
        .map((entry) => {
          const { what, detail } = changeWords(entry.type, entry.payload, t);
          return (
            <li key={entry.event}>
              <b>
                {what}
                {entry.undoes !== null && ` (${t.undid})`}
              </b>
              {detail !== '' && <span>{detail}</span>}
              <small>
                {entry.by} · {format.dateTime(entry.at)}
              </small>
            </li>
          );
        })}
    </ol>
  );
}

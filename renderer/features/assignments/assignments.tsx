import type { ReactNode } from 'react';
import { useFileInput } from '#renderer/components/file-input.tsx';
import { ErrorState, Waiting } from '#renderer/components/screen-state.tsx';
import { useCommands } from '#renderer/lib/commands.tsx';
import { errorText } from '#renderer/lib/errors.ts';
import { offerAll, useInbox } from '#renderer/lib/files.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { tellFailed } from '#renderer/lib/toasts.ts';
import { DownloadPanel } from './download-panel.tsx';
import { EmptyWork } from './empty-work.tsx';
import { ContinueCard } from './head-cards.tsx';
import { useImport } from './import-job.ts';
import { ImportPanel } from './import-panel.tsx';
import { useWork } from './use-work.ts';
import { WorkList } from './work-list.tsx';
import { assignmentWords } from './words.ts';
import css from './assignments.module.css';

/**
 * `readiness`: another feature's card, which says whether this computer is ready for the field. `receipts`: what becomes of
 * receipts that are brought in here.
 */
export function Assignments({
  readiness,
  receipts,
}: {
  readonly readiness?: ReactNode;
  readonly receipts?: ReactNode;
}) {
  const t = useMessages(assignmentWords);
  const language = useLanguage();
  const { rows, server, error, retry } = useWork();
  const { state, start, dismiss } = useImport();
  useInbox('submission', start);
  const { input, choose } = useFileInput({
    accept: '.lpasub',
    multiple: true,
    label: t.import,
    onFiles: (files) => {
      offerAll(files).then(start, (failure: unknown) => {
        tellFailed(errorText(failure, language));
      });
    },
  });
  useCommands([{ id: 'import', label: t.import, shortcut: 'Ctrl+O', run: choose }]);
  if (error) return <ErrorState error={error} onRetry={retry} />;
  if (!rows) return <Waiting />;
  const empty = rows.length === 0;
  return (
    <div className={css.page} {...(empty && { 'data-pane': true })}>
      {input}
      {!empty && (
        <div className={css.cards} data-pane>
          <ContinueCard rows={rows} />
          {readiness}
        </div>
      )}
      {state && <ImportPanel state={state} onClose={dismiss} />}
      {receipts}
      <DownloadPanel />
      {empty ? (
        <EmptyWork
          server={server}
          addingSample={state?.status === 'pending'}
          onImport={choose}
          onSample={() => {
            start(null);
          }}
        />
      ) : (
        <WorkList rows={rows} server={server} onImport={choose} />
      )}
    </div>
  );
}

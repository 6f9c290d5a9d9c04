import { ShieldQuestionMark } from 'lucide-react';
import { useCallback, useState } from 'react';
import { Button } from '#renderer/components/button.tsx';
import { Card } from '#renderer/components/card.tsx';
import { useFileInput } from '#renderer/components/file-input.tsx';
import { EmptyState, ErrorState, Waiting } from '#renderer/components/screen-state.tsx';
import { useCommands } from '#renderer/lib/commands.tsx';
import { errorText } from '#renderer/lib/errors.ts';
import { offerAll, useInbox, type OfferedFile } from '#renderer/lib/files.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { tellFailed } from '#renderer/lib/toasts.ts';
import { FileList } from './file-list.tsx';
import { Verdict } from './verdict.tsx';
import { useVerifiedFiles, type VerifiedFile } from './verified-files.ts';
import { verifyWords } from './words.ts';
import css from './verify.module.css';

/** Confirms, on this computer alone, that packages are as they were signed. */
export function Verify() {
  const t = useMessages(verifyWords);
  const language = useLanguage();
  const { files, verify, remove } = useVerifiedFiles();
  const [chosen, setChosen] = useState<string | null>(null);
  const take = useCallback(
    (offered: readonly OfferedFile[]) => {
      verify(offered);
      setChosen(offered[0]?.ticket ?? null);
    },
    [verify],
  );
  useInbox('package', take);
  const { input, choose } = useFileInput({
    accept: '.asice',
    multiple: true,
    label: t.choose,
    onFiles: (picked) => {
      offerAll(picked).then(take, (error: unknown) => {
        tellFailed(errorText(error, language));
      });
    },
  });
  useCommands([{ id: 'choose-package', label: t.choose, shortcut: 'Ctrl+O', hint: t.choose, run: choose }]);
  const shown = files.find((file) => file.ticket === chosen) ?? files[0];
  return (
    <div className={css.page}>
      {input}
      <FileList files={files} chosen={shown?.ticket ?? null} onChoose={setChosen} onRemove={remove} onPick={choose} />
      <div className={css.column} data-pane aria-live="polite">
        {shown ? (
          <Result file={shown} />
        ) : (
          <Card className={css.fill}>
            <EmptyState
              icon={ShieldQuestionMark}
              title={t.emptyTitle}
              actions={
                <Button look="primary" size="large" keys="Ctrl+O" onPress={choose}>
                  {t.choose}
                </Button>
              }
            >
              {t.emptyText}
            </EmptyState>
          </Card>
        )}
      </div>
    </div>
  );
}

function Result({ file }: { readonly file: VerifiedFile }) {
  const t = useMessages(verifyWords);
  switch (file.state) {
    case 'checking':
      return (
        <Card className={css.fill}>
          <Waiting text={t.checking} />
        </Card>
      );
    case 'failed':
      return (
        <Card className={css.fill}>
          <ErrorState error={file.error} />
        </Card>
      );
    case 'done':
      return <Verdict report={file.report} ticket={file.ticket} />;
  }
}

import { useState } from 'react';
import type { FileType } from '#common/domain/file-type.ts';
import { mayRun } from '#common/domain/file-type.ts';
import { Button } from '#renderer/components/button.tsx';
import { Dialog } from '#renderer/components/dialog.tsx';
import { Note } from '#renderer/components/note.tsx';
import { call, saveExport } from '#renderer/lib/api.ts';
import { useCommands } from '#renderer/lib/commands.tsx';
import { errorText } from '#renderer/lib/errors.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { tellFailed } from '#renderer/lib/toasts.ts';
import { useDesk } from './desk.ts';
import type { EvidenceTab } from './evidence-tabs.ts';
import { fileWords } from './file-words.ts';

/** For what cannot be shown here: a copy for another program, after saying what that means. */
export function OpenOutside({
  tab,
  type,
}: {
  readonly tab: Extract<EvidenceTab, { kind: 'file' }>;
  readonly type: FileType | null;
}) {
  const t = useMessages(fileWords);
  const language = useLanguage();
  const { submission } = useDesk();
  const [isAsking, setAsking] = useState(false);
  useCommands([{ id: 'open-outside', label: t.openOutside, shortcut: 'O', run: () => setAsking(true) }]);
  const isDangerous = mayRun(type, tab.item.path);
  const close = () => {
    setAsking(false);
  };
  const save = () => {
    close();
    call('submission.saveEvidence', { submission, evidence: tab.id }).then(saveExport, (error: unknown) => {
      tellFailed(errorText(error, language));
    });
  };
  return (
    <>
      <Button keys="O" onPress={() => setAsking(true)}>
        {t.openOutside}
      </Button>
      <Dialog
        title={t.outsideTitle}
        isOpen={isAsking}
        onClose={close}
        alert
        actions={
          isDangerous ? (
            <>
              <Button look="danger" onPress={save}>
                {t.saveAnyway}
              </Button>
              <Button look="primary" onPress={close}>
                {t.cancel}
              </Button>
            </>
          ) : (
            <>
              <Button onPress={close}>{t.cancel}</Button>
              <Button look="primary" onPress={save}>
                {t.save}
              </Button>
            </>
          )
        }
      >
        <p>{t.outsideName(tab.title)}</p>
        {isDangerous && <Note tone="bad">{t.outsideRuns}</Note>}
        <Note tone="warn">{t.outsideCopy}</Note>
        {!isDangerous && <p>{t.outsideSafety}</p>}
      </Dialog>
    </>
  );
}

import { useState, type ReactNode } from 'react';
import type { LiveCheck } from '#common/domain/visit.ts';
import { useCommands } from '#renderer/lib/commands.tsx';
import { failureText } from '#renderer/lib/errors.ts';
import { useIncomingFiles } from '#renderer/lib/incoming-files.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { tellFailed } from '#renderer/lib/toasts.ts';
import { AddEvidenceDialog, type Incoming } from './add-evidence-dialog.tsx';
import { useDesk } from './desk.ts';
import { FieldDeskContext, type FieldDesk } from './field-desk.ts';
import { fieldWords } from './field-words.ts';
import { LiveCheckDialog } from './live-check-dialog.tsx';

type Open =
  | { readonly kind: 'add'; readonly first: Incoming | null }
  | { readonly kind: 'live'; readonly check: LiveCheck | null };

/** Another dialog is asking something: what comes in meanwhile is not meant for the page under it. A toast asks nothing. */
const isAsking = (): boolean =>
  document.querySelector('[role="dialog"], [role="alertdialog"]:not([aria-modal="false"])') !== null;

/** The two dialogs of the field with their keys; whatever is dropped or pasted on the workbench comes here. */
export function FieldDialogs({
  openTab,
  children,
}: {
  readonly openTab: (id: string) => void;
  readonly children: ReactNode;
}) {
  const t = useMessages(fieldWords);
  const language = useLanguage();
  const { locked } = useDesk();
  const [open, setOpen] = useState<Open | null>(null);
  const show = (next: Open) => {
    if (locked) tellFailed(failureText({ code: 'review.locked' }, language));
    else setOpen(next);
  };
  useIncomingFiles((files, how) => {
    if (!isAsking()) show({ kind: 'add', first: { files, how } });
  });
  const desk: FieldDesk = {
    addEvidence: () => show({ kind: 'add', first: null }),
    recordLive: (check) => show({ kind: 'live', check: check ?? null }),
    openTab,
  };
  useCommands([
    { id: 'record-live', label: t.look, shortcut: 'L', enabled: !locked, run: () => desk.recordLive() },
    { id: 'add-evidence', label: t.add, shortcut: 'M', enabled: !locked, run: desk.addEvidence },
  ]);
  const close = () => setOpen(null);
  return (
    <FieldDeskContext value={desk}>
      {children}
      {open?.kind === 'add' && <AddEvidenceDialog first={open.first} onClose={close} onKept={openTab} />}
      {open?.kind === 'live' && <LiveCheckDialog check={open.check} onClose={close} onSaved={openTab} />}
    </FieldDeskContext>
  );
}

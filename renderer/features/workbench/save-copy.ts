import { useMutation } from '@tanstack/react-query';
import { call, saveExport } from '#renderer/lib/api.ts';
import { useCommands } from '#renderer/lib/commands.tsx';
import { defineMessages, useMessages } from '#renderer/lib/messages.ts';
import { useSettings } from '#renderer/lib/settings.ts';
import { tellDone } from '#renderer/lib/toasts.ts';
import { useDesk } from './desk.ts';

const words = defineMessages({
  th: {
    save: 'บันทึกสำเนา PDF พร้อมเครื่องหมาย',
    saving: 'กำลังทำสำเนา…',
    saved: (name: string) => `บันทึก ${name} แล้ว`,
  },
  en: {
    save: 'Save PDF copy with marks',
    saving: 'Making the copy…',
    saved: (name) => `${name} was saved`,
  },
});

export interface SaveCopy {
  readonly label: string;
  readonly keys: string;
  readonly run: () => void;
}

const keys = 'Ctrl+Shift+S';

/** Saves the open file as PDF with its marks as annotations, for people without this program; null where none is open. */
export function useSaveCopy(evidence: string | null): SaveCopy | null {
  const t = useMessages(words);
  const { language } = useSettings();
  const { submission } = useDesk();
  const save = useMutation({
    mutationFn: (id: string) => call('annotation.exportPdf', { submission, evidence: id, language }),
    onSuccess: (ticket) => {
      saveExport(ticket);
      tellDone(t.saved(ticket.fileName));
    },
  });
  const run = () => {
    if (evidence !== null && !save.isPending) save.mutate(evidence);
  };
  useCommands([{ id: 'save-copy', label: t.save, shortcut: keys, enabled: evidence !== null, run }]);
  return evidence === null ? null : { label: save.isPending ? t.saving : t.save, keys, run };
}

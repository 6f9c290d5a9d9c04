import { useMutation } from '@tanstack/react-query';
import { redactionsOn } from '#common/domain/redaction.ts';
import type { EvidenceItem } from '#common/domain/submission.ts';
import { call, saveExport } from '#renderer/lib/api.ts';
import { useCommands } from '#renderer/lib/commands.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { defineMessages, useMessages } from '#renderer/lib/messages.ts';
import { useSettings } from '#renderer/lib/settings.ts';
import { tellDone } from '#renderer/lib/toasts.ts';
import { useDesk } from './desk.ts';

const words = defineMessages({
  th: {
    save: 'บันทึกสำเนา PDF พร้อมเครื่องหมาย',
    redacted: (n: string) => `บันทึกสำเนา PDF ที่ปกปิดแล้ว (มีการปกปิด ${n} จุด)`,
    saving: 'กำลังทำสำเนา…',
    saved: (name: string) => `บันทึก ${name} แล้ว`,
  },
  en: {
    save: 'Save PDF copy with marks',
    redacted: (n) => `Save PDF copy, blacked out in ${n === '1' ? '1 place' : `${n} places`}`,
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

/**
 * Saves the open file as PDF with its marks as annotations, for people without this program; null where none is open. What
 * is blacked out on it is blacked out in the copy.
 */
export function useSaveCopy(file: EvidenceItem | null): SaveCopy | null {
  const t = useMessages(words);
  const format = useFormat();
  const { language } = useSettings();
  const { submission, snapshot } = useDesk();
  const save = useMutation({
    mutationFn: (id: string) => call('annotation.exportPdf', { submission, evidence: id, language }),
    onSuccess: (ticket) => {
      saveExport(ticket);
      tellDone(t.saved(ticket.fileName));
    },
  });
  const run = () => {
    if (file !== null && !save.isPending) save.mutate(file.id);
  };
  const redactions = file === null ? 0 : redactionsOn(snapshot.review.marks, file.sha256).length;
  const label = redactions === 0 ? t.save : t.redacted(format.number(redactions));
  useCommands([{ id: 'save-copy', label, shortcut: keys, enabled: file !== null, run }]);
  return file === null ? null : { label: save.isPending ? t.saving : label, keys, run };
}

import { Download } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ToViewer } from '#common/contract/viewer.ts';
import { saveExport } from '#renderer/lib/api.ts';
import { useIsDark } from '#renderer/lib/dark.ts';
import { readExportBytes } from '#renderer/lib/evidence-bytes.ts';
import { connectFrame, evidenceFrame, type FrameLink } from '#renderer/lib/evidence-frame.ts';
import { defineMessages, useMessages } from '#renderer/lib/messages.ts';
import { useSettings } from '#renderer/lib/settings.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import css from './pdf-preview.module.css';

const words = defineMessages({
  th: {
    frame: 'ตัวอย่างก่อนพิมพ์',
    pages: (count: number) => `${count} หน้า`,
    same: 'ที่เห็นคือไฟล์ที่จะบันทึก',
    save: 'บันทึก PDF',
    failed: 'แสดงตัวอย่างไม่ได้ แต่บันทึกไฟล์ได้',
  },
  en: {
    frame: 'Print preview',
    pages: (count) => (count === 1 ? '1 page' : `${count} pages`),
    same: 'What you see is the file that will be saved',
    save: 'Save PDF',
    failed: 'The preview cannot be shown; the file can be saved.',
  },
});

/** Shows a finished PDF before it is saved, drawn in the frame that draws evidence: no other print is made for it. */
export function PdfPreview({
  ticket,
  title,
  onClose,
}: {
  readonly ticket: { readonly ticket: string; readonly fileName: string; readonly size: number };
  readonly title: string;
  readonly onClose: () => void;
}) {
  const t = useMessages(words);
  const { language, theme } = useSettings();
  const dark = useIsDark(theme);
  const frame = useRef<HTMLIFrameElement>(null);
  const [pages, setPages] = useState<number | 'failed' | null>(null);
  const latest = useRef(onClose);
  useEffect(() => {
    latest.current = onClose;
  });
  useEffect(() => {
    const { ticket: name, fileName, size } = ticket;
    const file = { name, submission: '', evidence: name, size };
    const link: FrameLink = connectFrame({
      frame: () => frame.current,
      readable: (asked) => (asked === name ? file : null),
      read: (_, range) => readExportBytes(name, range),
      onMessage: (message) => {
        if (message.kind === 'opened') setPages(message.pages);
        else if (message.kind === 'failed') setPages('failed');
        else if (message.kind === 'key' && message.code === 'Escape') latest.current();
        else if (message.kind === 'ready') open();
      },
    });
    const open = () => {
      const messages: readonly ToViewer[] = [
        { kind: 'theme', dark, language },
        { kind: 'tool', tool: 'select', colour: 'grey', stamp: '', readOnly: true },
        {
          kind: 'open',
          document: { evidence: name, mediaType: 'application/pdf', size, title: fileName, stream: null },
          marks: [],
        },
      ];
      for (const message of messages) link.send(message);
    };
    return () => link.close();
  }, [ticket, dark, language]);
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      width="wide"
      actions={
        <>
          <span className={css.about} role="status">
            {pages === 'failed' ? t.failed : pages === null ? '' : `${t.pages(pages)} · ${t.same}`}
          </span>
          <Button look="primary" icon={Download} onPress={() => saveExport(ticket)}>
            {t.save}
          </Button>
        </>
      }
    >
      <iframe ref={frame} className={css.frame} {...evidenceFrame()} title={t.frame} />
    </Dialog>
  );
}

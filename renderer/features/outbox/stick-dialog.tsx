import { useMutation } from '@tanstack/react-query';
import { Usb } from 'lucide-react';
import { useState } from 'react';
import type { OutboxItem } from '#common/contract/channels/outbox.ts';
import { Button } from '#renderer/components/button.tsx';
import { Dialog } from '#renderer/components/dialog.tsx';
import { Note } from '#renderer/components/note.tsx';
import { call, saveExport } from '#renderer/lib/api.ts';
import { errorText } from '#renderer/lib/errors.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useOutboxActions } from '#renderer/lib/outbox.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { outboxWords } from './words.ts';

/** Saving alone says nothing: only the person knows whether the files are on the stick and will be carried. */
export function StickDialog({
  items: offered,
  onClose,
}: {
  readonly items: readonly OutboxItem[];
  readonly onClose: () => void;
}) {
  const t = useMessages(outboxWords);
  const format = useFormat();
  const language = useLanguage();
  const actions = useOutboxActions();
  // What is saved stays what is confirmed, however the outbox goes on meanwhile.
  const [items] = useState(() => offered);
  const save = useMutation({
    meta: { shown: true },
    mutationFn: async () => {
      const carried: { readonly id: string; readonly sha256: string }[] = [];
      for (const item of items) {
        const file = await call('package.export', { id: item.package });
        saveExport(file);
        carried.push({ id: item.id, sha256: file.sha256 });
      }
      return carried;
    },
  });
  const count = format.number(items.length);
  return (
    <Dialog
      title={t.stickTitle}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button
            look={save.isSuccess ? 'outline' : 'primary'}
            icon={Usb}
            pending={save.isPending}
            onPress={() => save.mutate()}
          >
            {t.stickSave(count)}
          </Button>
          {save.isSuccess && (
            <Button
              look="primary"
              onPress={() => {
                actions.handOver(save.data);
                onClose();
              }}
            >
              {t.stickDone}
            </Button>
          )}
        </>
      }
    >
      <p>{t.stickText(count)}</p>
      {save.isSuccess && <Note live>{t.stickSaved}</Note>}
      {save.error && (
        <Note tone="bad" live>
          {errorText(save.error, language)}
        </Note>
      )}
    </Dialog>
  );
}

import { Button } from '#renderer/components/button.tsx';
import { Dialog } from '#renderer/components/dialog.tsx';
import { useDownload, useQueueActions } from '#renderer/lib/download-queue.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { downloadWords } from './download-words.ts';

/** Bytes that came over a bad line are not thrown away by one wrong key. */
export function CancelDialog({
  submission,
  name,
  isHere,
  onClose,
}: {
  readonly submission: string;
  readonly name: string;
  /** An older revision is on this computer and stays. */
  readonly isHere: boolean;
  readonly onClose: () => void;
}) {
  const t = useMessages(downloadWords);
  const format = useFormat();
  const queue = useQueueActions();
  const download = useDownload(submission);
  return (
    <Dialog
      title={t.cancelTitle(name)}
      alert
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            {t.keepOn}
          </Button>
          <Button
            look="danger"
            onPress={() => {
              queue.cancel(submission);
              onClose();
            }}
          >
            {t.cancel}
          </Button>
        </>
      }
    >
      <p>{t.cancelText(format.bytes(download?.bytesDone ?? 0))}</p>
      {isHere && <p>{t.cancelKeeps}</p>}
    </Dialog>
  );
}

import { useFileInput } from '#renderer/components/file-input.tsx';
import { useCommands } from '#renderer/lib/commands.tsx';
import { errorText } from '#renderer/lib/errors.ts';
import { offerAll, useInbox } from '#renderer/lib/files.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { tellFailed } from '#renderer/lib/toasts.ts';
import { ImportResults } from './import-results.tsx';
import { useReceiptImport } from './use-receipt-import.ts';
import { receiptWords } from './words.ts';

/** A picker for receipt files, as a command and, for the caller, as `choose`. */
export function useReceiptPicker(start: ReturnType<typeof useReceiptImport>['start']) {
  const t = useMessages(receiptWords);
  const language = useLanguage();
  const { input, choose } = useFileInput({
    accept: '.lpareceipt',
    multiple: true,
    label: t.import,
    onFiles: (files) => {
      offerAll(files).then(start, (failure: unknown) => {
        tellFailed(errorText(failure, language));
      });
    },
  });
  useCommands([{ id: 'import-receipt', label: t.import, run: choose }]);
  return { input, choose };
}

/** On the list of work: receipts that were dropped, opened from outside, or picked by the command. */
export function ReceiptImport() {
  const job = useReceiptImport();
  useInbox('receipt', job.start);
  const { input } = useReceiptPicker(job.start);
  return (
    <>
      {input}
      <ImportResults job={job} />
    </>
  );
}

import { MailCheck, Upload } from 'lucide-react';
import { Chip } from '#renderer/components/chip.tsx';
import { ReceiptChip } from '#renderer/components/receipt-chip.tsx';
import { useMessages } from '#renderer/lib/messages.ts';
import { isWaiting, useOutbox } from '#renderer/lib/outbox.ts';
import { useReceiptOf } from '#renderer/lib/receipts.ts';
import { downloadWords } from './download-words.ts';
import { WorkChip } from './work-chip.tsx';
import type { WorkRow } from './work-rows.ts';

/** Where a row stands; of signed work, whether it is still to go to the centre, and what that said of it. */
export function StateCell({ row }: { readonly row: WorkRow }) {
  if (row.state !== 'signed' || row.here === null) return <WorkChip state={row.state} />;
  return <SignedChip submission={row.here.id} />;
}

function SignedChip({ submission }: { readonly submission: string }) {
  const receipt = useReceiptOf(submission);
  const t = useMessages(downloadWords);
  // Those that are still to go come first.
  const item = useOutbox().data?.items.find((one) => one.submission === submission);
  if (item !== undefined && isWaiting(item)) return <Chip icon={Upload}>{t.toSend}</Chip>;
  if (receipt !== null) return <ReceiptChip outcome={receipt.outcome} />;
  if (item === undefined) return <WorkChip state="signed" />;
  return (
    <Chip tone="accent" icon={MailCheck}>
      {t.sent}
    </Chip>
  );
}

import { ReceiptChip } from '#renderer/components/receipt-chip.tsx';
import { useReceiptOf } from '#renderer/lib/receipts.ts';
import { WorkChip } from './work-chip.tsx';
import type { WorkRow } from './work-rows.ts';

/** Where a row stands; of signed work, what the centre said of it as soon as that is known. */
export function StateCell({ row }: { readonly row: WorkRow }) {
  if (row.state !== 'signed' || row.here === null) return <WorkChip state={row.state} />;
  return <SignedChip submission={row.here.id} />;
}

function SignedChip({ submission }: { readonly submission: string }) {
  const receipt = useReceiptOf(submission);
  return receipt === null ? <WorkChip state="signed" /> : <ReceiptChip outcome={receipt.outcome} />;
}

import type { Channel, HandlersFor } from '#common/contract/contract.ts';
import type { createReceipts } from './service.ts';

export const receiptHandlers = (
  receipts: ReturnType<typeof createReceipts>,
): HandlersFor<Extract<Channel, `receipt.${string}`>> => ({
  'receipt.list': ({ submission }) => receipts.list(submission),
  'receipt.import': ({ tickets, trust }) => receipts.importFiles(tickets, trust),
});

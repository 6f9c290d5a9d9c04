import { useQuery } from '@tanstack/react-query';
import type { PackageRecord } from '#common/contract/channels/package.ts';
import type { ReceiptRecord } from '#common/contract/channels/receipt.ts';
import { query, receiptsQuery } from './queries.ts';

/** By submission: the package that was signed last. Main lists the newest first. */
export function newestPackages(
  packages: readonly Pick<PackageRecord, 'id' | 'submission'>[],
): ReadonlyMap<string, string> {
  return new Map(packages.toReversed().map(({ submission, id }) => [submission, id]));
}

const byPackage = (receipts: readonly ReceiptRecord[]): ReadonlyMap<string, ReceiptRecord> =>
  new Map(receipts.map((receipt) => [receipt.package, receipt]));

/** What the centre said of the submission's present package; a receipt of an earlier one says nothing about it. */
export function useReceiptOf(submission: string): ReceiptRecord | null {
  const { data: newest } = useQuery({ ...query('package.list', { submission: null }), select: newestPackages });
  const { data: receipts } = useQuery({ ...receiptsQuery(), select: byPackage });
  const id = newest?.get(submission);
  return (id === undefined ? undefined : receipts?.get(id)) ?? null;
}

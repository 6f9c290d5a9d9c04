import { useMutation } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { ReceiptImport } from '#common/contract/channels/receipt.ts';
import { call } from '#renderer/lib/api.ts';
import type { OfferedFile } from '#renderer/lib/files.ts';

interface Request {
  readonly files: readonly string[];
  readonly trust: readonly string[];
  /** What became of the other files before the person was asked. */
  readonly before: readonly ReceiptImport[];
}

const nobody: ReadonlySet<string> = new Set();

/** Imports receipts; those of a centre that nobody has confirmed wait for an answer. */
export function useReceiptImport() {
  const [declined, setDeclined] = useState(nobody);
  const { mutate, reset, data, error, isPending } = useMutation({
    meta: { shown: true },
    mutationFn: async ({ files, trust, before }: Request) => {
      const results = await call('receipt.import', { tickets: [...files], trust: [...trust] });
      const byTicket = new Map(results.map((result) => [result.ticket, result]));
      const kept = before.map((result) => byTicket.get(result.ticket) ?? result);
      const known = new Set(before.map(({ ticket }) => ticket));
      return [...kept, ...results.filter(({ ticket }) => !known.has(ticket))];
    },
  });
  const start = useCallback(
    (offered: readonly OfferedFile[]) => {
      setDeclined(nobody);
      mutate({ files: offered.map(({ ticket }) => ticket), trust: [], before: [] });
    },
    [mutate],
  );
  const asked = data?.find(
    ({ outcome, centre }) => outcome === 'unknown-centre' && centre !== null && !declined.has(centre.fingerprint),
  );
  return {
    ...{ results: data ?? null, error, isPending, start, dismiss: reset },
    /** The centre that the person has to judge now. */
    asked: isPending ? null : (asked?.centre ?? null),
    decline: (fingerprint: string): void => setDeclined(new Set([...declined, fingerprint])),
    confirm(fingerprint: string): void {
      const before = data ?? [];
      const files = before.filter(({ centre }) => centre?.fingerprint === fingerprint).map(({ ticket }) => ticket);
      mutate({ files, trust: [fingerprint], before });
    },
  };
}

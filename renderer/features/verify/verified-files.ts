import { useQueryClient, useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { VerifyReport } from '#common/domain/verdict.ts';
import { call } from '#renderer/lib/api.ts';
import type { OfferedFile } from '#renderer/lib/files.ts';

export type VerifiedFile = OfferedFile &
  (
    | { readonly state: 'checking'; readonly job: string }
    | { readonly state: 'done'; readonly report: VerifyReport }
    | { readonly state: 'failed'; readonly error: unknown }
  );

interface VerifiedFiles {
  readonly files: readonly VerifiedFile[];
  verify(files: readonly OfferedFile[]): void;
  /** Takes it from the list; one that is still being checked is checked no further. */
  remove(ticket: string): void;
}

const key = ['verified-files'] as const;

/** Files verified since the library was opened, newest first; they stay in the list while other screens are visited. */
export function useVerifiedFiles(): VerifiedFiles {
  const client = useQueryClient();
  const { data } = useQuery<readonly VerifiedFile[]>({
    queryKey: key,
    queryFn: () => client.getQueryData<readonly VerifiedFile[]>(key) ?? [],
    initialData: [],
    gcTime: Infinity,
  });
  const update = useCallback(
    (change: (files: readonly VerifiedFile[]) => readonly VerifiedFile[]) => {
      client.setQueryData<readonly VerifiedFile[]>(key, (known) => change(known ?? []));
    },
    [client],
  );
  const replace = useCallback(
    (file: VerifiedFile) => {
      update((files) => files.map((other) => (other.ticket === file.ticket ? file : other)));
    },
    [update],
  );
  const verify = useCallback(
    (offered: readonly OfferedFile[]) => {
      const begun = offered.map((file) => ({ ...file, state: 'checking' as const, job: crypto.randomUUID() }));
      update((files) => [...begun, ...files]);
      for (const { job, ...file } of begun) {
        call('package.verify', { ticket: file.ticket, job }).then(
          (report) => {
            replace({ ...file, state: 'done', report });
          },
          (error: unknown) => {
            replace({ ...file, state: 'failed', error });
          },
        );
      }
    },
    [update, replace],
  );
  const remove = useCallback(
    (ticket: string) => {
      const file = client.getQueryData<readonly VerifiedFile[]>(key)?.find((one) => one.ticket === ticket);
      update((files) => files.filter((one) => one.ticket !== ticket));
      if (file?.state === 'checking') void call('package.cancel', { job: file.job });
    },
    [client, update],
  );
  return { files: data, verify, remove };
}

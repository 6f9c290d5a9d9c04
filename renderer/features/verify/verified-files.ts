import { useQueryClient, useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { VerifyReport } from '#common/domain/verdict.ts';
import { call } from '#renderer/lib/api.ts';
import type { OfferedFile } from '#renderer/lib/files.ts';

export type VerifiedFile = OfferedFile &
  (
    | { readonly state: 'checking' }
    | { readonly state: 'done'; readonly report: VerifyReport }
    | { readonly state: 'failed'; readonly error: unknown }
  );

interface VerifiedFiles {
  readonly files: readonly VerifiedFile[];
  verify(files: readonly OfferedFile[]): void;
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
      update((files) => [...offered.map((file) => ({ ...file, state: 'checking' as const })), ...files]);
      for (const file of offered) {
        call('package.verify', { ticket: file.ticket }).then(
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
      update((files) => files.filter((file) => file.ticket !== ticket));
    },
    [update],
  );
  return { files: data, verify, remove };
}

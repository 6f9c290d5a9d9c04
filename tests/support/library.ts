import { createLibraryService } from '#main/features/library/service.ts';
import { createExports } from '#main/lib/exports.ts';
import { systemClock, systemIds } from '#main/lib/system.ts';
import { passphrase } from './test-app.ts';

/** A real library in `folder`, open, without the rest of the application: a new one, or the one that is there. */
export async function openLibraryService(folder: string, how: 'create' | 'unlock' = 'create') {
  const ids = systemIds(systemClock);
  const library = createLibraryService({
    folder,
    hostName: 'none',
    version: '0.0.0-test',
    secrets: {
      available: async () => false,
      seal: async () => Promise.reject(new Error('no key store in tests')),
      unseal: async () => Promise.reject(new Error('no key store in tests')),
    },
    clock: systemClock,
    ids,
    printRecovery: async () => Promise.reject(new Error('this test has no browser')),
    exports: createExports(ids),
    emit: () => undefined,
  });
  if (how === 'unlock') await library.unlock(passphrase);
  else await library.create({ name: 'นายธนพล ศรีสุนทรกิจ', position: 'ประธานทีม', office: '' }, passphrase);
  return library;
}

import { createLibraryService, type LibraryDeps, type LibraryService } from '#main/features/library/service.ts';
import { createExports } from '#main/lib/exports.ts';
import { systemClock, systemIds } from '#main/lib/system.ts';

export const passphrase = 'น้ำตาลทรายขาว 12 ถุง';
export const ownerProfile = { name: 'สมหญิง ใจดีเหลือเกิน', position: 'นักวิชาการ ชำนาญการ', office: 'สถจ.ลำพูน' };
const ids = systemIds(systemClock);

/** The real library service on a real folder, without a window, a printer or a key store. */
export const openService = (folder: string, change: Partial<LibraryDeps> = {}): LibraryService =>
  createLibraryService({
    folder,
    hostName: 'none',
    version: '0.0.0',
    secrets: {
      available: async () => false,
      seal: async (plain) => plain,
      unseal: async (sealed) => sealed,
    },
    clock: systemClock,
    ids,
    printRecovery: async () => Buffer.from('%PDF-'),
    exports: createExports(ids),
    emit: () => undefined,
    ...change,
  });

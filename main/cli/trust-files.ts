import { readFile } from 'node:fs/promises';
import { AppError } from '#common/contract/failures.ts';
import { readTrustFile, type TrustFile } from '#main/lib/signing/trust-anchors.ts';

/** Files of certificates to trust and of lists of revoked ones. Throws AppError 'file.unreadable' or 'trust.unreadable'. */
export const readTrustFiles = (files: readonly string[]): Promise<TrustFile[]> =>
  Promise.all(
    files.map(async (file) => {
      const bytes = await readFile(file).catch((cause: unknown) => {
        throw new AppError('file.unreadable', { file }, { cause });
      });
      return readTrustFile(bytes);
    }),
  );

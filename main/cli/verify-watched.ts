import type { Language } from '#common/domain/text.ts';
import type { VerifyReport } from '#common/domain/verdict.ts';
import { verifyPackage } from '#main/verify/verify-file.ts';
import type { VerifyDeps } from '#main/verify/verify-package.ts';
import { createProgress } from './progress-line.ts';
import { both } from './terminal.ts';

const megabyte = 1_000_000;

/** Verifies a file and tells how far that is, where it takes long. Throws AppError('cancelled') once `signal` is aborted. */
export async function verifyWatched(
  file: string,
  signal: AbortSignal,
  { language, ...deps }: VerifyDeps & { readonly language: Language },
): Promise<VerifyReport> {
  const progress = createProgress(process.stderr, both('ตรวจแล้ว (MB)', 'verified (MB)')[language]);
  let read = 0;
  const passed = (bytes: number, of: number) => {
    read += bytes;
    const [done, total] = [Math.floor(Math.min(read, of) / megabyte), Math.ceil(of / megabyte)];
    progress.tell({ done, total });
  };
  return verifyPackage(file, { ...deps, watch: { signal, passed } }).finally(progress.end);
}

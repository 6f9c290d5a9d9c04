import { basename } from 'node:path';
import { stat } from 'node:fs/promises';
import type { VerifyReport } from '#common/domain/verdict.ts';
import { openStrictZip } from '#main/lib/zip/strict-zip.ts';
import { openWith, type OpenedPackage, type VerifyDeps } from './verify-package.ts';

/** Checks a package that is a file. Never throws for what is in it; only the reason of who ends it. */
export const verifyPackage = async (filePath: string, deps: VerifyDeps = {}): Promise<VerifyReport> =>
  (await openPackage(filePath, deps)).report;

/** Verifies as `verifyPackage` does, and hands out what it read. */
export async function openPackage(filePath: string, deps: VerifyDeps = {}): Promise<OpenedPackage> {
  const size = await stat(filePath).then(
    (facts) => facts.size,
    () => 0,
  );
  return openWith(basename(filePath), size, (limits) => openStrictZip(filePath, limits, deps.watch), deps);
}

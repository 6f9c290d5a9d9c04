import type { Language } from '#common/domain/text.ts';
import { verifyPackage } from '#main/verify/verify-file.ts';
import { writeLine, type ExitCode } from './terminal.ts';
import { verdictLines } from './verdict-text.ts';

/** Verifies packages one after another and prints what was found. */
export async function verifyFiles(
  files: readonly string[],
  { json, language, signer }: { readonly json: boolean; readonly language: Language; readonly signer?: string },
): Promise<ExitCode> {
  const reports = [];
  for (const file of files) {
    const report = await verifyPackage(
      file,
      signer === undefined ? {} : { signer: signer.toLowerCase().replace(/[\s:]/g, '') },
    );
    reports.push(report);
    if (json) continue;
    if (reports.length > 1) writeLine();
    for (const line of verdictLines(report, language)) writeLine(line);
  }
  if (json) writeLine(JSON.stringify(reports, null, 2));
  if (reports.some(({ verdict }) => verdict === 'invalid')) return 1;
  return reports.every(({ verdict }) => verdict === 'valid') && reports.length > 0 ? 0 : 2;
}

import type { Language } from '#common/domain/text.ts';
import { trustedOf } from '#main/lib/signing/trust-anchors.ts';
import { readTrustFiles } from './trust-files.ts';
import { writeLine, type ExitCode } from './terminal.ts';
import { verdictLines } from './verdict-text.ts';
import { verifyWatched } from './verify-watched.ts';

interface VerifyOptions {
  readonly json: boolean;
  readonly language: Language;
  readonly signer?: string;
  /** Files of certificates to trust and of lists of revoked ones; empty: no issuer of signers is checked. */
  readonly trust: readonly string[];
  /** The same for timestamp authorities: who vouches for signers says nothing about time. */
  readonly trustTime: readonly string[];
}

const never = new AbortController().signal;

/**
 * Verifies packages one after another and prints what was found. It writes no file, so Ctrl-C is left to the system, which
 * ends the program at once: a handler of ours would wait for a hostile package that keeps the program busy.
 */
export async function verifyFiles(
  files: readonly string[],
  { json, language, signer, trust, trustTime }: VerifyOptions,
): Promise<ExitCode> {
  const reports = [];
  const deps = {
    ...(signer === undefined ? {} : { signer: signer.toLowerCase().replace(/[\s:]/g, '') }),
    ...trustedOf({ signers: await readTrustFiles(trust), time: await readTrustFiles(trustTime) }),
  };
  for (const file of files) {
    const report = await verifyWatched(file, never, { ...deps, language });
    reports.push(report);
    if (json) continue;
    if (reports.length > 1) writeLine();
    for (const line of verdictLines(report, language)) writeLine(line);
  }
  if (json) writeLine(JSON.stringify(reports, null, 2));
  if (reports.some(({ verdict }) => verdict === 'invalid')) return 1;
  return reports.every(({ verdict }) => verdict === 'valid') && reports.length > 0 ? 0 : 2;
}

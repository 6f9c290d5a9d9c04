import { AppError } from '#common/contract/failures.ts';
import type { Language } from '#common/domain/text.ts';
import { timestampAsice } from '#main/lib/asice/timestamp-asice.ts';
import { writeAsiceFile } from '#main/lib/asice/write-asice-file.ts';
import { readAuthorityAddress } from '#main/lib/http/addresses.ts';
import { createHttpClient } from '#main/lib/http/client.ts';
import { askOver } from '#main/lib/signing/ask-authority.ts';
import { trustedOf } from '#main/lib/signing/trust-anchors.ts';
import { openStrictZip } from '#main/lib/zip/strict-zip.ts';
import { packageLimits } from '#main/verify/verify-package.ts';
import { orAborted, unlessInterrupted } from './interruption.ts';
import { both, writeLine, type ExitCode } from './terminal.ts';
import { readTrustFiles } from './trust-files.ts';
import { verdictLines } from './verdict-text.ts';
import { verifyWatched } from './verify-watched.ts';

interface TimestampOptions {
  readonly authority: string;
  /** Files of authorities; with some, a token from anybody else is not taken. */
  readonly trustTime: readonly string[];
  readonly language: Language;
}

/**
 * Adds timestamps to a package's signatures. The file is replaced only by one that verifies as before. Throws
 * AppError('cancelled') on Ctrl-C; then the file is as it was.
 */
export const timestampFile = (file: string, options: TimestampOptions): Promise<ExitCode> =>
  unlessInterrupted((signal) => stampUnless(signal, file, options));

async function stampUnless(
  signal: AbortSignal,
  file: string,
  { authority, trustTime, language }: TimestampOptions,
): Promise<ExitCode> {
  const address = readAuthorityAddress(authority);
  const trusted = trustedOf({ signers: [], time: await readTrustFiles(trustTime) });
  const report = await verifyWatched(file, signal, { language });
  if (report.verdict !== 'valid') {
    for (const line of verdictLines(report, language)) writeLine(line);
    return report.verdict === 'invalid' ? 1 : 2;
  }
  const client = createHttpClient({ connections: 1, privateAddresses: true });
  const zip = await openStrictZip(file, packageLimits);
  try {
    const stamped = await orAborted(signal, timestampAsice(zip, askOver(client, address, Date.now)));
    if (stamped === null) {
      writeLine(both('ประทับเวลาแล้ว ไม่ต้องทำอีก', 'It has its timestamp already.')[language]);
      return 0;
    }
    const { container } = stamped;
    signal.addEventListener('abort', () => void container.destroy(signal.reason as Error));
    await writeAsiceFile(file, container, async (temporary) => {
      await zip.close();
      const after = await verifyWatched(temporary, signal, { language, ...trusted });
      if (after.verdict !== 'valid') throw new AppError('timestamp.refused', { reason: 'package' });
      const fresh = new Set(stamped.timestamps.map(({ fingerprint }) => fingerprint));
      const strange = after.signers.find(({ timestamp: one }) => one?.trusted === false && fresh.has(one.fingerprint));
      if (strange !== undefined)
        throw new AppError('timestamp.untrusted', { authority: strange.timestamp?.authority ?? '' });
    });
    for (const { at, authority: name } of stamped.timestamps)
      writeLine(both(`ระดับ T: ${at} โดย ${name}`, `Level T: ${at} by ${name}`)[language]);
    if (trustTime.length === 0)
      writeLine(
        both(
          'ยังไม่ได้ตรวจว่าผู้ประทับเวลาน่าเชื่อถือหรือไม่ (--trust-time)',
          'Whether this authority can be trusted is not checked (--trust-time).',
        )[language],
      );
    return 0;
  } finally {
    await zip.close();
    await client.close();
  }
}

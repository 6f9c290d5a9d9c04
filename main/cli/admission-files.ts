import { readFile } from 'node:fs/promises';
import { AppError, isAppError } from '#common/contract/failures.ts';
import { KeySet } from '#common/formats/assessment-server.ts';
import { parseInstrument } from '#main/features/submission/find-instrument.ts';
import { thumbprintsOf } from '#main/lib/key-thumbprints.ts';
import { sha256 } from '#main/lib/sha256.ts';

const maxFile = 16 * 1024 * 1024;

async function read(file: string): Promise<Buffer> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new AppError('file.unreadable', { file }, { cause });
  });
  if (bytes.length > maxFile) throw new AppError('file.too-large', { file });
  return bytes;
}

/** One fingerprint a line, as the app shows it; what stands behind `#` is a remark. */
function fingerprintsOf(text: string): readonly string[] | null {
  const lines = text.split(/\r?\n/).map((line) => line.replace(/#.*/, '').replace(/[\s:]/g, '').toLowerCase());
  const fingerprints = lines.filter((line) => line !== '');
  return fingerprints.length > 0 && fingerprints.every((line) => /^[0-9a-f]{64}$/.test(line)) ? fingerprints : null;
}

async function sendersOf(file: string): Promise<Iterable<string>> {
  const text = (await read(file)).toString('utf8').replace(/^\uFEFF/, '');
  const lines = fingerprintsOf(text);
  if (lines !== null) return lines;
  try {
    return await thumbprintsOf(KeySet.parse(JSON.parse(text)));
  } catch (cause) {
    throw new AppError('senders.unreadable', { file }, { cause });
  }
}

/**
 * Keys that may have signed submissions: fingerprints line by line, or the JWK Set that a server publishes. Null without
 * files: any key. Throws AppError 'file.unreadable', 'senders.unreadable'.
 */
export async function readSenderFiles(files: readonly string[]): Promise<ReadonlySet<string> | null> {
  if (files.length === 0) return null;
  const all = new Set<string>();
  for (const file of files) for (const fingerprint of await sendersOf(file)) all.add(fingerprint);
  return all;
}

/** SHA-256 of the instruments that a centre takes; null without files: any. Throws AppError 'file.unreadable', 'instrument.invalid'. */
export async function readInstrumentFiles(files: readonly string[]): Promise<ReadonlySet<string> | null> {
  if (files.length === 0) return null;
  const all = new Set<string>();
  for (const file of files) {
    const bytes = await read(file);
    try {
      parseInstrument(bytes);
    } catch (cause) {
      if (isAppError(cause)) throw new AppError(cause.code, { ...cause.details, file }, { cause });
      throw cause;
    }
    all.add(sha256(bytes));
  }
  return all;
}

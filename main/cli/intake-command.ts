import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { AppError } from '#common/contract/failures.ts';
import type { Language } from '#common/domain/text.ts';
import { keyFromFile } from '#main/intake/centre-key.ts';
import { takeIn, type IntakeSummary } from '#main/intake/take-in.ts';
import { readInstrumentFiles, readSenderFiles } from './admission-files.ts';
import { askPassword } from './ask-password.ts';
import { intakeLines } from './intake-text.ts';
import { productVersion } from './project-folder.ts';
import { createProgress } from './progress-line.ts';
import { readTrustFiles } from './trust-files.ts';
import { both, writeError, writeLine, type ExitCode } from './terminal.ts';

export interface IntakeCommandOptions {
  readonly out: string;
  readonly key?: string;
  readonly choose?: readonly string[];
  readonly threads?: number;
  /** Files of certificates to trust and of lists of revoked ones; empty: anybody may have signed. */
  readonly trust: readonly string[];
  /** The same for timestamp authorities; empty: stamps prove nothing. */
  readonly trustTime: readonly string[];
  /** Files of keys that may have signed submissions; empty: any key. */
  readonly senderKeys: readonly string[];
  /** Instruments that are taken; empty: any. */
  readonly instrument: readonly string[];
}

async function centreKey(path: string | undefined, language: Language) {
  if (path === undefined) return null;
  const question = both(`รหัสผ่านของ ${path}: `, `Password of ${path}: `)[language];
  const password = process.env.LPA_KEY_PASSWORD ?? (await askPassword(question)) ?? '';
  return keyFromFile(path, password, Date.now());
}

const isWhole = ({ outcomes, lost, unknown }: IntakeSummary): boolean =>
  outcomes.rejected + outcomes.held + outcomes.unreadable + lost.length + unknown.length === 0;

/** Takes in a folder and says what became of it. */
export async function intake(
  folder: string,
  {
    out,
    key,
    choose = [],
    threads,
    trust,
    language,
    ...options
  }: IntakeCommandOptions & { readonly language: Language },
): Promise<ExitCode> {
  const chosen = choose.map((text) => text.toLowerCase().replace(/[\s:]/g, ''));
  const odd = chosen.find((text) => !/^[0-9a-f]{64}$/.test(text));
  if (odd !== undefined) throw new AppError('invalid-input', { sha256: odd });
  const identity = await centreKey(key, language);
  const progress = createProgress(process.stderr, both('ตรวจแล้ว', 'verified')[language]);
  const summary = await takeIn({
    folder,
    out: resolve(out),
    identity,
    trust: await readTrustFiles(trust),
    trustTime: await readTrustFiles(options.trustTime),
    senders: await readSenderFiles(options.senderKeys),
    instruments: await readInstrumentFiles(options.instrument),
    choose: chosen,
    examinersAtOnce: threads ?? availableParallelism(),
    now: Date.now,
    version: productVersion(),
    onProgress: progress.tell,
  }).finally(progress.end);
  for (const line of intakeLines(summary, language)) writeLine(line);
  if (trust.length === 0)
    writeLine(
      both(
        'ไม่ได้กำหนดผู้ออกใบรับรองที่เชื่อถือ (--trust) จึงไม่รู้ว่าผู้ลงนามเป็นใคร ฉบับหลังจากผู้ลงนามอื่นจะรอเจ้าหน้าที่พิจารณา',
        'Nobody said whose certificates to trust (--trust), so who signed is not known; a later package by another signer waits for a person.',
      )[language],
    );
  if (summary.results.parquet === 'failed')
    writeError(
      both(
        'เขียน Parquet ไม่สำเร็จ ส่วนอื่นครบ สั่งรับอีกครั้งเมื่อมีที่ว่างพอ ถ้ายังไม่ได้ให้แจ้งผู้ดูแลโปรแกรม',
        'Parquet could not be written; all the rest is complete. Run it again when there is room, or tell whoever keeps the program.',
      )[language],
    );
  if (summary.results.parquet === 'no-engine')
    writeError(
      both(
        'ไม่ได้เขียน Parquet เพราะไม่มี DuckDB ในเครื่องนี้ ส่วนอื่นครบ ติดตั้งด้วย npm install --include=optional',
        'No Parquet was written, since DuckDB is not installed here; all the rest is complete. Install it by npm install --include=optional',
      )[language],
    );
  writeLine(both(`ผล: ${summary.results.folder}`, `Results: ${summary.results.folder}`)[language]);
  writeLine(both(`ใบรับ: ${join(resolve(out), 'receipts')}`, `Receipts: ${join(resolve(out), 'receipts')}`)[language]);
  return isWhole(summary) ? 0 : 1;
}

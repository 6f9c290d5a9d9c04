import { readFile, stat } from 'node:fs/promises';
import { AppError } from '#common/contract/failures.ts';
import type { Workbook } from '#common/domain/instrument-sheet.ts';
import { runInThread, threadFile } from '#main/lib/run-in-thread.ts';
import type { WorkbookAnswer } from './workbook-worker.ts';

const mostBytes = 8 * 1024 * 1024;
/** Milliseconds; a full instrument takes about one second. */
const patience = 30_000;
const memory = { maxOldGenerationSizeMb: 768, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 };

const file = threadFile(import.meta.url, 'workbook-worker.ts', 'workers/workbook-worker.mjs');

/**
 * The sheets of a template as text. One rule over all cells of a sheet is some bytes in the file and seventeen thousand
 * million entries in the parser: it runs in a thread that is ended when it takes too long or too much memory. Throws
 * AppError('file.too-large' | 'file.unreadable' | 'zip.bomb').
 */
export async function readWorkbook(path: string, limit = patience): Promise<Workbook> {
  const missing = (cause: unknown) => new AppError('file.unreadable', { reason: 'missing' }, { cause });
  const { size } = await stat(path).catch((error: unknown) => {
    throw missing(error);
  });
  if (size > mostBytes) throw new AppError('file.too-large', { limit: mostBytes });
  const bytes = await readFile(path).catch((error: unknown) => {
    throw missing(error);
  });
  const answer = (await runInThread({ file, data: bytes, memory, patience: limit })) as WorkbookAnswer | null;
  if (answer === null) throw new AppError('file.unreadable', { reason: 'not-xlsx' });
  if (!answer.ok) throw new AppError(answer.code, answer.details);
  return answer.workbook;
}

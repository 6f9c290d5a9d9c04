import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { AppError } from '#common/contract/failures.ts';
import type { Workbook } from '#common/domain/instrument-sheet.ts';
import type { WorkbookAnswer } from './workbook-worker.ts';

const mostBytes = 8 * 1024 * 1024;
/** Milliseconds; a full instrument takes about one second. */
const patience = 30_000;
const memory = { maxOldGenerationSizeMb: 768, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 };

/** Beside this file in the source, in `workers` beside the bundle when built; never inside an installer's archive. */
const workerFile = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? 'workbook-worker.ts' : 'workers/workbook-worker.mjs', import.meta.url),
).replace(/([\\/]app\.asar)([\\/])/, '$1.unpacked$2');

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
  const answer = await parseInThread(bytes, limit);
  if (!answer.ok) throw new AppError(answer.code, answer.details);
  return answer.workbook;
}

function parseInThread(bytes: Uint8Array, limit: number): Promise<WorkbookAnswer> {
  return new Promise((resolve) => {
    const worker = new Worker(workerFile, { workerData: bytes, resourceLimits: memory, env: {}, execArgv: [] });
    const end = (answer: WorkbookAnswer) => {
      clearTimeout(timer);
      resolve(answer);
      void worker.terminate();
    };
    const fail = () => end({ ok: false, code: 'file.unreadable', details: { reason: 'not-xlsx' } });
    const timer = setTimeout(fail, limit);
    worker.once('message', (answer: WorkbookAnswer) => end(answer));
    worker.once('error', fail);
    worker.once('exit', fail);
  });
}

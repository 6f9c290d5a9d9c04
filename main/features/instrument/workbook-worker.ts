import { parentPort, workerData } from 'node:worker_threads';
import { isAppError, type AppError } from '#common/contract/failures.ts';
import type { Workbook } from '#common/domain/instrument-sheet.ts';
import { parseWorkbook } from './parse-workbook.ts';

export type WorkbookAnswer =
  | { readonly ok: true; readonly workbook: Workbook }
  | { readonly ok: false; readonly code: AppError['code']; readonly details: AppError['details'] };

async function answerOf(bytes: Uint8Array): Promise<WorkbookAnswer> {
  try {
    return { ok: true, workbook: await parseWorkbook(Buffer.from(bytes)) };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { ok: false, code: error.code, details: error.details };
  }
}

parentPort?.postMessage(await answerOf(workerData as Uint8Array));

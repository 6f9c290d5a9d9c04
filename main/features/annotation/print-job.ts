import { AppError } from '#common/contract/failures.ts';
import type { PrintJob } from '#common/contract/print-job.ts';
import type { PrintDeps } from './export-pdf.ts';

/** Has one job laid out and printed. Throws AppError('print.failed'). */
export async function printJob(job: PrintJob, { print, printData }: PrintDeps): Promise<Uint8Array> {
  try {
    return await print(`/print.html?ticket=${printData.offer(job)}`, { format: 'A4' });
  } catch (error) {
    throw new AppError('print.failed', {}, { cause: error });
  }
}

import { AppError } from '#common/contract/failures.ts';
import type { PrintJob } from '#common/contract/print-job.ts';
import type { AppPath, PageSetup } from '#main/host/host.ts';
import type { PrintData } from '#main/lib/print-data.ts';

export interface PrintDeps {
  /** Prints a page of the application off screen. */
  print(path: AppPath, setup: PageSetup): Promise<Uint8Array>;
  readonly printData: Pick<PrintData, 'offer'>;
}

/** Has one job laid out and printed. Throws AppError('print.failed'). */
export async function printJob(job: PrintJob, { print, printData }: PrintDeps): Promise<Uint8Array> {
  try {
    return await print(`/print.html?ticket=${printData.offer(job)}`, { format: 'A4' });
  } catch (error) {
    throw new AppError('print.failed', {}, { cause: error });
  }
}

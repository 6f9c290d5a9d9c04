import { PrintJob } from '#common/contract/print-job.ts';

export type PrintFailureCode = 'ticket' | 'data' | 'fonts' | 'page' | 'browser';

/** Why nothing can be printed; the host reads the code from the page. */
export class PrintFailure extends Error {
  override readonly name = 'PrintFailure';
  readonly code: PrintFailureCode;

  constructor(code: PrintFailureCode) {
    super(code);
    this.code = code;
  }
}

/** Fetches what to print. A ticket works once. */
export async function loadJob(ticket: string | null): Promise<PrintJob> {
  if (ticket === null) throw new PrintFailure('ticket');
  const answer = await fetch(`/print-data/${encodeURIComponent(ticket)}.json`);
  if (!answer.ok) throw new PrintFailure('ticket');
  const parsed = PrintJob.safeParse(await answer.json().catch(() => null));
  if (!parsed.success) throw new PrintFailure('data');
  return parsed.data;
}

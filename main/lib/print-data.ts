import type { PrintJob } from '#common/contract/print-job.ts';
import type { Ids } from './ports.ts';

/** Far more jobs than are ever printed at one time; older ones were given up. */
const limit = 64;

export interface PrintData {
  /** Keeps the job in memory until the print page fetches it, once. */
  offer(job: PrintJob): string;
  /** JSON for `/print-data/<ticket>.json`; undefined for an unknown or used ticket. */
  take(ticket: string): Uint8Array | undefined;
  clear(): void;
}

/** What the print page may fetch: in memory only, since it holds names, scores and recovery words. */
export function createPrintData(ids: Ids): PrintData {
  const jobs = new Map<string, PrintJob>();
  return {
    offer(job) {
      const ticket = ids.random();
      jobs.set(ticket, job);
      const oldest = jobs.size > limit ? jobs.keys().next().value : undefined;
      if (oldest !== undefined) jobs.delete(oldest);
      return ticket;
    },
    take(ticket) {
      const job = jobs.get(ticket);
      jobs.delete(ticket);
      return job === undefined ? undefined : new TextEncoder().encode(JSON.stringify(job));
    },
    clear: () => jobs.clear(),
  };
}

import type { Exports, Ids } from './ports.ts';

/** Something the page may download once it knows the ticket. */
export interface Offered {
  readonly fileName: string;
  readonly type: string;
  readonly size: number;
  /** Plain bytes [begin, end). */
  read(begin: number, end: number): Promise<Uint8Array>;
}

const limit = 100;

/** Downloads offered to the page at `/export/<ticket>`: in memory or read from the sealed store, never a plain file. */
export function createExports(ids: Ids): Exports & { find(ticket: string): Offered | undefined; clear(): void } {
  const offered = new Map<string, Offered>();
  const offer = (entry: Offered) => {
    const ticket = ids.random();
    offered.set(ticket, entry);
    const oldest = offered.size > limit ? offered.keys().next().value : undefined;
    if (oldest !== undefined) offered.delete(oldest);
    return { ticket, fileName: entry.fileName, size: entry.size };
  };
  return {
    offerBytes: (fileName, type, bytes) =>
      offer({
        fileName,
        type,
        size: bytes.byteLength,
        read: async (begin, end) => bytes.subarray(begin, end),
      }),
    offerStream: (fileName, type, size, read) => offer({ fileName, type, size, read }),
    find: (ticket) => offered.get(ticket),
    clear: () => offered.clear(),
  };
}

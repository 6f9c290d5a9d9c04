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
/** Bytes of all that lie in memory together; the oldest goes first, the newest stays however large it is. */
const mostBytes = 512 * 1024 * 1024;

/** Downloads offered to the page at `/export/<ticket>`: in memory or read from the sealed store, never a plain file. */
export function createExports(ids: Ids): Exports & { find(ticket: string): Offered | undefined; clear(): void } {
  const offered = new Map<string, Offered & { readonly held: number }>();
  const offer = (entry: Offered, held = 0) => {
    const ticket = ids.random();
    offered.set(ticket, { ...entry, held });
    let together = 0;
    for (const [index, [known, { held: bytes }]] of [...offered].reverse().entries()) {
      together += bytes;
      if (index > 0 && (together > mostBytes || index >= limit)) offered.delete(known);
    }
    return { ticket, fileName: entry.fileName, size: entry.size };
  };
  return {
    offerBytes: (fileName, type, bytes) =>
      offer(
        { fileName, type, size: bytes.byteLength, read: async (begin, end) => bytes.subarray(begin, end) },
        bytes.byteLength,
      ),
    offerStream: (fileName, type, size, read) => offer({ fileName, type, size, read }),
    find: (ticket) => offered.get(ticket),
    clear: () => offered.clear(),
  };
}

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
  type Entry = Offered & { readonly held: number; readonly remove: () => Promise<void> };
  const offered = new Map<string, Entry>();
  const forget = (ticket: string) => {
    // Where it cannot be removed now, the folder is emptied at the next start.
    offered
      .get(ticket)
      ?.remove()
      .catch(() => undefined);
    offered.delete(ticket);
  };
  const offer = (entry: Offered, held = 0, remove = async (): Promise<void> => undefined) => {
    const ticket = ids.random();
    offered.set(ticket, { ...entry, held, remove });
    let together = 0;
    for (const [index, [known, { held: bytes }]] of [...offered].reverse().entries()) {
      together += bytes;
      if (index > 0 && (together > mostBytes || index >= limit)) forget(known);
    }
    return { ticket, fileName: entry.fileName, size: entry.size };
  };
  return {
    offerBytes: (fileName, type, bytes) =>
      offer(
        { fileName, type, size: bytes.byteLength, read: async (begin, end) => bytes.subarray(begin, end) },
        bytes.byteLength,
      ),
    offerStream: (fileName, type, size, read, remove) => offer({ fileName, type, size, read }, 0, remove),
    withdraw: forget,
    find: (ticket) => offered.get(ticket),
    clear() {
      for (const ticket of [...offered.keys()]) forget(ticket);
    },
  };
}

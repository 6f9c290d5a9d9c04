import { maxUpload } from '#common/contract/channels/evidence.ts';
import { AppError } from '#common/contract/failures.ts';
import type { Clock, Ids } from '#main/lib/ports.ts';

interface Upload {
  readonly name: string;
  readonly bytes: Buffer;
  received: number;
  touchedAt: number;
}

interface UploadDeps {
  /** Throws 'library.locked': what comes in then could not be sealed, and would stay in memory. */
  current(): unknown;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** What nobody asked for that long is forgotten, in milliseconds. */
const kept = 15 * 60_000;
/** Of all uploads together; the oldest goes first. */
const maxTogether = 3 * maxUpload;
const mostUploads = 100;

/** Content without a file behind it (clipboard, camera), in memory only until it is sealed: no plain byte meets the disk. */
export function createUploads({ current, clock, ids }: UploadDeps) {
  const open = new Map<string, Upload>();
  const finished = new Map<string, Upload>();

  function prune(): void {
    const before = clock.now() - kept;
    for (const all of [open, finished]) for (const [id, { touchedAt }] of all) if (touchedAt < before) all.delete(id);
    const oldestFirst = [open, finished]
      .flatMap((all) => [...all].map(([id, { touchedAt, bytes }]) => ({ all, id, touchedAt, size: bytes.length })))
      .sort((a, b) => a.touchedAt - b.touchedAt);
    let together = oldestFirst.reduce((sum, { size }) => sum + size, 0);
    for (const [index, { all, id, size }] of oldestFirst.entries()) {
      if (together <= maxTogether && oldestFirst.length - index <= mostUploads) return;
      all.delete(id);
      together -= size;
    }
  }

  function find(id: string): Upload {
    const upload = open.get(id);
    if (upload === undefined) throw new AppError('file.unknown-ticket');
    upload.touchedAt = clock.now();
    return upload;
  }

  return {
    async begin({ name, size }: { readonly name: string; readonly size: number }): Promise<{ upload: string }> {
      current();
      const upload = ids.random();
      open.set(upload, { name, bytes: Buffer.alloc(size), received: 0, touchedAt: clock.now() });
      prune();
      return { upload };
    },

    async part(id: string, at: number, data: string): Promise<{ size: number }> {
      const upload = find(id);
      const bytes = Buffer.from(data, 'base64');
      // Already here: its answer was lost on the way.
      if (at + bytes.length <= upload.received) return { size: upload.received };
      if (at !== upload.received || at + bytes.length > upload.bytes.length)
        throw new AppError('invalid-input', { field: 'at' });
      bytes.copy(upload.bytes, at);
      upload.received += bytes.length;
      return { size: upload.received };
    },

    async finish(id: string): Promise<{ ticket: string }> {
      const upload = find(id);
      if (upload.received !== upload.bytes.length) throw new AppError('file.unreadable', { name: upload.name });
      open.delete(id);
      const ticket = ids.random();
      finished.set(ticket, upload);
      return { ticket };
    },

    /** Null for a ticket of a file. */
    find: (ticket: string): { readonly name: string; readonly bytes: Buffer } | null => finished.get(ticket) ?? null,
    drop: (ticket: string): void => void finished.delete(ticket),
    clear(): void {
      open.clear();
      finished.clear();
    },
  };
}
export type Uploads = ReturnType<typeof createUploads>;

import { AppError } from '#common/contract/failures.ts';
import type { Line } from '#main/lib/http/over-the-line.ts';
import type { Clock } from '#main/lib/ports.ts';
import type { OpenLibrary } from '#main/storage/library.ts';
import { fileOf, type Container } from './describe.ts';
import type { createEntries } from './entries.ts';
import { pinSession } from './pinned-session.ts';
import type { OutboxEntry } from './queries.ts';
import { isThere, sendPackage } from './send-package.ts';
import type { UploadSession } from './tus.ts';

interface SendDeps {
  current(): OpenLibrary;
  readonly session: UploadSession;
  readonly clock: Clock;
  readonly entries: ReturnType<typeof createEntries>;
  containers(): Promise<readonly Container[]>;
  /** The server has it, and that is written down. */
  onSent(id: string): void;
}

/** One entry of the outbox to the server that is connected now, as the file that its package is now. */
export function createSending({ current, session, clock, entries, containers, onSent }: SendDeps) {
  const { update } = entries;

  async function keepSent(id: string, file: OutboxEntry['file'], server: string): Promise<void> {
    const at = new Date(clock.now()).toISOString();
    const kept = { state: 'sent', sent: { server, at }, upload: null, done: file.size, failure: null } as const;
    await update(id, () => ({ ...kept, file }));
    onSent(id);
  }

  /**
   * The entry with the file that its package is now. Where an earlier file of it was on its way, that one may have arrived
   * whole, and then it is what was sent: null.
   */
  async function fresh(entry: OutboxEntry, pinned: UploadSession, line: Line): Promise<OutboxEntry | null> {
    const server = await pinned.server();
    const container = (await containers()).find(({ record }) => record.id === entry.package);
    if (container === undefined) throw new AppError('package.unknown');
    const file = fileOf(container);
    const begun = entry.upload?.server === server;
    if (begun && file.sha256 === entry.file.sha256) return entry;
    if (begun) {
      const sent = { ...entry.file, submission: entry.submission };
      if (await isThere({ ...line, session: pinned, sent })) {
        await keepSent(entry.id, entry.file, server);
        return null;
      }
    }
    return update(entry.id, () => ({ file, upload: null, done: 0 }));
  }

  return async (
    found: OutboxEntry,
    {
      line,
      controller,
      onDone,
    }: { readonly line: Line; readonly controller: AbortController; onDone(bytes: number): void },
  ): Promise<void> => {
    const { id } = found;
    const server = await session.server();
    const pinned = pinSession(session, server, () => controller.abort(new AppError('cancelled')));
    const entry = await fresh(found, pinned, line);
    if (entry === null) return;
    const { file, submission, upload } = entry;
    await sendPackage({
      ...line,
      session: pinned,
      sent: { ...file, submission },
      upload,
      read: (begin, end) => current().blobs.read(file.sha256, begin, end),
      keepUpload: async (next) => {
        await update(id, () => ({ upload: next, done: 0 }));
      },
      onDone,
    });
    await keepSent(id, file, server);
  };
}

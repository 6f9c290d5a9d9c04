import type { Database } from '#main/storage/database.ts';
import type { Vault } from '#main/storage/library.ts';
import * as queries from './queries.ts';
import type { QueuedDownload } from './queries.ts';

/** The queue in memory and sealed on disk, always the same: every change is durable before it counts. */
export interface DownloadQueueStore {
  readonly paused: boolean;
  /** In the order in which it is worked off. */
  all(): readonly QueuedDownload[];
  find(submission: string): QueuedDownload | undefined;
  put(...entries: readonly QueuedDownload[]): Promise<void>;
  remove(submission: string): Promise<void>;
  setPaused(paused: boolean): Promise<void>;
}

export async function loadQueue({
  db,
  vault,
}: {
  readonly db: Database;
  readonly vault: Vault;
}): Promise<DownloadQueueStore> {
  const entries = new Map((await queries.readQueue(db, vault)).map((entry) => [entry.submission, entry]));
  let paused = await queries.readPaused(db, vault);
  return {
    get paused() {
      return paused;
    },
    all: () => [...entries.values()].sort((a, b) => a.order - b.order),
    find: (submission) => entries.get(submission),
    async put(...changed) {
      await db.write(async (tx) => {
        for (const entry of changed) await queries.putDownload(tx, vault, entry);
      });
      for (const entry of changed) entries.set(entry.submission, entry);
    },
    async remove(submission) {
      await db.write((tx) => queries.deleteDownload(tx, submission));
      entries.delete(submission);
    },
    async setPaused(next) {
      await db.write((tx) => queries.writePaused(tx, vault, next));
      paused = next;
    },
  };
}

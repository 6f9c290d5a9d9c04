import { AppError } from '#common/contract/failures.ts';
import type { OpenLibrary } from '#main/storage/library.ts';
import { fileOf, type Container } from './describe.ts';
import * as queries from './queries.ts';
import type { OutboxEntry } from './queries.ts';

/** Not at the server: the person may still change their mind. */
const changeable: readonly OutboxEntry['state'][] = ['queued', 'paused', 'failed', 'handed-over'];
export const canBeChanged = ({ state }: Pick<OutboxEntry, 'state'>): boolean => changeable.includes(state);

/** What lies in the outbox of the open library; every change is durable when it resolves. */
export function createEntries(current: () => Pick<OpenLibrary, 'db' | 'vault'>) {
  async function read(id: string): Promise<OutboxEntry> {
    const { db, vault } = current();
    const entry = await queries.readEntry(db, vault, id);
    if (entry === null) throw new AppError('outbox.unknown');
    return entry;
  }

  return {
    read,

    all(): Promise<OutboxEntry[]> {
      const { db, vault } = current();
      return queries.listEntries(db, vault);
    },

    /** Throws 'outbox.unknown' also for what the server has. */
    async readWaiting(id: string): Promise<OutboxEntry> {
      const entry = await read(id);
      if (!canBeChanged(entry)) throw new AppError('outbox.unknown', { state: entry.state });
      return entry;
    },

    /** Changes what stands there now; null where it is not there any more. */
    async update(id: string, change: (entry: OutboxEntry) => Partial<OutboxEntry>): Promise<OutboxEntry | null> {
      const { db, vault } = current();
      return db.write(async (tx) => {
        const entry = await queries.readEntry(tx, vault, id);
        if (entry === null) return null;
        const next = { ...entry, ...change(entry) };
        await queries.putEntry(tx, vault, next);
        return next;
      });
    },

    /** Unless the last byte was acknowledged just now. */
    async removeWaiting(id: string): Promise<void> {
      const { db, vault } = current();
      await db.write(async (tx) => {
        const entry = await queries.readEntry(tx, vault, id);
        if (entry !== null && canBeChanged(entry)) await queries.deleteEntry(tx, id);
      });
    },
  };
}

export const newEntry = (id: string, container: Container, order: number, waitForTimestamp: boolean): OutboxEntry => ({
  ...{ id, package: container.record.id, submission: container.record.submission, order },
  ...{ file: fileOf(container), state: 'queued', waitForTimestamp, upload: null, done: 0 },
  ...{ failure: null, sent: null, handedOver: null, unconfirmed: null, receipt: null },
});

/** Of two receipts the one that was issued later counts. */
export function withReceipt(
  { state, receipt: before }: OutboxEntry,
  receipt: NonNullable<OutboxEntry['receipt']>,
): Partial<OutboxEntry> {
  if (before !== null && Date.parse(before.issuedAt) > Date.parse(receipt.issuedAt)) return {};
  const stays = receipt.outcome === 'held' && state === 'sent';
  return { receipt, state: stays ? 'sent' : 'received', unconfirmed: null, failure: null };
}

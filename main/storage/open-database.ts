import { AsyncLocalStorage } from 'node:async_hooks';
import { closeSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '#common/contract/failures.ts';
import type { Clock } from '#main/lib/ports.ts';
import { systemClock } from '#main/lib/system.ts';
import { connect, type Connection } from './connection.ts';
import type { Database, Tx } from './database.ts';
import { migrate, type Migration } from './migrate.ts';
import { migrations as allMigrations } from './migrations/list.ts';
import { onDisk } from './storage-failure.ts';

export interface OpenOptions {
  readonly migrations?: readonly Migration[];
  readonly clock?: Clock;
}

/** Waiting for another connection, milliseconds. Long enough for a virus scanner, short enough for a person. */
const busyMs = 5_000;

/**
 * `trusted_schema` and `cell_size_check`: the file may have been altered while the computer was out of our hands.
 * `temp_store`: SQLite's default build would write sort buffers to files.
 */
const settings = `
  PRAGMA temp_store = MEMORY;
  PRAGMA foreign_keys = ON;
  PRAGMA trusted_schema = OFF;
  PRAGMA cell_size_check = ON;`;

/**
 * Opens (or creates) the database and brings it to the newest version. A writer behind a queue and a read-only reader:
 * two callers on one connection would share a transaction, and a rollback of one would erase what the other was told
 * is saved. Throws AppError 'storage.…', 'library.from-newer-version' or 'library.busy'.
 */
export async function openDatabase(file: string, options: OpenOptions = {}): Promise<Database> {
  // Created here for its mode: SQLite would make it readable for everyone, and the WAL takes the mode of this file.
  await onDisk(dirname(file), async () => closeSync(openSync(file, 'a', 0o600)));
  const writer = await connect(file, 'read-write', busyMs);
  try {
    await writer.exec(`${settings} PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;`);
    await migrate(writer, file, options.migrations ?? allMigrations, options.clock ?? systemClock);
    const reader = await connect(file, 'read-only', busyMs);
    await reader.exec(settings);
    return createDatabase(writer, reader);
  } catch (error) {
    await writer.close().catch(() => undefined);
    throw error;
  }
}

function createDatabase(writer: Connection, reader: Connection): Database {
  let closing: Promise<void> | null = null;
  let tail: Promise<unknown> = Promise.resolve();
  const inside = new AsyncLocalStorage<{ open: boolean }>();

  const enqueue = <T>(work: () => Promise<T>): Promise<T> => {
    const result = tail.then(work);
    tail = result.catch(() => undefined);
    return result;
  };
  const ensureOpen = () => {
    if (closing !== null) throw new AppError('library.locked');
  };
  return {
    all: async (query) => (ensureOpen(), reader.all(query)),
    get: async (query) => (ensureOpen(), reader.get(query)),
    async write(work) {
      ensureOpen();
      // Waiting for oneself in the queue would hang for ever; better a defect with a stack.
      if (inside.getStore()?.open === true) throw new Error('write called inside write: pass tx on instead');
      const state = { open: true };
      return inside.run(state, () => enqueue(() => transact(writer, state, work)));
    },
    close() {
      closing ??= enqueue(async () => {
        await reader.close();
        await writer.close();
      });
      return closing;
    },
  };
}

async function transact<T>(writer: Connection, state: { open: boolean }, work: (tx: Tx) => Promise<T>): Promise<T> {
  const ensureOpen = () => {
    if (!state.open) throw new Error('transaction used after its end');
  };
  const tx: Tx = {
    all: async (query) => (ensureOpen(), writer.all(query)),
    get: async (query) => (ensureOpen(), writer.get(query)),
    run: async (query) => (ensureOpen(), writer.run(query)),
  };
  await writer.exec('BEGIN IMMEDIATE');
  try {
    const value = await work(tx);
    state.open = false;
    await writer.exec('COMMIT');
    return value;
  } catch (error) {
    state.open = false;
    // SQLite may have rolled back by itself (full disk); the first error is the one that matters.
    await writer.exec('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

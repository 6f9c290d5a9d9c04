import { dirname } from 'node:path';
import sqlite3 from 'sqlite3';
import type { Statement, Tx } from './database.ts';
import { toStorageFailure } from './storage-failure.ts';

/** One SQLite connection with promises. Statements of several callers mix freely: only `openDatabase` may order them. */
export interface Connection extends Tx {
  /** A script of several statements; `run` would execute only the first one. */
  exec(script: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens `file`; errors of disk and permission come as AppError('storage.…'). */
export async function connect(file: string, mode: 'read-write' | 'read-only', busyMs: number): Promise<Connection> {
  const flags = mode === 'read-only' ? sqlite3.OPEN_READONLY : sqlite3.OPEN_READWRITE | sqlite3.OPEN_CREATE;
  const folder = dirname(file);
  const settle = <T>(start: (done: (error: Error | null, value: T) => void) => void): Promise<T> =>
    new Promise((resolve, reject) => {
      start((error, value) => {
        if (error === null) resolve(value);
        else reject(toStorageFailure(error, folder));
      });
    });
  const db = await settle<sqlite3.Database>((done) => {
    const opened: sqlite3.Database = new sqlite3.Database(file, flags, (error) => done(error, opened));
  });
  db.configure('busyTimeout', busyMs);
  const bound = ({ values }: Statement) =>
    values.map((value) => (value instanceof Uint8Array && !Buffer.isBuffer(value) ? Buffer.from(value) : value));
  return {
    all: <T>(query: Statement) =>
      settle<T[]>((done) => db.all<T>(query.text, bound(query), (error, rows) => done(error, rows))),
    get: <T>(query: Statement) =>
      settle<T | undefined>((done) => db.get<T>(query.text, bound(query), (error, row) => done(error, row))),
    run: (query) =>
      settle<{ changes: number }>((done) =>
        db.run(query.text, bound(query), function (error) {
          done(error, { changes: this.changes });
        }),
      ),
    exec: async (script) => {
      await settle<undefined>((done) => db.exec(script, (error) => done(error, undefined)));
    },
    close: async () => {
      await settle<undefined>((done) => db.close((error) => done(error, undefined)));
    },
  };
}

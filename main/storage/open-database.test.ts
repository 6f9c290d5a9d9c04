import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sql, type Database } from './database.ts';
import type { Migration } from './migrate.ts';
import { openDatabase } from './open-database.ts';

const migrations: readonly Migration[] = [
  { version: 10, up: (tx) => tx.exec('CREATE TABLE notes (id TEXT PRIMARY KEY, body BLOB) STRICT') },
];

let folder = '';
let db: Database;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const idsIn = async (reader: Pick<Database, 'all'>) =>
  (await reader.all<{ id: string }>(sql`SELECT id FROM notes ORDER BY id`)).map(({ id }) => id);
const insert = (id: string) => sql`INSERT INTO notes (id) VALUES (${id})`;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lpa-db-'));
  db = await openDatabase(join(folder, 'library.db'), { migrations });
});
afterEach(async () => {
  await db.close();
  await rm(folder, { recursive: true, force: true });
});

describe('transactions', () => {
  test('a rollback of one caller does not touch what another one was told is saved', async () => {
    // On one shared connection B's insert runs inside A's transaction, and C's BEGIN fails.
    const a = db.write(async (tx) => {
      await tx.run(insert('a'));
      await pause(30);
      throw new Error('A changed its mind');
    });
    const b = pause(5).then(() => db.write((tx) => tx.run(insert('b'))));
    const c = pause(6).then(() => db.write((tx) => tx.run(insert('c'))));
    const results = await Promise.allSettled([a, b, c]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
    expect(await idsIn(db)).toEqual(['b', 'c']);
  });

  test('nobody sees half a transaction, the writer sees its own', async () => {
    await db.write(async (tx) => {
      await tx.run(insert('one'));
      expect(await idsIn(db)).toEqual([]);
      expect(await idsIn(tx)).toEqual(['one']);
      await tx.run(insert('two'));
    });
    expect(await idsIn(db)).toEqual(['one', 'two']);
  });

  test('the first error is the one that is told, and the next write works', async () => {
    const failing = db.write(async (tx) => {
      await tx.run(insert('x'));
      await tx.run(sql`ROLLBACK`); // now the queue's own ROLLBACK fails too
      throw new Error('the real reason');
    });
    await expect(failing).rejects.toThrow('the real reason');
    await db.write((tx) => tx.run(insert('y')));
    expect(await idsIn(db)).toEqual(['y']);
  });

  test('writes run in the order in which they were asked for', async () => {
    const order: number[] = [];
    await Promise.all(
      [30, 5, 0].map((ms, index) =>
        db.write(async () => {
          await pause(ms);
          order.push(index);
        }),
      ),
    );
    expect(order).toEqual([0, 1, 2]);
  });

  test('a write inside a write is a defect that is told, not a hang', async () => {
    await expect(db.write(() => db.write(async () => undefined))).rejects.toThrow('write called inside write');
  });

  test('a transaction kept beyond its end does not reach into the next one', async () => {
    const kept = await db.write(async (tx) => tx);
    await expect(kept.run(insert('late'))).rejects.toThrow('transaction used after its end');
    expect(await idsIn(db)).toEqual([]);
  });

  test('the reader cannot write', async () => {
    await expect(db.all(insert('x'))).rejects.toMatchObject({ code: 'storage.read-only' });
  });

  test('bytes come back as they went in, from a view into a larger buffer too', async () => {
    const view = new Uint8Array([9, 0, 255, 1, 9]).subarray(1, 4);
    await db.write((tx) => tx.run(sql`INSERT INTO notes (id, body) VALUES ('b', ${view})`));
    const row = await db.get<{ body: Buffer }>(sql`SELECT body FROM notes WHERE id = ${'b'}`);
    expect([...row!.body]).toEqual([0, 255, 1]);
  });
});

describe('the file', () => {
  test('is for its owner only, with its WAL', async () => {
    await db.write((tx) => tx.run(insert('x')));
    for (const name of ['library.db', 'library.db-wal', 'library.db-shm'])
      expect((await stat(join(folder, name))).mode & 0o077, name).toBe(0);
  });

  test('runs with the settings that durability and secrecy need', async () => {
    const setting = (name: string) =>
      db.write((tx) => tx.get<Record<string, unknown>>({ text: `PRAGMA ${name}`, values: [] }));
    expect(await setting('journal_mode')).toEqual({ journal_mode: 'wal' });
    expect(await setting('synchronous')).toEqual({ synchronous: 2 });
    expect(await setting('foreign_keys')).toEqual({ foreign_keys: 1 });
    expect(await setting('temp_store')).toEqual({ temp_store: 2 });
  });

  test('closing waits for the writes before it and leaves one file', async () => {
    const slow = db.write(async (tx) => {
      await pause(20);
      await tx.run(insert('last'));
    });
    await db.close();
    await slow;
    await expect(stat(join(folder, 'library.db-wal'))).rejects.toThrow('ENOENT');
    await expect(db.write((tx) => tx.run(insert('after')))).rejects.toMatchObject({ code: 'library.locked' });
    db = await openDatabase(join(folder, 'library.db'), { migrations });
    expect(await idsIn(db)).toEqual(['last']);
  });

  test('that is no database is refused as damaged', async () => {
    const file = join(folder, 'other.db');
    await writeFile(file, 'nothing like SQLite '.repeat(200));
    await expect(openDatabase(file, { migrations })).rejects.toMatchObject({ code: 'storage.damaged' });
  });
});

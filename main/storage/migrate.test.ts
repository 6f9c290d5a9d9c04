import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sql, type Database } from './database.ts';
import type { Migration } from './migrate.ts';
import { openDatabase } from './open-database.ts';

const first: Migration = {
  version: 10,
  up: (tx) => tx.exec('CREATE TABLE a (n INTEGER) STRICT; CREATE TABLE b (n INTEGER) STRICT'),
};
const second: Migration = { version: 20, up: (tx) => tx.exec('ALTER TABLE a ADD COLUMN m INTEGER') };
const clock = { now: () => Date.UTC(2026, 6, 5, 4, 42, 7) };

let folder = '';
const open = (migrations: readonly Migration[], name = 'library.db') =>
  openDatabase(join(folder, name), { migrations, clock });
const versionOf = async (db: Database) =>
  (await db.get<{ user_version: number }>(sql`PRAGMA user_version`))?.user_version;
const backups = () => readdir(join(folder, 'backups')).catch(() => []);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lpa-migrate-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a new database runs all of them and needs no backup', async () => {
  const db = await open([first, second]);
  expect(await versionOf(db)).toBe(20);
  await db.write((tx) => tx.run(sql`INSERT INTO a (n, m) VALUES (1, 2)`));
  await db.close();
  expect(await backups()).toEqual([]);
});

test('an older database is backed up first, then brought on; the backup opens as what it was', async () => {
  const old = await open([first]);
  await old.write((tx) => tx.run(sql`INSERT INTO a (n) VALUES (7)`));
  await old.close();
  const db = await open([first, second]);
  expect(await db.all(sql`SELECT n, m FROM a`)).toEqual([{ n: 7, m: null }]);
  await db.close();
  expect(await backups()).toEqual(['library-v10-20260705T044207Z.db']);
  const backup = 'backups/library-v10-20260705T044207Z.db';
  expect((await stat(join(folder, backup))).mode & 0o077).toBe(0);
  const restored = await open([first], backup);
  expect(await restored.all(sql`SELECT n FROM a`)).toEqual([{ n: 7 }]);
  await restored.close();
});

test('nothing pending: no backup', async () => {
  await (await open([first])).close();
  await (await open([first])).close();
  expect(await backups()).toEqual([]);
});

test('a migration that fails leaves the version and the tables before it', async () => {
  await (await open([first])).close();
  const bad: Migration = {
    version: 20,
    up: (tx) => tx.exec('CREATE TABLE c (n INTEGER) STRICT; SELECT no_such_thing'),
  };
  await expect(open([first, bad])).rejects.toThrow('no such column');
  const db = await open([first]);
  expect(await versionOf(db)).toBe(10);
  expect(await db.all(sql`SELECT name FROM sqlite_schema WHERE name = 'c'`)).toEqual([]);
  await db.close();
});

test('a migration that breaks a reference is rolled back', async () => {
  const bad: Migration = {
    version: 20,
    up: (tx) =>
      tx.exec(`PRAGMA defer_foreign_keys = ON;
        CREATE TABLE parent (id TEXT PRIMARY KEY) STRICT;
        CREATE TABLE child (parent TEXT REFERENCES parent (id)) STRICT;
        INSERT INTO child VALUES ('nobody')`),
  };
  await expect(open([first, bad])).rejects.toMatchObject({ code: 'storage.damaged' });
  const db = await open([first]);
  expect(await versionOf(db)).toBe(10);
  await db.close();
});

test('a database of a newer program is refused and left alone', async () => {
  await (await open([first, second])).close();
  await expect(open([first])).rejects.toMatchObject({
    code: 'library.from-newer-version',
    details: { found: 20, known: 10 },
  });
  const db = await open([first, second]);
  expect(await versionOf(db)).toBe(20);
  await db.close();
  expect(await backups()).toEqual([]);
});

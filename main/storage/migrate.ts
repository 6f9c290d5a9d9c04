import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '#common/contract/failures.ts';
import type { Clock } from '#main/lib/ports.ts';
import type { Connection } from './connection.ts';
import { sql, type Tx } from './database.ts';
import { onDisk } from './storage-failure.ts';

/** What a migration may use: a transaction that can also run scripts of several statements. */
interface MigrationTx extends Tx {
  exec(script: string): Promise<void>;
}

/** One released step of the schema. Never edited after its release: `list.test.ts` keeps the hash of its file. */
export interface Migration {
  /** In tens, strictly increasing: room for a repair between two released ones. */
  readonly version: number;
  up(tx: MigrationTx): Promise<void>;
}

/**
 * Runs the pending migrations, each in its own transaction together with its version number, after a backup of what is
 * there. Throws AppError('library.from-newer-version') rather than guess what a newer program meant.
 */
export async function migrate(
  connection: Connection,
  file: string,
  migrations: readonly Migration[],
  clock: Clock,
): Promise<void> {
  const current = await versionOf(connection);
  const newest = migrations.at(-1)?.version ?? 0;
  if (current > newest) throw new AppError('library.from-newer-version', { found: current, known: newest });
  const pending = migrations.filter(({ version }) => version > current);
  if (pending.length === 0) return;
  if (current > 0) await backUp(connection, file, current, clock);
  for (const migration of pending) await runOne(connection, migration);
  await check(connection);
  await connection.exec('PRAGMA optimize');
}

async function versionOf(connection: Connection): Promise<number> {
  const row = await connection.get<{ user_version: number }>(sql`PRAGMA user_version`);
  return row?.user_version ?? 0;
}

async function runOne(connection: Connection, migration: Migration): Promise<void> {
  const { version } = migration;
  await connection.exec('BEGIN IMMEDIATE');
  try {
    await migration.up(connection);
    const broken = await connection.all(sql`PRAGMA foreign_key_check`);
    if (broken.length > 0) throw new AppError('storage.damaged', { what: 'foreign keys', version });
    // Part of the transaction: it rolls back with the migration.
    await connection.exec(`PRAGMA user_version = ${version}`);
    await connection.exec('COMMIT');
  } catch (error) {
    await connection.exec('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

async function check(connection: Connection): Promise<void> {
  const rows = await connection.all<{ integrity_check: string }>(sql`PRAGMA integrity_check`);
  if (rows.length !== 1 || rows[0]?.integrity_check !== 'ok')
    throw new AppError('storage.damaged', { what: 'integrity_check' });
}

/** `backups/library-v10-20260705T044207Z.db`: as sealed as the original, complete or absent. */
async function backUp(connection: Connection, file: string, version: number, clock: Clock): Promise<void> {
  const folder = join(dirname(file), 'backups');
  const stamp = new Date(clock.now()).toISOString().replace(/[-:]|\.\d+/g, '');
  const target = join(folder, `library-v${version}-${stamp}.db`);
  const half = `${target}.part`;
  await onDisk(dirname(file), async () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    rmSync(half, { force: true });
    try {
      await connection.run(sql`VACUUM INTO ${half}`);
      chmodSync(half, 0o600);
      const handle = openSync(half, 'r+');
      fsyncSync(handle);
      closeSync(handle);
      renameSync(half, target);
    } catch (error) {
      rmSync(half, { force: true });
      throw error;
    }
  });
}

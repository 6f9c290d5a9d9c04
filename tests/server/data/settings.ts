import { sql, type Database } from '#main/storage/database.ts';

/** Small values that must stay the same when the server starts again on the same folder. */
export async function readSetting(db: Database, name: string): Promise<string | null> {
  const row = await db.get<{ value: string }>(sql`SELECT value FROM settings WHERE name = ${name}`);
  return row?.value ?? null;
}

export async function writeSetting(db: Database, name: string, value: string): Promise<void> {
  await db.write((tx) => tx.run(sql`INSERT OR REPLACE INTO settings (name, value) VALUES (${name}, ${value})`));
}

export async function ensureSetting(db: Database, name: string, make: () => string): Promise<string> {
  const found = await readSetting(db, name);
  if (found !== null) return found;
  const value = make();
  await writeSetting(db, name, value);
  return value;
}

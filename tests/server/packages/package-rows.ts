import { sql, type Database, type Tx } from '#main/storage/database.ts';

/** An upload that has begun. */
export interface UploadRow {
  readonly id: string;
  readonly sha256: string;
  readonly submission: string;
  readonly team: string;
  readonly name: string;
}

/** A package that is here completely. */
export interface PackageRow {
  readonly sha256: string;
  readonly submission: string;
  readonly team: string;
  readonly received_at: string;
}

export const findUpload = (db: Database, id: string): Promise<UploadRow | undefined> =>
  db.get<UploadRow>(sql`SELECT id, sha256, submission, team, name FROM uploads WHERE id = ${id}`);

export const findUploadOf = (db: Database, sha256: string): Promise<UploadRow | undefined> =>
  db.get<UploadRow>(sql`SELECT id, sha256, submission, team, name FROM uploads WHERE sha256 = ${sha256}`);

export const insertUpload = (db: Database, row: UploadRow): Promise<unknown> =>
  db.write((tx) =>
    tx.run(sql`INSERT INTO uploads (id, sha256, submission, team, name)
      VALUES (${row.id}, ${row.sha256}, ${row.submission}, ${row.team}, ${row.name})`),
  );

export const deleteUpload = (tx: Tx, id: string): Promise<unknown> => tx.run(sql`DELETE FROM uploads WHERE id = ${id}`);

export const findPackage = (db: Database, sha256: string): Promise<PackageRow | undefined> =>
  db.get<PackageRow>(sql`SELECT sha256, submission, team, received_at FROM packages WHERE sha256 = ${sha256}`);

export const listPackages = (db: Database): Promise<PackageRow[]> =>
  db.all<PackageRow>(sql`SELECT sha256, submission, team, received_at FROM packages ORDER BY received_at`);

/** The upload becomes a package, in one step. */
export const keepPackage = (db: Database, { id, sha256, submission, team }: UploadRow, at: string): Promise<void> =>
  db.write(async (tx) => {
    await deleteUpload(tx, id);
    await tx.run(sql`INSERT INTO packages (sha256, submission, team, received_at)
      VALUES (${sha256}, ${submission}, ${team}, ${at}) ON CONFLICT (sha256) DO NOTHING`);
  });

import { join } from 'node:path';
import { openDatabase } from '#main/storage/open-database.ts';
import type { Database } from '#main/storage/database.ts';
import type { Migration } from '#main/storage/migrate.ts';

/**
 * `assignments.seq` is the change feed: every change gives an assignment the next number. `submissions.jws` is null until
 * somebody asks for a manifest that `recipe` says how to make.
 */
const createTables: Migration = {
  version: 10,
  up: (tx) =>
    tx.exec(`
      CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE signing_keys (
        kid TEXT PRIMARY KEY,
        jwk TEXT NOT NULL,
        place INTEGER NOT NULL UNIQUE,
        published INTEGER NOT NULL
      ) STRICT;
      CREATE TABLE submissions (
        id TEXT PRIMARY KEY,
        revision INTEGER NOT NULL,
        digest TEXT NOT NULL,
        files INTEGER NOT NULL,
        size INTEGER NOT NULL,
        confirmed_at TEXT NOT NULL,
        jws TEXT,
        recipe TEXT,
        CHECK (jws IS NOT NULL OR recipe IS NOT NULL)
      ) STRICT;
      CREATE TABLE assignments (
        id TEXT PRIMARY KEY,
        seq INTEGER NOT NULL UNIQUE,
        team TEXT NOT NULL,
        team_name TEXT NOT NULL,
        lao TEXT NOT NULL,
        state TEXT NOT NULL,
        visit TEXT,
        submission TEXT UNIQUE REFERENCES submissions (id)
      ) STRICT;
      CREATE INDEX assignments_by_team ON assignments (team, seq);
      CREATE TABLE evidence (
        submission TEXT NOT NULL REFERENCES submissions (id),
        id TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        size INTEGER NOT NULL,
        PRIMARY KEY (submission, id)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE oidc (
        model TEXT NOT NULL,
        id TEXT NOT NULL,
        payload TEXT NOT NULL,
        grant_id TEXT,
        uid TEXT,
        expires_at INTEGER,
        PRIMARY KEY (model, id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX oidc_by_grant ON oidc (grant_id);
      CREATE INDEX oidc_by_uid ON oidc (uid);`),
};

/** `uploads`: packages on their way in; `packages`: those that are here, and nothing twice. */
const createPackages: Migration = {
  version: 20,
  up: (tx) =>
    tx.exec(`
      CREATE TABLE uploads (
        id TEXT PRIMARY KEY,
        sha256 TEXT NOT NULL UNIQUE,
        submission TEXT NOT NULL,
        team TEXT NOT NULL,
        name TEXT NOT NULL
      ) STRICT;
      CREATE TABLE packages (
        sha256 TEXT PRIMARY KEY,
        submission TEXT NOT NULL,
        team TEXT NOT NULL,
        received_at TEXT NOT NULL
      ) STRICT;`),
};

export const openServerDatabase = (folder: string): Promise<Database> =>
  openDatabase(join(folder, 'server.db'), { migrations: [createTables, createPackages] });

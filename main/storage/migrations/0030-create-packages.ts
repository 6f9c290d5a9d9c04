import type { Migration } from '../migrate.ts';

/**
 * `signing_keys`: private key and certificate, sealed together. `packages`: what was signed here; the container itself
 * is a sealed blob, whose digest stands in the sealed row.
 */
export const migration: Migration = {
  version: 30,
  up: (tx) =>
    tx.exec(`
      CREATE TABLE signing_keys (
        id TEXT PRIMARY KEY,
        sealed BLOB NOT NULL
      ) STRICT;
      CREATE TABLE packages (
        id TEXT PRIMARY KEY,
        submission TEXT NOT NULL REFERENCES submissions (id),
        sealed BLOB NOT NULL
      ) STRICT;
      CREATE INDEX packages_by_submission ON packages (submission);`),
};

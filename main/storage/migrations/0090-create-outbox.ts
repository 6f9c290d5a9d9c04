import type { Migration } from '../migrate.ts';

/** `outbox`: packages that a person wants handed in, and what became of them. */
export const migration: Migration = {
  version: 90,
  up: (tx) =>
    tx.exec(`
      CREATE TABLE outbox (
        id TEXT PRIMARY KEY,
        submission TEXT NOT NULL,
        sealed BLOB NOT NULL
      ) STRICT;
      CREATE INDEX outbox_by_submission ON outbox (submission);`),
};

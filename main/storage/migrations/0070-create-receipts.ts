import type { Migration } from '../migrate.ts';

/** `receipts`: what a centre said last of a package; it goes with the package. */
export const migration: Migration = {
  version: 70,
  up: (tx) =>
    tx.exec(`
      CREATE TABLE receipts (
        package TEXT PRIMARY KEY REFERENCES packages (id) ON DELETE CASCADE,
        sealed BLOB NOT NULL
      ) STRICT;`),
};

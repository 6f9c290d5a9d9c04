import type { Migration } from '../migrate.ts';

/** `phrases`: sentences that the person keeps to use again. `id` is a random UUID. */
export const migration: Migration = {
  version: 60,
  up: (tx) =>
    tx.exec(`
      CREATE TABLE phrases (
        id TEXT PRIMARY KEY,
        sealed BLOB NOT NULL
      ) STRICT;`),
};

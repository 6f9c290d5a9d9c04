import type { Migration } from '../migrate.ts';

/**
 * `assignments`: what the server said last about each LAO that the team is assigned. `downloads`: the queue, so that it
 * goes on after a restart. Both columns `id` are random UUIDs of the server.
 */
export const migration: Migration = {
  version: 40,
  up: (tx) =>
    tx.exec(`
      CREATE TABLE assignments (
        id TEXT PRIMARY KEY,
        sealed BLOB NOT NULL
      ) STRICT;
      CREATE TABLE downloads (
        submission TEXT PRIMARY KEY,
        sealed BLOB NOT NULL
      ) STRICT;`),
};

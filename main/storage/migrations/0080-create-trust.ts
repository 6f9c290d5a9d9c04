import type { Migration } from '../migrate.ts';

/** `trust`: files of certificates to trust (`id` is a random UUID), and under `authority` who stamps the time. */
export const migration: Migration = {
  version: 80,
  up: (tx) =>
    tx.exec(`
      CREATE TABLE trust (
        id TEXT PRIMARY KEY,
        sealed BLOB NOT NULL
      ) STRICT;`),
};

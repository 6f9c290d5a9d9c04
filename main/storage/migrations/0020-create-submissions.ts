import type { Migration } from '../migrate.ts';

/**
 * `summary`: the row of the assignments table; `detail`: sender, digests, state of each file. `manifests`: every
 * revision that was ever received, as signed. `instruments` and `submission_blobs` use keyed names of digests; the
 * latter says which content is still needed by whom.
 */
export const migration: Migration = {
  version: 20,
  up: (tx) =>
    tx.exec(`
      CREATE TABLE submissions (
        id TEXT PRIMARY KEY,
        summary BLOB NOT NULL,
        detail BLOB NOT NULL
      ) STRICT;
      CREATE TABLE manifests (
        submission TEXT NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
        revision INTEGER NOT NULL,
        sealed BLOB NOT NULL,
        PRIMARY KEY (submission, revision)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE instruments (
        name TEXT PRIMARY KEY,
        sealed BLOB NOT NULL
      ) STRICT;
      CREATE TABLE submission_blobs (
        submission TEXT NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
        blob TEXT NOT NULL,
        PRIMARY KEY (submission, blob)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX submission_blobs_by_blob ON submission_blobs (blob);`),
};

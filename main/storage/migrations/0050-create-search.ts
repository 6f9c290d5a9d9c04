import type { Migration } from '../migrate.ts';

/**
 * What was read of evidence, so that it is read once. `blob` is the keyed name of a content, which several submissions
 * may share; `submission` the one it was read for, in case its list of contents does not name it. `read_files`: which
 * pages were read, which wait for character recognition, which failed. `read_pages`: words, size and look of a page.
 */
export const migration: Migration = {
  version: 50,
  up: (tx) =>
    tx.exec(`
      CREATE TABLE read_files (
        blob TEXT PRIMARY KEY,
        submission TEXT NOT NULL,
        sealed BLOB NOT NULL
      ) STRICT;
      CREATE INDEX read_files_by_submission ON read_files (submission);
      CREATE TABLE read_pages (
        id INTEGER PRIMARY KEY,
        blob TEXT NOT NULL REFERENCES read_files (blob) ON DELETE CASCADE,
        page INTEGER NOT NULL,
        sealed BLOB NOT NULL,
        UNIQUE (blob, page)
      ) STRICT;`),
};

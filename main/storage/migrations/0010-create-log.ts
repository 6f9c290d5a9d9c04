import type { Migration } from '../migrate.ts';

/**
 * Columns hold opaque ids and sequence numbers only; everything that says something is in `sealed`.
 * `event_heads`: per device the sealed digest and clock of its last event, so that a removed tail is noticed.
 * `documents`: small sealed things by name (profile, device id).
 */
export const migration: Migration = {
  version: 10,
  up: (tx) =>
    tx.exec(`
      CREATE TABLE events (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        submission TEXT NOT NULL,
        command TEXT NOT NULL UNIQUE,
        sealed BLOB NOT NULL
      ) STRICT;
      CREATE INDEX events_by_submission ON events (submission);
      CREATE TABLE event_heads (
        submission TEXT NOT NULL,
        device TEXT NOT NULL,
        sealed BLOB NOT NULL,
        PRIMARY KEY (submission, device)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE documents (
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        sealed BLOB NOT NULL,
        PRIMARY KEY (kind, id)
      ) STRICT, WITHOUT ROWID;`),
};

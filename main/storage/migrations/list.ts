import type { Migration } from '../migrate.ts';
import { migration as createLog } from './0010-create-log.ts';
import { migration as createSubmissions } from './0020-create-submissions.ts';
import { migration as createPackages } from './0030-create-packages.ts';
import { migration as createDownloads } from './0040-create-downloads.ts';
import { migration as createSearch } from './0050-create-search.ts';
import { migration as createPhrases } from './0060-create-phrases.ts';
import { migration as createReceipts } from './0070-create-receipts.ts';
import { migration as createTrust } from './0080-create-trust.ts';
import { migration as createOutbox } from './0090-create-outbox.ts';

/** Every migration ever released, oldest first. Static, so that a bundle contains them all. */
export const migrations: readonly Migration[] = [
  createLog,
  createSubmissions,
  createPackages,
  createDownloads,
  createSearch,
  createPhrases,
  createReceipts,
  createTrust,
  createOutbox,
];

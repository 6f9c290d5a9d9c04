import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ReadinessReport } from '#common/contract/channels/readiness.ts';
import type { Database, Reader } from '#main/storage/database.ts';
import { readDocument, writeDocument } from '#main/storage/documents.ts';
import type { Vault } from '#main/storage/library.ts';
import { isForField, type FieldSubmissions } from './field-files.ts';

const kind = 'readiness';
const place = 'last';

/** The report, and what it was about. */
const Kept = z.object({
  report: ReadinessReport,
  /** Submission → digest of its manifest and the states of its files, when the check began. */
  covered: z.record(z.string(), z.string()),
});
export type KeptReport = z.infer<typeof Kept>;

/** Null: never made, or by a version that wrote it in another way. */
export async function readReport(reader: Reader, vault: Vault): Promise<KeptReport | null> {
  return Kept.safeParse(await readDocument(reader, vault, kind, place)).data ?? null;
}

export const keepReport = (db: Database, vault: Vault, kept: KeptReport): Promise<void> =>
  db.write((tx) => writeDocument(tx, vault, kind, place, kept));

/** Submission → digest of its manifest and the states of its files. */
export type Coverage = Readonly<Record<string, string>>;

/** What is on this computer now, and which of it goes into the field. */
export async function coverageNow(
  submissions: FieldSubmissions,
): Promise<{ readonly all: Coverage; readonly field: Coverage }> {
  const forField = new Set((await submissions.list()).filter(isForField).map(({ id }) => id));
  const all = (await submissions.records()).map(({ id, manifestDigest, evidence }): [string, string] => {
    const states = evidence.map((file) => [file.id, file.status]);
    return [
      id,
      createHash('sha256')
        .update(JSON.stringify([id, manifestDigest, states]))
        .digest('hex'),
    ];
  });
  return { all: Object.fromEntries(all), field: Object.fromEntries(all.filter(([id]) => forField.has(id))) };
}

/**
 * Whether something to be taken along came in, came in again or was opened again since the report, or something that it
 * speaks of is gone. What was signed meanwhile needs no new check.
 */
export const hasChanged = (then: Coverage, now: { readonly all: Coverage; readonly field: Coverage }): boolean =>
  Object.entries(now.field).some(([id, digest]) => then[id] !== digest) ||
  Object.keys(then).some((id) => now.all[id] === undefined);

import type { SubmissionSummary } from '#common/contract/channels/submission.ts';
import { sql, type Reader, type Tx } from '#main/storage/database.ts';
import type { Vault } from '#main/storage/library.ts';

export type FileStatus = 'ready' | 'quarantined' | 'missing';
/** 'published': the server that it came from lists the key among those that sign. */
export type SenderKnown = 'sample' | 'seen-before' | 'first-time' | 'published';

/** What is known of a submission beside its manifest and its summary. */
export interface SubmissionRecord {
  readonly revision: number;
  readonly manifestDigest: string;
  readonly instrumentDigest: string;
  /** Thumbprint (hex) of the key that signed; only this key may send further revisions. */
  readonly sender: string;
  readonly known: SenderKnown;
  /** In the manifest's order. */
  readonly evidence: readonly { readonly id: string; readonly status: FileStatus }[];
}

const manifestId = (submission: string, revision: number) => `${submission}|${revision}`;

export async function listSummaries(reader: Reader, vault: Vault): Promise<SubmissionSummary[]> {
  const rows = await reader.all<{ id: string; summary: Buffer }>(sql`SELECT id, summary FROM submissions`);
  return rows.map((row) => vault.unsealJson('submissions.summary', row.id, row.summary) as SubmissionSummary);
}

export async function readSummary(reader: Reader, vault: Vault, id: string): Promise<SubmissionSummary | null> {
  const row = await reader.get<{ summary: Buffer }>(sql`SELECT summary FROM submissions WHERE id = ${id}`);
  return row === undefined ? null : (vault.unsealJson('submissions.summary', id, row.summary) as SubmissionSummary);
}

export async function writeSummary(tx: Tx, vault: Vault, summary: SubmissionSummary): Promise<void> {
  const sealed = vault.sealJson('submissions.summary', summary.id, summary);
  await tx.run(sql`UPDATE submissions SET summary = ${sealed} WHERE id = ${summary.id}`);
}

export async function readRecord(reader: Reader, vault: Vault, id: string): Promise<SubmissionRecord | null> {
  const row = await reader.get<{ detail: Buffer }>(sql`SELECT detail FROM submissions WHERE id = ${id}`);
  return row === undefined ? null : (vault.unsealJson('submissions.detail', id, row.detail) as SubmissionRecord);
}

export async function listRecords(
  reader: Reader,
  vault: Vault,
): Promise<readonly (SubmissionRecord & { readonly id: string })[]> {
  const rows = await reader.all<{ id: string; detail: Buffer }>(sql`SELECT id, detail FROM submissions`);
  return rows.map(({ id, detail }) => ({
    ...(vault.unsealJson('submissions.detail', id, detail) as SubmissionRecord),
    id,
  }));
}

export async function writeSubmission(
  tx: Tx,
  vault: Vault,
  summary: SubmissionSummary,
  record: SubmissionRecord,
  jws: string,
): Promise<void> {
  const { id } = summary;
  const sealed = vault.sealJson('submissions.summary', id, summary);
  const detail = vault.sealJson('submissions.detail', id, record);
  const manifest = vault.seal('manifests', manifestId(id, record.revision), Buffer.from(jws));
  await tx.run(
    sql`INSERT INTO submissions (id, summary, detail) VALUES (${id}, ${sealed}, ${detail})
        ON CONFLICT (id) DO UPDATE SET summary = excluded.summary, detail = excluded.detail`,
  );
  await tx.run(
    sql`INSERT INTO manifests (submission, revision, sealed) VALUES (${id}, ${record.revision}, ${manifest})
        ON CONFLICT (submission, revision) DO UPDATE SET sealed = excluded.sealed`,
  );
}

export async function readManifestText(reader: Reader, vault: Vault, id: string, revision: number): Promise<string> {
  const row = await reader.get<{ sealed: Buffer }>(
    sql`SELECT sealed FROM manifests WHERE submission = ${id} AND revision = ${revision}`,
  );
  return vault.unseal('manifests', manifestId(id, revision), row?.sealed ?? Buffer.alloc(0)).toString();
}

/** Every revision's manifest, as text. */
export async function readAllManifests(reader: Reader, vault: Vault, id: string): Promise<string[]> {
  const rows = await reader.all<{ revision: number; sealed: Buffer }>(
    sql`SELECT revision, sealed FROM manifests WHERE submission = ${id}`,
  );
  return rows.map((row) => vault.unseal('manifests', manifestId(id, row.revision), row.sealed).toString());
}

export async function readInstrument(reader: Reader, vault: Vault, digest: string): Promise<Buffer | null> {
  const name = vault.nameOf(digest);
  const row = await reader.get<{ sealed: Buffer }>(sql`SELECT sealed FROM instruments WHERE name = ${name}`);
  return row === undefined ? null : vault.unseal('instruments', name, row.sealed);
}

export async function writeInstrument(tx: Tx, vault: Vault, digest: string, bytes: Buffer): Promise<void> {
  const name = vault.nameOf(digest);
  const sealed = vault.seal('instruments', name, bytes);
  await tx.run(sql`INSERT INTO instruments (name, sealed) VALUES (${name}, ${sealed}) ON CONFLICT DO NOTHING`);
}

/** Newest revision of each submission; of every row only the key is read. */
export async function readRevisions(reader: Reader): Promise<ReadonlyMap<string, number>> {
  const rows = await reader.all<{ submission: string; revision: number }>(
    sql`SELECT submission, max(revision) AS revision FROM manifests GROUP BY submission`,
  );
  return new Map(rows.map((row) => [row.submission, row.revision]));
}

/** Notes that the submission needs these contents; what earlier revisions needed stays noted. */
export async function addBlobs(tx: Tx, vault: Vault, id: string, digests: readonly string[]): Promise<void> {
  const names = JSON.stringify(digests.map((digest) => vault.nameOf(digest)));
  await tx.run(
    sql`INSERT INTO submission_blobs (submission, blob) SELECT ${id}, value FROM json_each(${names}) WHERE true
        ON CONFLICT DO NOTHING`,
  );
}

export async function isBlobNeeded(reader: Reader, vault: Vault, digest: string): Promise<boolean> {
  const name = vault.nameOf(digest);
  const row = await reader.get(sql`SELECT 1 FROM submission_blobs WHERE blob = ${name} LIMIT 1`);
  return row !== undefined;
}

/** Rows of manifests and blobs go with it. */
export async function deleteSubmission(tx: Tx, id: string): Promise<void> {
  await tx.run(sql`DELETE FROM submissions WHERE id = ${id}`);
}

import { sql, type Reader, type Tx } from '#main/storage/database.ts';
import type { Vault } from '#main/storage/library.ts';

/** How far a content was read. Lists of pages are ranges [first, last], ascending. */
export interface FileRecord {
  readonly sha256: string;
  readonly pages: number;
  readonly read: readonly (readonly [number, number])[];
  /** Read, but their picture is not recognised yet. */
  readonly waiting: readonly number[];
  readonly recognised: number;
  readonly failed: readonly (readonly [number, string])[];
  /** Version of the app that failed. */
  readonly version: string;
  /** Characters kept so far. */
  readonly length: number;
}

/** Words, size and look of one page. */
export interface PageRecord {
  readonly sha256: string;
  readonly page: number;
  /** As extracted: Thai may be damaged. */
  readonly text: string;
  /** Recognised from its picture; null where there was none, or not yet. */
  readonly ocr: string | null;
  readonly width: number;
  readonly height: number;
  readonly look: string | null;
}

const pageId = (blob: string, page: number) => `${blob}|${page}`;

export async function listFiles(reader: Reader, vault: Vault, after: string, limit: number) {
  const rows = await reader.all<{ blob: string; sealed: Buffer }>(
    sql`SELECT blob, sealed FROM read_files WHERE blob > ${after} ORDER BY blob LIMIT ${limit}`,
  );
  return {
    files: rows.map(({ blob, sealed }) => vault.unsealJson('read_files', blob, sealed) as FileRecord),
    last: rows.at(-1)?.blob ?? null,
  };
}

export async function writeFile(tx: Tx, vault: Vault, submission: string, file: FileRecord): Promise<void> {
  const blob = vault.nameOf(file.sha256);
  const sealed = vault.sealJson('read_files', blob, file);
  await tx.run(
    sql`INSERT INTO read_files (blob, submission, sealed) VALUES (${blob}, ${submission}, ${sealed})
        ON CONFLICT (blob) DO UPDATE SET sealed = excluded.sealed`,
  );
}

export async function writePage(tx: Tx, vault: Vault, page: PageRecord): Promise<void> {
  const blob = vault.nameOf(page.sha256);
  const sealed = vault.sealJson('read_pages', pageId(blob, page.page), page);
  await tx.run(
    sql`INSERT INTO read_pages (blob, page, sealed) VALUES (${blob}, ${page.page}, ${sealed})
        ON CONFLICT (blob, page) DO UPDATE SET sealed = excluded.sealed`,
  );
}

export async function readPage(reader: Reader, vault: Vault, sha256: string, page: number): Promise<PageRecord | null> {
  const blob = vault.nameOf(sha256);
  const row = await reader.get<{ sealed: Buffer }>(
    sql`SELECT sealed FROM read_pages WHERE blob = ${blob} AND page = ${page}`,
  );
  return row === undefined ? null : (vault.unsealJson('read_pages', pageId(blob, page), row.sealed) as PageRecord);
}

/** These pages, by "<sha256> <page>", in one question. */
export async function readPages(
  reader: Reader,
  vault: Vault,
  wanted: readonly { readonly sha256: string; readonly page: number }[],
): Promise<ReadonlyMap<string, PageRecord>> {
  const places = JSON.stringify(wanted.map(({ sha256, page }) => [vault.nameOf(sha256), page]));
  const rows = await reader.all<{ blob: string; page: number; sealed: Buffer }>(
    sql`SELECT blob, page, sealed FROM json_each(${places}) AS place
        JOIN read_pages ON blob = place.value ->> 0 AND page = place.value ->> 1`,
  );
  const records = rows.map(
    ({ blob, page, sealed }) => vault.unsealJson('read_pages', pageId(blob, page), sealed) as PageRecord,
  );
  return new Map(records.map((record) => [`${record.sha256} ${record.page}`, record]));
}

/** Unsealed JSON of the pages after this row, and the row to go on after. */
export async function listPages(
  reader: Reader,
  vault: Vault,
  after: number,
  limit: number,
): Promise<{ readonly pages: readonly Buffer[]; readonly last: number | null }> {
  const rows = await reader.all<{ id: number; blob: string; page: number; sealed: Buffer }>(
    sql`SELECT id, blob, page, sealed FROM read_pages WHERE id > ${after} ORDER BY id LIMIT ${limit}`,
  );
  return {
    pages: rows.map(({ blob, page, sealed }) => vault.unseal('read_pages', pageId(blob, page), sealed)),
    last: rows.at(-1)?.id ?? null,
  };
}

/**
 * Inside the removal of a submission, before its own rows go: forgets what was read of contents that no other one needs.
 */
export async function discardFor(tx: Tx, submission: string): Promise<void> {
  await tx.run(
    sql`DELETE FROM read_files
        WHERE (submission = ${submission} OR blob IN (SELECT blob FROM submission_blobs WHERE submission = ${submission}))
          AND NOT EXISTS (SELECT 1 FROM submission_blobs other
                          WHERE other.blob = read_files.blob AND other.submission <> ${submission})`,
  );
}

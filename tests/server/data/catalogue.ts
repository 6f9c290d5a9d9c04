import { sql, type Database } from '#main/storage/database.ts';
import { cook, makeGenerated, type Wish } from '../content/generated-content.ts';
import type { GeneratedFile } from '../content/generated-files.ts';
import type { ManifestMaker } from '../content/generated-manifest.ts';
import { makeSample } from '../content/sample-content.ts';
import type { ListedSubmission } from '../server-types.ts';
import type { EvidenceFiles } from './evidence-files.ts';
import { readSetting, writeSetting } from './settings.ts';
import type { SigningKeys } from './signing-keys.ts';
import { findEvidence, findSubmission, insertAssignments, putEvidence, readJws } from './submission-rows.ts';
import type { FoundEvidence, SubmissionRow } from './submission-rows.ts';

type OwnedEvidence = FoundEvidence & { readonly sha256: string };

/** Submissions with their manifests and files, however they came to be. */
export interface Catalogue {
  readonly db: Database;
  readonly store: EvidenceFiles;
  readonly keys: SigningKeys;
  addSample(): Promise<void>;
  addGenerated(wish: Omit<Wish, 'from'>): Promise<void>;
  submission(id: string): Promise<SubmissionRow | undefined>;
  /** The signed manifest; it is made now where nobody asked for it before. */
  manifest(row: SubmissionRow): Promise<string>;
  /** Undefined where there is no such submission or file. */
  evidence(submission: string, id: string): Promise<OwnedEvidence | undefined>;
  list(): Promise<readonly ListedSubmission[]>;
}

/** Rows of one bound JSON array: a statement has a limit of a gigabyte, a person's memory less. */
const batch = 2000;

export function createCatalogue(parts: {
  readonly db: Database;
  readonly store: EvidenceFiles;
  readonly keys: SigningKeys;
  readonly makeManifest: ManifestMaker;
}): Catalogue {
  const { db, store, keys, makeManifest } = parts;
  const cooking = new Map<string, Promise<void>>();

  async function complete(row: SubmissionRow): Promise<void> {
    const { jws, evidence } = await cook(row, { keys, makeManifest }, readPool);
    await db.write(async (tx) => {
      await tx.run(sql`UPDATE submissions SET jws = ${jws} WHERE id = ${row.id} AND jws IS NULL`);
      await putEvidence(tx, row.id, evidence);
    });
  }

  async function readPool(name: string): Promise<readonly GeneratedFile[]> {
    return JSON.parse((await readSetting(db, name)) ?? '[]') as readonly GeneratedFile[];
  }

  async function makeReady(row: SubmissionRow): Promise<void> {
    if (row.ready === 1) return;
    const work = cooking.get(row.id) ?? complete(row).finally(() => cooking.delete(row.id));
    cooking.set(row.id, work);
    await work;
  }

  async function evidence(submission: string, id: string): Promise<OwnedEvidence | undefined> {
    const found = await findEvidence(db, submission, id);
    if (found?.ready === 0) {
      const row = await findSubmission(db, submission);
      if (row === undefined) return undefined;
      await makeReady(row);
      return evidence(submission, id);
    }
    return typeof found?.sha256 === 'string' ? { ...found, sha256: found.sha256 } : undefined;
  }

  return {
    db,
    store,
    keys,
    evidence,
    submission: (id) => findSubmission(db, id),
    async manifest(row) {
      await makeReady(row);
      return readJws(db, row.id);
    },
    async addSample() {
      const made = await makeSample(store);
      await db.write((tx) => insertAssignments(tx, made));
    },
    async addGenerated(wish) {
      const from = await reserve(db, wish.count);
      const { assignments, pool } = await makeGenerated({ ...wish, from }, { store, keys, makeManifest });
      if (pool !== null) await writeSetting(db, pool.name, JSON.stringify(pool.files));
      for (let start = 0; start < assignments.length; start += batch)
        await db.write((tx) => insertAssignments(tx, assignments.slice(start, start + batch)));
    },
    list: () =>
      db.all<ListedSubmission>(sql`
        SELECT s.id, a.id AS assignment, a.lao->>'code' AS lao, s.revision
        FROM submissions s JOIN assignments a ON a.submission = s.id ORDER BY a.lao->>'code', s.id`),
  };
}

/** The first of `count` numbers of organisations that nobody else gets. */
const reserve = (db: Database, count: number): Promise<number> =>
  db.write(async (tx) => {
    const row = await tx.get<{ value: string }>(sql`SELECT value FROM settings WHERE name = 'next-organisation'`);
    const from = Number(row?.value ?? 0);
    await tx.run(
      sql`INSERT OR REPLACE INTO settings (name, value) VALUES ('next-organisation', ${String(from + count)})`,
    );
    return from;
  });

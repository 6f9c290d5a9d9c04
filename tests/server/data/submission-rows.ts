import { sql, type Database, type Tx } from '#main/storage/database.ts';

/** What the list says of an assignment; texts of JSON are as the API gives them. */
export interface AssignmentRow {
  readonly id: string;
  readonly seq: number;
  readonly team: string;
  readonly team_name: string;
  readonly lao: string;
  readonly state: 'assigned' | 'withdrawn';
  readonly visit: string | null;
  readonly submission: string | null;
  readonly revision: number | null;
  readonly digest: string | null;
  readonly files: number | null;
  readonly size: number | null;
  readonly confirmed_at: string | null;
}

export interface SubmissionRow {
  readonly id: string;
  readonly assignment: string;
  readonly team: string;
  readonly state: 'assigned' | 'withdrawn';
  readonly lao: string;
  readonly revision: number;
  readonly digest: string;
  /** 1 where the manifest is there; the text itself is large and read on its own. */
  readonly ready: 0 | 1;
  readonly recipe: string | null;
}

export interface EvidenceRow {
  readonly id: string;
  readonly sha256: string;
  readonly size: number;
}

/** An assignment with what was handed in, as the makers of content give it. */
export interface NewAssignment {
  readonly id: string;
  readonly team: string;
  readonly teamName: string;
  readonly lao: unknown;
  readonly visit: { readonly date: string; readonly time: string | null } | null;
  readonly submission: {
    readonly id: string;
    readonly revision: number;
    readonly digest: string;
    readonly confirmedAt: string;
    readonly jws: string | null;
    readonly recipe: unknown;
    readonly files: number;
    readonly size: number;
    readonly evidence: readonly EvidenceRow[];
  };
}

const nextSeq = async (tx: Tx): Promise<number> =>
  ((await tx.get<{ last: number | null }>(sql`SELECT max(seq) AS last FROM assignments`))?.last ?? 0) + 1;

export async function insertAssignments(tx: Tx, added: readonly NewAssignment[]): Promise<void> {
  const first = await nextSeq(tx);
  const rows = JSON.stringify(
    added.map(({ submission, ...one }, index) => ({
      ...one,
      ...submission,
      seq: first + index,
      assignment: one.id,
      lao: JSON.stringify(one.lao),
      visit: one.visit === null ? null : JSON.stringify(one.visit),
      recipe: submission.recipe === null ? null : JSON.stringify(submission.recipe),
    })),
  );
  await tx.run(sql`
    INSERT INTO submissions (id, revision, digest, files, size, confirmed_at, jws, recipe)
    SELECT value->>'id', value->>'revision', value->>'digest', value->>'files', value->>'size', value->>'confirmedAt',
      value->>'jws', value->>'recipe' FROM json_each(${rows})`);
  await tx.run(sql`
    INSERT INTO assignments (id, seq, team, team_name, lao, state, visit, submission)
    SELECT value->>'assignment', value->>'seq', value->>'team', value->>'teamName', value->>'lao', 'assigned',
      value->>'visit', value->>'id' FROM json_each(${rows})`);
  for (const { submission } of added) await putEvidence(tx, submission.id, submission.evidence);
}

export async function putEvidence(tx: Tx, submission: string, evidence: readonly EvidenceRow[]): Promise<void> {
  if (evidence.length === 0) return;
  await tx.run(sql`
    INSERT OR REPLACE INTO evidence (submission, id, sha256, size)
    SELECT ${submission}, value->>'id', value->>'sha256', value->>'size' FROM json_each(${JSON.stringify(evidence)})`);
}

export async function findSubmission(db: Database, id: string): Promise<SubmissionRow | undefined> {
  return db.get<SubmissionRow>(sql`
    SELECT s.id, a.id AS assignment, a.team, a.state, a.lao, s.revision, s.digest, s.recipe,
      s.jws IS NOT NULL AS ready
    FROM submissions s JOIN assignments a ON a.submission = s.id WHERE s.id = ${id}`);
}

export async function readJws(db: Database, id: string): Promise<string> {
  const row = await db.get<{ jws: string | null }>(sql`SELECT jws FROM submissions WHERE id = ${id}`);
  if (typeof row?.jws !== 'string') throw new Error(`submission ${id} has no manifest`);
  return row.jws;
}

/** A file of evidence with what decides who may have it; one statement, since it is asked a thousand times a second. */
export interface FoundEvidence {
  readonly team: string;
  readonly state: 'assigned' | 'withdrawn';
  readonly ready: 0 | 1;
  /** Null where the submission has no such file, or its manifest is not made yet. */
  readonly sha256: string | null;
  readonly size: number;
}

export async function findEvidence(db: Database, submission: string, id: string): Promise<FoundEvidence | undefined> {
  return db.get<FoundEvidence>(sql`
    SELECT a.team, a.state, s.jws IS NOT NULL AS ready, e.sha256, e.size
    FROM submissions s JOIN assignments a ON a.submission = s.id
    LEFT JOIN evidence e ON e.submission = s.id AND e.id = ${id} WHERE s.id = ${submission}`);
}

/** Puts an assignment at the end of the change feed. */
export async function touchAssignment(tx: Tx, assignment: string): Promise<void> {
  await tx.run(sql`UPDATE assignments SET seq = ${await nextSeq(tx)} WHERE id = ${assignment}`);
}

const columns = `SELECT a.id, a.seq, a.team, a.team_name, a.lao, a.state, a.visit, a.submission, s.revision, s.digest,
  s.files, s.size, s.confirmed_at FROM assignments a LEFT JOIN submissions s ON s.id = a.submission`;

/** Changes after `after`; withdrawn assignments only where they were withdrawn after `withdrawnAfter`. */
export async function listChanges(
  db: Database,
  teams: readonly string[],
  { after, withdrawnAfter, limit }: { readonly after: number; readonly withdrawnAfter: number; readonly limit: number },
): Promise<AssignmentRow[]> {
  return db.all<AssignmentRow>({
    text: `${columns} WHERE a.team IN (SELECT value FROM json_each(?)) AND a.seq > ?
      AND (a.state = 'assigned' OR a.seq > ?) ORDER BY a.seq LIMIT ?`,
    values: [JSON.stringify(teams), after, withdrawnAfter, limit],
  });
}

export async function findAssignment(db: Database, id: string): Promise<AssignmentRow | undefined> {
  return db.get<AssignmentRow>({ text: `${columns} WHERE a.id = ?`, values: [id] });
}

export async function lastSeq(db: Database): Promise<number> {
  return (await db.get<{ last: number | null }>(sql`SELECT max(seq) AS last FROM assignments`))?.last ?? 0;
}

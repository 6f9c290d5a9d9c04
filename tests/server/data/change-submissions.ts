import { createHash, randomUUID } from 'node:crypto';
import type { EvidenceItem, SubmissionManifest } from '#common/domain/submission.ts';
import { reopenManifest } from '#main/lib/manifest-jws.ts';
import { sql } from '#main/storage/database.ts';
import type { Amendment } from '../server-types.ts';
import type { Catalogue } from './catalogue.ts';
import {
  insertAssignments,
  putEvidence,
  touchAssignment,
  type EvidenceRow,
  type SubmissionRow,
} from './submission-rows.ts';

/** What an office or a province does later: hand in again, take an assignment back. And what an attacker would. */
export function createChanges({ db, store, keys, submission: findSubmission, manifest: readJws }: Catalogue) {
  async function find(id: string): Promise<{ readonly row: SubmissionRow; readonly manifest: SubmissionManifest }> {
    const row = await findSubmission(id);
    if (row === undefined) throw new Error(`no submission ${id}`);
    return { row, manifest: reopenManifest(await readJws(row)) };
  }

  /** Signs the payload with the key that signs now, and puts the assignment at the end of the change feed. */
  async function publish(
    { id, assignment }: SubmissionRow,
    payload: string,
    next: { readonly revision: number; readonly evidence: readonly EvidenceRow[]; readonly confirmedAt: string },
  ): Promise<void> {
    const jws = keys.sign(payload);
    const digest = createHash('sha256').update(payload).digest('hex');
    const size = next.evidence.reduce((sum, one) => sum + one.size, 0);
    await db.write(async (tx) => {
      await tx.run(sql`
        UPDATE submissions SET jws = ${jws}, digest = ${digest}, revision = ${next.revision}, size = ${size},
          files = ${next.evidence.length}, confirmed_at = ${next.confirmedAt} WHERE id = ${id}`);
      await tx.run(sql`DELETE FROM evidence WHERE submission = ${id}`);
      await putEvidence(tx, id, next.evidence);
      await touchAssignment(tx, assignment);
    });
  }

  return {
    async amend(submission: string, change: Amendment): Promise<void> {
      const { row, manifest } = await find(submission);
      const stay = manifest.evidence.filter(({ id }) => change.remove?.includes(id) !== true);
      const replaced = await Promise.all(
        stay.map(async (item) => {
          const bytes = change.replace?.[item.id];
          return bytes === undefined ? item : { ...item, ...(await store.store([bytes])) };
        }),
      );
      const added = await Promise.all((change.add ?? []).map((one) => describe(one)));
      const evidence = [...replaced, ...added];
      const next: SubmissionManifest = {
        ...manifest,
        revision: manifest.revision + 1,
        issuedAt: now(),
        answers: change.answers?.(manifest.answers) ?? manifest.answers,
        evidence,
      };
      await publish(row, JSON.stringify(next), { revision: next.revision, evidence, confirmedAt: next.issuedAt });
    },
    async tamper(submission: string, edit: (manifest: SubmissionManifest) => unknown): Promise<void> {
      const { row, manifest } = await find(submission);
      const edited = edit(manifest);
      const payload = typeof edited === 'string' ? edited : JSON.stringify(edited);
      const claims = (typeof edited === 'object' ? edited : {}) as Partial<SubmissionManifest>;
      const files = await db.all<EvidenceRow>(
        sql`SELECT id, sha256, size FROM evidence WHERE submission = ${submission}`,
      );
      await publish(row, payload, {
        revision: Number.isInteger(claims.revision) ? Number(claims.revision) : row.revision,
        // The files stay what they are: only the manifest lies about them.
        evidence: [...files, ...underOtherNames(claims.evidence, files)],
        confirmedAt: now(),
      });
    },
    async assignManifest(jws: string, team = 't3'): Promise<void> {
      const manifest = reopenManifest(jws);
      const payload = Buffer.from(jws.split('.')[1] ?? '', 'base64url');
      const digest = createHash('sha256').update(payload).digest('hex');
      const { id, revision, issuedAt: confirmedAt, lao, assignment } = manifest;
      const submission = { id, revision, digest, confirmedAt, jws, recipe: null, files: 0, size: 0, evidence: [] };
      await db.write((tx) =>
        insertAssignments(tx, [{ id: randomUUID(), team, teamName: assignment.team, lao, visit: null, submission }]),
      );
    },
    async withdraw(assignment: string): Promise<void> {
      await db.write(async (tx) => {
        const { changes } = await tx.run(sql`UPDATE assignments SET state = 'withdrawn' WHERE id = ${assignment}`);
        if (changes === 0) throw new Error(`no assignment ${assignment}`);
        await touchAssignment(tx, assignment);
      });
    },
  };

  async function describe(one: NonNullable<Amendment['add']>[number]): Promise<EvidenceItem> {
    const { id, title, indicators, mediaType, bytes } = one;
    const ending = /\/(\w+)$/.exec(mediaType)?.[1] ?? 'bin';
    return { id, title, indicators, path: `evidence/${id}.${ending}`, mediaType, ...(await store.store([bytes])) };
  }
}

/** Items that an edited manifest names anew for files that are there. */
function underOtherNames(claimed: unknown, files: readonly EvidenceRow[]): EvidenceRow[] {
  const bySha = new Map(files.map((file) => [file.sha256, file]));
  const known = new Set(files.map(({ id }) => id));
  const items = Array.isArray(claimed) ? (claimed as readonly Partial<EvidenceItem>[]) : [];
  const found = new Map<string, EvidenceRow>();
  for (const { id, sha256 } of items) {
    const file = bySha.get(sha256 ?? '');
    if (typeof id === 'string' && !known.has(id) && file !== undefined) found.set(id, { ...file, id });
  }
  return [...found.values()];
}

/** Thailand's time, as offices write it. */
const now = (): string => `${new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 19)}+07:00`;

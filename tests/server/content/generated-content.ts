import { createHash } from 'node:crypto';
import type { Lao } from '#common/domain/lao.ts';
import type { EvidenceFiles } from '../data/evidence-files.ts';
import type { SigningKeys } from '../data/signing-keys.ts';
import type { NewAssignment, SubmissionRow } from '../data/submission-rows.ts';
import { fileSizes } from './file-sizes.ts';
import { writeGeneratedFiles, type GeneratedFile } from './generated-files.ts';
import type { ManifestMaker } from './generated-manifest.ts';
import { seededUuid } from './noise.ts';

/** Above this many submissions all share the same few files, and a manifest is signed when somebody asks for it. */
const eagerSubmissions = 50;

/** How to make the manifest of a submission later. The digest in the list is already that of these bytes. */
interface Recipe {
  readonly index: number;
  readonly kid: string;
  /** Name of the files that it shares. */
  readonly pool: string;
}

export interface Generated {
  readonly assignments: readonly NewAssignment[];
  /** To be kept for the recipes; null where there are none. */
  readonly pool: { readonly name: string; readonly files: readonly GeneratedFile[] } | null;
}

export interface Wish {
  /** Number of the first one; each number is another organisation. */
  readonly from: number;
  readonly count: number;
  readonly files: number;
  readonly megabytes: number;
  readonly sizes: 'equal' | 'lognormal';
  readonly organisation: (index: number) => Lao;
}

interface Tools {
  readonly store: EvidenceFiles;
  readonly keys: SigningKeys;
  readonly makeManifest: ManifestMaker;
}

export async function makeGenerated(wish: Wish, { store, keys, makeManifest }: Tools): Promise<Generated> {
  const many = wish.count > eagerSubmissions;
  const write = (seed: string) =>
    writeGeneratedFiles(store, fileSizes(wish.files, wish.megabytes * 1_000_000, wish.sizes, seed), seed);
  const name = `pool ${wish.from}`;
  const pool = many ? { name, files: await write(name) } : null;
  const made: NewAssignment[] = [];
  for (let index = wish.from; index < wish.from + wish.count; index += 1) {
    const files = pool?.files ?? (await write(`submission ${index}`));
    const lao = wish.organisation(index);
    const manifest = makeManifest({ index, lao, files });
    const payload = JSON.stringify(manifest);
    const { visit } = manifest.assignment;
    const recipe: Recipe = { index, kid: keys.current(), pool: name };
    made.push({
      id: seededUuid(`assignment/${manifest.id}`),
      team: 't3',
      teamName: manifest.assignment.team,
      lao,
      visit: visit === null ? null : { date: visit.date, time: visit.time },
      submission: {
        id: manifest.id,
        revision: manifest.revision,
        digest: createHash('sha256').update(payload).digest('hex'),
        confirmedAt: manifest.issuedAt,
        jws: many ? null : keys.sign(payload),
        recipe: many ? recipe : null,
        files: files.length,
        size: files.reduce((sum, { size }) => sum + size, 0),
        evidence: many ? [] : manifest.evidence.map(({ id, sha256, size }) => ({ id, sha256, size })),
      },
    });
  }
  return { assignments: made, pool };
}

/** The manifest of a submission whose row has only a recipe. */
export async function cook(
  row: SubmissionRow,
  { keys, makeManifest }: Omit<Tools, 'store'>,
  readPool: (name: string) => Promise<readonly GeneratedFile[]>,
) {
  const { index, kid, pool } = JSON.parse(row.recipe ?? '{}') as Recipe;
  const manifest = makeManifest({ index, lao: JSON.parse(row.lao) as Lao, files: await readPool(pool) });
  const payload = JSON.stringify(manifest);
  if (createHash('sha256').update(payload).digest('hex') !== row.digest)
    throw new Error('This folder was made by another version of the server: start with a new one.');
  return {
    jws: keys.sign(payload, kid),
    evidence: manifest.evidence.map(({ id, sha256, size }) => ({ id, sha256, size })),
  };
}

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JWK } from 'jose';
import { reopenManifest } from '#main/lib/manifest-jws.ts';
import { openStrictZip } from '#main/lib/zip/strict-zip.ts';
import { root } from '#tests/support/paths.ts';
import type { EvidenceFiles } from '../data/evidence-files.ts';
import type { EvidenceRow, NewAssignment } from '../data/submission-rows.ts';
import { seededUuid } from './noise.ts';

const folder = join(root, 'resources', 'sample');
const limits = { entries: 1000, entrySize: 1e8, totalSize: 1e9, ratio: 150, nameLength: 200 };

/** The private half of resources/sample/sender.jwk.json; everybody has it. */
export const readSampleKey = async (): Promise<JWK> =>
  JSON.parse(await readFile(join(root, 'tests', 'sample', 'sample-key.jwk.json'), 'utf8')) as JWK;

/** The sample's bundles: manifests exactly as they were signed, files taken out of the archive. */
export async function makeSample(store: EvidenceFiles): Promise<NewAssignment[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.lpasub')).sort();
  return Promise.all(names.map((name) => readBundle(join(folder, name), store)));
}

async function readBundle(path: string, store: EvidenceFiles): Promise<NewAssignment> {
  const zip = await openStrictZip(path, limits);
  try {
    const jws = (await zip.read('manifest.jws', 16_000_000)).toString();
    const manifest = reopenManifest(jws);
    const evidence: EvidenceRow[] = [];
    for (const { id, path: member } of manifest.evidence)
      evidence.push({ id, ...(await store.store(zip.chunks(member))) });
    const payload = Buffer.from(jws.split('.')[1] ?? '', 'base64url');
    const { visit, team } = manifest.assignment;
    return {
      id: seededUuid(`assignment/${manifest.id}`),
      team: 't3',
      teamName: team,
      lao: manifest.lao,
      visit: visit === null ? null : { date: visit.date, time: visit.time },
      submission: {
        id: manifest.id,
        revision: manifest.revision,
        digest: createHash('sha256').update(payload).digest('hex'),
        confirmedAt: manifest.issuedAt,
        jws,
        recipe: null,
        files: evidence.length,
        size: evidence.reduce((sum, { size }) => sum + size, 0),
        evidence,
      },
    };
  } finally {
    await zip.close();
  }
}

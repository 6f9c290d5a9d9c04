import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import { reopenManifest } from '#main/lib/manifest-jws.ts';
import { openStrictZip } from '#main/lib/zip/strict-zip.ts';
import { payloadOf, signManifest, writeBundle } from '#tests/sample/bundle.ts';
import { root } from '#tests/support/paths.ts';

const folder = join(root, 'resources', 'sample');

/** The three shipped submissions. */
export const sampleBundles: readonly string[] = readdirSync(folder)
  .filter((name) => name.endsWith('.lpasub'))
  .sort()
  .map((name) => join(folder, name));

const limits = { entries: 1000, entrySize: 1e8, totalSize: 1e9, ratio: 1000, nameLength: 300 };

/** The parts of a submission as it lies in its file. */
export interface OpenedBundle {
  readonly jws: string;
  readonly manifest: SubmissionManifest;
  readonly evidence: readonly { readonly path: string; readonly bytes: Buffer }[];
  readonly instrument: Buffer | null;
}

export async function readBundle(file: string): Promise<OpenedBundle> {
  const zip = await openStrictZip(file, limits);
  try {
    const jws = (await zip.read('manifest.jws', 1e8)).toString();
    const manifest = reopenManifest(jws);
    const evidence = [];
    for (const { path } of manifest.evidence) evidence.push({ path, bytes: await zip.read(path, 1e8) });
    const instrument = zip.has('instrument.json') ? await zip.read('instrument.json', 1e8) : null;
    return { jws, manifest, evidence, instrument };
  } finally {
    await zip.close();
  }
}

const sampleKey = (): JWK =>
  JSON.parse(readFileSync(join(root, 'tests', 'sample', 'sample-key.jwk.json'), 'utf8')) as JWK;

/** The same bundle with one byte of one file of evidence changed; a zip without fault. Gives that file's title too. */
export async function withChangedEvidence(file: string): Promise<{ readonly bytes: Buffer; readonly title: string }> {
  const { jws, manifest, evidence, instrument } = await readBundle(file);
  const changed = evidence.map(({ path, bytes }, index) => {
    const copy = Buffer.from(bytes);
    if (index === 0) copy[copy.length >> 1] = (copy[copy.length >> 1] ?? 0) ^ 1;
    return { path, bytes: copy };
  });
  return { bytes: await writeBundle(jws, changed, instrument), title: manifest.evidence[0]?.title ?? '' };
}

/** The same content, signed by a key that nobody knows. */
export async function signedByAnother(file: string): Promise<Buffer> {
  const { manifest, evidence, instrument } = await readBundle(file);
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  return writeBundle(await signManifest(payloadOf(manifest), await exportJWK(privateKey)), evidence, instrument);
}

/** A manifest that was edited after it was signed. */
export async function withForgedManifest(file: string): Promise<Buffer> {
  const { jws, manifest, evidence, instrument } = await readBundle(file);
  const [head = '', , signature = ''] = jws.split('.');
  const answers = manifest.answers.map((answer) => ({ ...answer, selfPoints: 0 }));
  const forged = Buffer.from(payloadOf({ ...manifest, answers })).toString('base64url');
  return writeBundle([head, forged, signature].join('.'), evidence, instrument);
}

type Content = Pick<OpenedBundle, 'manifest' | 'evidence'>;

/** What the LAO sends later: the next revision, by the same sender; the same again, or with what it changed. */
export async function nextRevision(file: string, change: (before: Content) => Content = (same) => same) {
  const { instrument, ...before } = await readBundle(file);
  const { manifest, evidence } = change(before);
  const next = { ...manifest, revision: manifest.revision + 1 };
  return writeBundle(await signManifest(payloadOf(next), sampleKey()), evidence, instrument);
}

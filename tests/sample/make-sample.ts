import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { JWK } from 'jose';
import type { Instrument } from '#common/domain/instrument.ts';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import { openStrictZip } from '#main/lib/zip/strict-zip.ts';
import { payloadOf, sha256, signManifest, writeBundle } from './bundle.ts';
import { openRenderer, type Renderer } from './render/browser.ts';
import { mediaTypes, renderFile } from './sample-file.ts';
import { selfAssess } from './self-assess.ts';
import { round, submissions, survey, team, type SampleSubmission } from './submissions.ts';

const root = join(import.meta.dirname, '..', '..');
/** A key that everybody has: the app trusts it for invented organisations (province code 99) only. */
const keyFile = join(import.meta.dirname, 'sample-key.jwk.json');

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: join(root, 'resources', 'sample') },
    /** Also writes each file of evidence here, to look at. */
    loose: { type: 'string' },
  },
});

const bundleLimits = { entries: 1000, entrySize: 1e8, totalSize: 1e9, ratio: 150, nameLength: 200 };
const key = JSON.parse(await readFile(keyFile, 'utf8')) as JWK;
const instrumentBytes = await readFile(join(root, 'resources', 'instruments', 'lpa-2567-sample.json'));
const instrument = JSON.parse(instrumentBytes.toString()) as Instrument;

await mkdir(values.out, { recursive: true });
const renderer = await openRenderer();
try {
  for (const submission of submissions) await make(renderer, submission);
} finally {
  await renderer.close();
}
const { kty, crv, x, y } = key;
await writeFile(join(values.out, 'sender.jwk.json'), `${JSON.stringify({ kty, crv, x, y }, null, 2)}\n`);

async function make(using: Renderer, submission: SampleSubmission): Promise<void> {
  const evidence = [];
  for (const [index, file] of submission.files.entries()) {
    const bytes = await renderFile(using, file);
    const path = `evidence/${file.name}`;
    const { indicators, title } = file;
    const mediaType = mediaTypes[file.recipe.kind];
    const id = `e${String(index + 1).padStart(3, '0')}`;
    evidence.push({
      item: { id, indicators, title, path, sha256: sha256(bytes), size: bytes.length, mediaType },
      bytes,
    });
    if (values.loose !== undefined) await writeLoose(values.loose, submission.office.lao.code, file.name, bytes);
  }
  const manifest = describe(
    submission,
    evidence.map(({ item }) => item),
  );
  const jws =
    (await sameAsBefore(submission.fileName, payloadOf(manifest))) ?? (await signManifest(payloadOf(manifest), key));
  const members = evidence.map(({ item, bytes }) => ({ path: item.path, bytes }));
  const bundle = await writeBundle(jws, members, submission.withInstrument ? instrumentBytes : null);
  await writeFile(join(values.out, submission.fileName), bundle);
  console.log(`${submission.fileName}: ${evidence.length} files, ${(bundle.length / 1e6).toFixed(2)} MB`);
}

/** ECDSA signs with a random number: without this, the same sample would have other bytes each time. */
async function sameAsBefore(fileName: string, payload: string): Promise<string | null> {
  try {
    const zip = await openStrictZip(join(values.out, fileName), bundleLimits);
    const jws = (await zip.read('manifest.jws', 1_000_000)).toString();
    await zip.close();
    return Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString() === payload ? jws : null;
  } catch {
    return null;
  }
}

function describe(submission: SampleSubmission, evidence: SubmissionManifest['evidence']): SubmissionManifest {
  const { office, visit, claims } = submission;
  return {
    format: 'lpa-submission/1',
    id: submission.id,
    revision: 1,
    issuedAt: '2024-06-24T10:15:00+07:00',
    lao: office.lao,
    round,
    assignment: { ...team, visit },
    instrument: { id: instrument.id, version: instrument.version, digest: sha256(instrumentBytes) },
    answers: selfAssess(instrument, office.lao.type, claims, office.lao.code),
    evidence,
    links: submission.links.map((link, index) => ({ id: `k${String(index + 1).padStart(3, '0')}`, ...link })),
    survey,
    certification: {
      form: 'LRP001',
      name: office.head.name,
      position: office.head.title,
      certifiedOn: '2024-06-23',
      receivedOn: '2024-06-24',
    },
  };
}

async function writeLoose(folder: string, code: string, name: string, bytes: Buffer): Promise<void> {
  await mkdir(join(folder, code), { recursive: true });
  await writeFile(join(folder, code, name), bytes);
}

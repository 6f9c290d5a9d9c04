import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import exifr from 'exifr';
import type { JWK } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proposePoints } from '#common/domain/rule.ts';
import { applicableIndicators } from '#common/domain/scoring.ts';
import { rawZip } from '#tests/support/raw-zip.ts';
import { bundleOf, entriesOf, evidenceBytes, manifestOf, newKey, sign } from '#tests/support/bundles.ts';
import { root } from '#tests/support/paths.ts';
import { filesContaining, openSubmissions } from '#tests/support/submissions.ts';

let env: Awaited<ReturnType<typeof openSubmissions>>;
beforeAll(async () => {
  env = await openSubmissions();
});
afterAll(() => env.close());

const sampleKey = JSON.parse(readFileSync(join(root, 'tests', 'sample', 'sample-key.jwk.json'), 'utf8')) as JWK;
const main = '6f0c2a4e-7d15-4b7e-9a53-05990312aa01';

test('the sample is three organisations of different types, at least 40 files, at most 12 MB', async () => {
  const results = await env.submissions.importSample(randomUUID());
  expect(results.map(({ outcome, quarantined }) => [outcome, quarantined])).toEqual(Array(3).fill(['imported', []]));
  const list = await env.submissions.list();
  expect(new Set(list.map(({ laoType }) => laoType)).size).toBe(3);
  expect(list.every(({ sample, state, laoCode }) => sample && state === 'ready' && laoCode.slice(2, 4) === '99')).toBe(
    true,
  );
  expect(list.reduce((sum, { files }) => sum + files, 0)).toBeGreaterThanOrEqual(40);
  const folder = join(root, 'resources', 'sample');
  const sizes = await Promise.all((await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(12_000_000);
  expect(await filesContaining(join(env.folder, 'data'), 'ท่าแก้วพัฒนา')).toEqual([]);
});

test('every answer fits its rule, and the first indicators of every aspect have evidence', async () => {
  const { manifest, instrument } = await env.submissions.load(main);
  const about = new Set(manifest.evidence.flatMap(({ indicators }) => indicators));
  for (const { number } of instrument.aspects) {
    const first = applicableIndicators(instrument, manifest.lao.type).filter(({ aspect }) => aspect === number);
    expect(about.has(first[0]!.id), `aspect ${number}`).toBe(true);
  }
  for (const { indicator, measure, selfPoints } of manifest.answers) {
    const rule = instrument.indicators.find(({ id }) => id === indicator)!.rule;
    if (measure !== null) expect(proposePoints(rule, measure), indicator).toBe(selfPoints);
  }
  expect(about.size).toBeLessThan(manifest.answers.length);
});

test('files are what they say: PDF, photos with place and time, Word, Excel', async () => {
  const { manifest } = await env.submissions.load(main);
  const { blobs } = env.library.current();
  for (const { sha256, size } of manifest.evidence) {
    const hash = createHash('sha256');
    for await (const chunk of blobs.stream(sha256)) hash.update(chunk as Buffer);
    expect(hash.digest('hex')).toBe(sha256);
    expect(size).toBeGreaterThan(1000);
  }
  const types = new Set(manifest.evidence.map(({ mediaType }) => mediaType.split(/[./]/).at(-1)));
  expect([...types].sort()).toEqual(['document', 'jpeg', 'pdf', 'png', 'sheet']);
  const photo = manifest.evidence.find(({ path }) => path.endsWith('57-water-point.jpg'))!;
  const exif = (await exifr.parse(await blobs.read(photo.sha256, 0, photo.size))) as {
    latitude: number;
    DateTimeOriginal: Date;
  };
  expect(exif.latitude).toBeCloseTo(17.4357, 3);
  expect(exif.DateTimeOriginal.toISOString()).toContain('2023-05-15T10:22');
});

test('everybody has the sample key, so it speaks for invented organisations only', async () => {
  const manifest = manifestOf();
  expect(await env.outcome(await bundleOf(manifest, sampleKey))).toBe('bundle.wrong-sender sample-key');
  expect(await env.outcome(rawZip(entriesOf(await sign('{}', { key: sampleKey }), manifest)))).toBe(
    'bundle.bad-manifest format',
  );
});

test('removing the sample leaves what is not sample, and no file of it', async () => {
  const shared = await env.submissions.load(main);
  const own = manifestOf(evidenceBytes.slice(0, 1));
  const kept = shared.manifest.evidence[0]!;
  const bytes = await env.library.current().blobs.read(kept.sha256, 0, kept.size);
  const both = manifestOf([evidenceBytes[0]!, bytes], { id: own.id });
  expect(await env.outcome(await bundleOf(both, newKey(), [evidenceBytes[0]!, bytes]))).toBe('imported');
  expect(await env.submissions.removeSample()).toEqual({ removed: 3 });
  expect((await env.submissions.list()).map(({ id }) => id)).toEqual([own.id]);
  expect(await env.stored()).toEqual({ blobs: 2, temporary: 0 });
  await expect(env.submissions.load(main)).rejects.toMatchObject({ code: 'submission.unknown' });
  const { db, events } = env.library.current();
  expect(await events.read(db, main)).toEqual([]);
  expect((await env.submissions.serveEvidence(own.id, 'e2', null)).status).toBe(200);
});

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  bundleOf,
  entriesOf,
  evidenceBytes,
  instrument,
  instrumentBytes,
  manifestOf,
  newKey,
  secretText,
  sha256,
  sign,
} from '#tests/support/bundles.ts';
import { rawZip, type RawEntry } from '#tests/support/raw-zip.ts';
import { filesContaining, openSubmissions } from '#tests/support/submissions.ts';

let env: Awaited<ReturnType<typeof openSubmissions>>;
beforeEach(async () => {
  env = await openSubmissions();
});
afterEach(() => env.close());

const key = newKey();
const id = manifestOf().id;

/** Nothing of a refused bundle is there. */
async function expectNothing(): Promise<void> {
  expect(await env.submissions.list()).toEqual([]);
  expect(await env.stored()).toEqual({ blobs: 0, temporary: 0 });
}

describe('a good bundle', () => {
  test('is there at once, complete, sealed, with its event', async () => {
    expect(await env.outcome(await bundleOf(manifestOf(), key))).toBe('imported');
    const [summary] = await env.submissions.list();
    expect(summary).toMatchObject({ id, laoName: 'ทดสอบ', state: 'ready', files: 3, quarantined: 0, settled: 0 });
    expect(summary?.indicators).toBeGreaterThan(80);
    const detail = await env.submissions.get(id);
    expect(detail.evidence.map(({ status }) => status)).toEqual(['ready', 'ready', 'ready']);
    expect(detail.sender.known).toBe('first-time');
    const loaded = await env.submissions.load(id);
    expect(loaded.manifestDigest).toBe(sha256(Buffer.from(JSON.stringify(manifestOf()))));
    expect(sha256(loaded.instrumentBytes)).toBe(loaded.instrumentDigest);
    expect((await env.submissions.load(id)).manifest).toBe(loaded.manifest);
    const { db, events } = env.library.current();
    const [event, ...more] = await events.read(db, id);
    expect(event?.event).toMatchObject({ type: 'submission.received', payload: { manifest: loaded.manifestDigest } });
    expect(more).toEqual([]);
    expect(await filesContaining(`${env.folder}/data`, secretText)).toEqual([]);
  });
  test('serves its evidence whole and in ranges', async () => {
    await env.outcome(await bundleOf(manifestOf(), key));
    const whole = await env.submissions.serveEvidence(id, 'e1', null);
    expect(whole).toMatchObject({ status: 200, headers: { 'content-type': 'application/pdf' } });
    expect(Buffer.from(whole.body).equals(evidenceBytes[0]!)).toBe(true);
    const part = await env.submissions.serveEvidence(id, 'e1', 'bytes=70000-70009');
    expect(part.status).toBe(206);
    expect(part.headers['content-range']).toBe(`bytes 70000-70009/${evidenceBytes[0]!.length}`);
    expect(Buffer.from(part.body).equals(evidenceBytes[0]!.subarray(70_000, 70_010))).toBe(true);
    expect((await env.submissions.serveEvidence(id, 'nothing', null)).status).toBe(404);
    expect((await env.submissions.serveEvidence('nothing', 'e1', null)).status).toBe(404);
  });
  test('again is nothing new; a newer revision updates; an older one is refused', async () => {
    await env.outcome(await bundleOf(manifestOf(), key));
    expect(await env.outcome(await bundleOf(manifestOf(), key))).toBe('already-there');
    const second = manifestOf(evidenceBytes.slice(0, 2), { revision: 2 });
    expect(await env.outcome(await bundleOf(second, key))).toBe('updated');
    expect(await env.submissions.get(id)).toMatchObject({ manifest: { revision: 2 }, summary: { files: 2 } });
    expect(await env.outcome(await bundleOf(manifestOf(), key))).toBe('bundle.older-revision');
    const other = manifestOf(evidenceBytes, { revision: 2, issuedAt: '2024-06-25T10:15:00+07:00' });
    expect(await env.outcome(await bundleOf(other, key))).toBe('bundle.bad-manifest revision-reused');
    const { db, events } = env.library.current();
    expect(await events.read(db, id)).toHaveLength(2);
  });
  test('an update keeps what the team did; a locked review refuses it', async () => {
    await env.outcome(await bundleOf(manifestOf(), key));
    const { db, events, profile } = env.library.current();
    const actor = { id: profile.id, name: profile.name };
    await db.write(async (tx) => {
      await events.append(tx, id, 'c1', {
        actor,
        change: { type: 'score.set', payload: { indicator: 'i03', points: 3 } },
      });
      await env.submissions.touchSummary(tx, id, { state: 'in-review', settled: 1, lastIndicator: 'i03' });
    });
    expect(await env.outcome(await bundleOf(manifestOf(evidenceBytes, { revision: 2 }), key))).toBe('updated');
    expect((await env.submissions.list())[0]).toMatchObject({ state: 'in-review', lastIndicator: 'i03' });
    await db.write((tx) => env.submissions.touchSummary(tx, id, { state: 'finalised' }));
    expect(await env.outcome(await bundleOf(manifestOf(evidenceBytes, { revision: 3 }), key))).toBe('review.locked');
  });
  test('brings its own instrument', async () => {
    const own = Buffer.from(JSON.stringify({ ...instrument, id: 'own', version: '7' }));
    const manifest = manifestOf(evidenceBytes, { instrument: { id: 'own', version: '7', digest: sha256(own) } });
    const jws = await sign(JSON.stringify(manifest), { key });
    const entries = entriesOf(jws, manifest);
    expect(await env.outcome(rawZip(entries))).toBe('instrument.unknown');
    expect(await env.outcome(rawZip([...entries, { name: 'instrument.json', data: own }]))).toBe('imported');
    expect((await env.submissions.load(id)).instrument.version).toBe('7');
  });
});

describe('files that are not what the manifest says', () => {
  test('are quarantined alone, and a good bundle heals them', async () => {
    const manifest = manifestOf();
    const wrong = [evidenceBytes[0]!, Buffer.from('other bytes'), evidenceBytes[2]!];
    expect(await env.outcome(await bundleOf(manifest, key, wrong))).toBe('incomplete');
    expect(await env.submissions.get(id)).toMatchObject({
      summary: { state: 'incomplete', quarantined: 1 },
      evidence: [{ status: 'ready' }, { status: 'quarantined' }, { status: 'ready' }],
    });
    expect((await env.submissions.serveEvidence(id, 'e2', null)).status).toBe(409);
    expect(await env.outcome(await bundleOf(manifest, key))).toBe('updated');
    expect((await env.submissions.list())[0]).toMatchObject({ state: 'ready', quarantined: 0 });
    expect(await env.stored()).toEqual({ blobs: 3, temporary: 0 });
    const { db, events } = env.library.current();
    expect(await events.read(db, id)).toHaveLength(1);
  });
  test('wrong CRC, wrong size, missing', async () => {
    const manifest = manifestOf();
    const entries = entriesOf(await sign(JSON.stringify(manifest), { key }), manifest);
    const changed = entries
      .map((entry): RawEntry => (entry.name === 'evidence/file-1.pdf' ? { ...entry, crc: 5 } : entry))
      .filter(({ name }) => name !== 'evidence/file-2.pdf');
    expect(await env.outcome(rawZip(changed))).toBe('incomplete');
    expect((await env.submissions.get(id)).evidence.map(({ status }) => status)).toEqual([
      'quarantined',
      'missing',
      'ready',
    ]);
  });
});

describe('refuses whole', () => {
  const manifest = manifestOf();
  const good = () => sign(JSON.stringify(manifest), { key });
  const withJws = async (jws: string) => env.outcome(rawZip(entriesOf(jws, manifest)));
  const withManifest = async (change: object) => {
    const changed = { ...manifest, ...change };
    return env.outcome(rawZip(entriesOf(await sign(JSON.stringify(changed), { key }), changed)));
  };
  afterEach(expectNothing);

  test('a manifest with a wrong signature', async () => {
    const jws = await good();
    const [head = '', , signature = ''] = jws.split('.');
    const altered = Buffer.from(JSON.stringify({ ...manifest, revision: 9 })).toString('base64url');
    expect(await withJws(`${head}.${altered}.${signature}`)).toBe('bundle.bad-signature signature');
    expect(await withJws(`${jws}\n`)).toBe('bundle.bad-signature shape');
    expect(await withJws(` ${jws}`)).toBe('bundle.bad-signature shape');
    expect(await withJws(`${head}.${altered}.`)).toBe('bundle.bad-signature shape');
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    expect(await withJws(`${part({ alg: 'none' })}.${altered}.AA`)).toBe('bundle.bad-signature algorithm');
    expect(await withJws(await sign(JSON.stringify(manifest), { key, header: { typ: 'JWT' } }))).toBe(
      'bundle.bad-signature type',
    );
    expect(await withJws(await sign(JSON.stringify(manifest), { key, header: { kid: 'me' } }))).toBe(
      'bundle.bad-signature key-id',
    );
    const { kty, crv, x, y } = newKey();
    expect(await withJws(await sign(JSON.stringify(manifest), { key, header: { jwk: { kty, crv, x, y } } }))).toBe(
      'bundle.bad-signature key-id',
    );
    expect(await withJws(await sign(JSON.stringify(manifest), { key, header: { jwk: key } }))).toBe(
      'bundle.bad-signature header',
    );
  });
  test('one changed character of the last group, which jose would accept', async () => {
    const jws = await good();
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const twin = jws.slice(0, -1) + letters[letters.indexOf(jws.at(-1)!) ^ 1]!;
    expect(await withJws(twin)).toBe('bundle.bad-signature shape');
  });
  test('no manifest, another kind of zip, another format', async () => {
    expect(await env.outcome(rawZip(entriesOf(null, manifest)))).toBe('bundle.no-manifest manifest');
    expect(await env.outcome(rawZip([{ name: 'readme.txt' }]))).toBe('bundle.no-manifest mimetype');
    expect(await withManifest({ format: 'lpa-submission/2' })).toBe('bundle.newer-format');
    expect(await withManifest({ format: 'something' })).toBe('bundle.bad-manifest format');
    expect(await withManifest({ revision: 0 })).toBe('bundle.bad-manifest schema');
  });
  test('a manifest that contradicts itself or the instrument', async () => {
    const [first, second] = manifest.evidence;
    const answer = { indicator: 'i03', selfPoints: 5, measure: null, note: '' };
    expect(await withManifest({ answers: [{ ...answer, indicator: 'i999' }] })).toBe(
      'bundle.bad-manifest unknown-indicator',
    );
    expect(await withManifest({ answers: [answer, answer] })).toBe('bundle.bad-manifest answer-twice');
    expect(await withManifest({ answers: [{ ...answer, selfPoints: 6 }] })).toBe('bundle.bad-manifest points');
    const measure = { kind: 'deadline', doneOn: null };
    expect(await withManifest({ answers: [{ ...answer, measure }] })).toBe('bundle.bad-manifest measure-wrong-kind');
    expect(await withManifest({ evidence: [first, { ...second, id: first!.id }] })).toBe(
      'bundle.bad-manifest evidence-twice',
    );
    expect(await withManifest({ evidence: [first, { ...first, id: 'x', path: 'evidence/FILE-1.pdf' }] })).toMatch(
      /^(bundle|zip)\./,
    );
    expect(await withManifest({ evidence: [{ ...first, indicators: ['i999'] }] })).toBe(
      'bundle.bad-manifest unknown-indicator',
    );
    expect(await withManifest({ evidence: [{ ...first, path: 'evidence/../x' }] })).toMatch(
      /^(bundle\.bad-manifest schema|zip\.unsafe)/,
    );
  });
  test('an instrument that breaks its schema, or is another one', async () => {
    const bring = async (bytes: Buffer, change: object = {}) => {
      const own = { ...manifest, instrument: { ...manifest.instrument, digest: sha256(bytes), ...change } };
      const jws = await sign(JSON.stringify(own), { key });
      return env.outcome(rawZip([...entriesOf(jws, own), { name: 'instrument.json', data: bytes }]));
    };
    expect(await bring(Buffer.from('{'))).toBe('instrument.invalid not-json');
    expect(await bring(Buffer.from(JSON.stringify({ ...instrument, passMark: 70 })))).toBe('instrument.invalid schema');
    const twice = { ...instrument, indicators: [...instrument.indicators, instrument.indicators[0]] };
    expect(await bring(Buffer.from(JSON.stringify(twice)))).toBe('instrument.invalid duplicate-id');
    expect(await bring(instrumentBytes, { digest: 'a'.repeat(64) })).toBe('instrument.invalid digest');
    expect(await bring(instrumentBytes, { version: '99' })).toBe('instrument.invalid other-instrument');
  });
  test('a file that no signature covers', async () => {
    const entries = [...entriesOf(await good(), manifest), { name: 'evidence/more.pdf' }];
    expect(await env.outcome(rawZip(entries))).toBe('bundle.bad-manifest unlisted-file');
  });
  test('hostile archives', async () => {
    const entries = entriesOf(await good(), manifest);
    const plus = (...more: readonly RawEntry[]) => env.outcome(rawZip([...entries, ...more]));
    expect(await plus({ name: '../escape' })).toBe('zip.unsafe name-path');
    expect(await plus({ name: '/etc/passwd' })).toBe('zip.unsafe name-path');
    expect(await plus({ name: 'evidence/link', mode: 0o120777 })).toBe('zip.unsafe symlink');
    expect(await plus({ name: 'evidence/file-1.pdf' })).toBe('zip.unsafe duplicate-name');
    expect(await plus({ name: 'evidence/bomb', data: Buffer.alloc(8_000_000), method: 8 })).toBe('zip.bomb ratio');
    const many = Array.from({ length: 10_200 }, (_, index) => ({ name: `evidence/n${index}`, data: Buffer.alloc(0) }));
    expect(await plus(...many)).toBe('zip.bomb entries');
  });
  test('a bundle cut at any length', async () => {
    const whole = await bundleOf(manifest, key);
    for (let length = 0; length < whole.length; length += 1 + Math.floor(length / 40))
      expect(await env.outcome(whole.subarray(0, length)), `${length} bytes`).toMatch(/^zip\.not-a-zip /);
  });
});

describe('senders', () => {
  test('another key for the same organisation or submission is refused', async () => {
    await env.outcome(await bundleOf(manifestOf(), key));
    expect(await env.outcome(await bundleOf(manifestOf(evidenceBytes, { revision: 2 }), newKey()))).toBe(
      'bundle.wrong-sender other-key',
    );
    const otherId = manifestOf(evidenceBytes, { id: '0197a1b2-0000-7000-8000-000000000002' });
    expect(await env.outcome(await bundleOf(otherId, newKey()))).toBe('bundle.wrong-sender other-key');
    expect(await env.outcome(await bundleOf(otherId, key))).toBe('imported');
    expect((await env.submissions.get(otherId.id)).sender.known).toBe('seen-before');
  });
});

test('one bad file among good ones does not stop the others', async () => {
  const { writeFile } = await import('node:fs/promises');
  const paths = ['a', 'b', 'c'].map((name) => `${env.folder}/${name}.lpasub`);
  const second = manifestOf(evidenceBytes, { id: '0197a1b2-0000-7000-8000-000000000002' });
  await writeFile(paths[0]!, await bundleOf(manifestOf(), key));
  await writeFile(paths[1]!, 'no bundle');
  await writeFile(paths[2]!, await bundleOf(second, key));
  const results = await env.importPath(...paths, `${env.folder}/missing.lpasub`);
  expect(results.map(({ outcome }) => outcome)).toEqual(['imported', 'refused', 'imported', 'refused']);
  expect(results[3]?.failure).toEqual({ code: 'file.unreadable', details: { reason: 'ENOENT' } });
  const progress = env.emitted.filter(({ event }) => event === 'progress').at(-1)?.payload as {
    done: number;
    total: number;
  };
  expect(progress.done).toBe(progress.total);
});

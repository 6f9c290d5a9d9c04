import { createHmac } from 'node:crypto';
import type { JWK } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import { mostEvidence } from '#common/formats/submission-schema.ts';
import { reopenManifest } from '#main/lib/manifest-jws.ts';
import { readSampleKey } from '#tests/server/content/sample-content.ts';
import { forgotten, listOfWork, openAttackedApp, type AttackedApp } from '#tests/support/attacked-app.ts';
import { memoryOf, said, sealedFiles, stateOf } from '#tests/support/attacks.ts';
import { newKey, sha256, sign } from '#tests/support/bundles.ts';
import { assignTo, jose, keySet, manifestOf, publish } from '#tests/support/forged-answers.ts';
import { instead, json, portal, type Attack } from '#tests/support/middle.ts';

let bed: AttackedApp;
/** Here before the attacks, and not to be touched by them. */
let here: string;
/** What is attacked: assigned, never downloaded. */
let target: string;
/** What the LAO really handed in. */
let original: SubmissionManifest;
let before: Awaited<ReturnType<typeof stateOf>>;
/** Of a server that went bad: published, so that everything but the signature has to hold. */
const key = newKey();

beforeAll(async () => {
  bed = await openAttackedApp({ kind: 'generated', submissions: 2, files: 3, megabytes: 0.3, sizes: 'equal' });
  [here, target] = [bed.next(), bed.next()];
  await bed.app.download(here);
  before = await stateOf(bed.app);
  expect(before).toMatchObject({ submissions: [{ id: here, state: 'ready' }], queue: [] });
  // Asked for once, and nothing else is let through.
  bed.middle.attack(manifestOf(target), async ({ upstream, response }) => {
    original = reopenManifest((await upstream()).body.toString());
    response.writeHead(404).end();
  });
  await bed.app.download(target);
  await rest();
});
afterEach(async () => {
  await rest();
  expect(await stateOf(bed.app)).toEqual(before);
});
afterAll(() => bed.close());

async function rest(): Promise<void> {
  bed.middle.rest();
  for (const { submission } of (await bed.app.call('download.queue', {})).downloads)
    await bed.app.call('download.cancel', { submission });
}

const evidenceRequests = () => bed.middle.seen.filter(({ path }) => path.includes('/evidence/')).length;

/** "code reason" with which the download of `id` fails while the server says `jws`. */
async function download(jws: string | Buffer, id = target, signedBy: JWK = key): Promise<string> {
  bed.middle.attack(keySet, publish(signedBy));
  bed.middle.attack(manifestOf(id), instead(jws, jose));
  return said((await bed.app.download(id)).downloads[0]?.failure);
}

/** The original, changed and signed by a key that the server publishes. */
const signed = async (change: (manifest: SubmissionManifest) => unknown, by: JWK = key): Promise<string> => {
  const payload = change(original);
  return sign(typeof payload === 'string' ? payload : JSON.stringify(payload), { key: by });
};

/** Nothing of the refused submission is here, also before anybody takes it out of the queue. */
async function expectNothingKept(): Promise<void> {
  expect(await bed.app.call('submission.list', {})).toEqual(before.submissions);
  expect(await sealedFiles(bed.app.folder)).toEqual(before.sealed);
}

const paths = (path: string) => (manifest: SubmissionManifest) => ({
  ...manifest,
  evidence: manifest.evidence.map((item, index) => (index === 0 ? { ...item, path } : item)),
});
const first = (change: object) => (manifest: SubmissionManifest) => ({
  ...manifest,
  evidence: manifest.evidence.map((item, index) => (index === 0 ? { ...item, ...change } : item)),
});
const many = (count: number) => (manifest: SubmissionManifest) => ({
  ...manifest,
  evidence: Array.from({ length: count }, (_, index) => ({
    ...{ id: `e${index}`, indicators: [], title: 'x', path: `evidence/${index}`, size: 0, mediaType: '' },
    sha256: sha256(Buffer.from('')),
  })),
});
const at = ({ evidence }: SubmissionManifest, index: number) => evidence[index]!;

describe('a manifest that is signed well, but says what it must not, is refused; nothing of it is kept', () => {
  const schema = 'bundle.bad-manifest schema';
  const other = 'bundle.bad-manifest other-submission';
  test.each<[string, (manifest: SubmissionManifest) => unknown, string]>([
    ['a path out of its folder', paths('evidence/../../../etc/cron.d/x'), schema],
    ['a path that climbs at once', paths('../x'), schema],
    ['an absolute path', paths('/etc/passwd'), schema],
    ['a path of Windows', paths('evidence\\..\\..\\x.exe'), schema],
    ['a drive of Windows', paths('C:\\Windows\\x'), schema],
    ['a NUL in a path', paths('evidence/a\0.pdf'), schema],
    ['a hidden file', paths('evidence/.ssh'), schema],
    ['a path of 5,000 letters', paths(`evidence/${'x'.repeat(5000)}`), schema],
    ['two files of one path', (m) => paths(at(m, 1).path)(m), 'bundle.bad-manifest path-twice'],
    [
      'two paths that are one on Windows',
      (m) => paths(at(m, 1).path.toUpperCase().replace('EVIDENCE', 'evidence'))(m),
      'bundle.bad-manifest path-twice',
    ],
    ['two files of one id', (m) => first({ id: at(m, 1).id })(m), 'bundle.bad-manifest evidence-twice'],
    ['an id that leads to another address', first({ id: '../../keys' }), schema],
    ['one content with two sizes', (m) => first({ sha256: at(m, 1).sha256, size: 5 })(m), 'bundle.bad-manifest'],
    ['a negative size', first({ size: -1 }), schema],
    ['a size of a petabyte', first({ size: 1e15 }), schema],
    ['a size that is no number', first({ size: '7' }), schema],
    ['10,001 files', many(10_001), schema],
    ['100,000 files', many(100_000), 'server.too-much'],
    ['a link that is a script', (m) => ({ ...m, links: [{ ...m.links[0], url: 'javascript:alert(1)' }] }), schema],
    [
      'an indicator that the book does not have',
      first({ indicators: ['nothing'] }),
      'bundle.bad-manifest unknown-indicator',
    ],
    ['another id', (m) => ({ ...m, id: here }), other],
    ['another LAO', (m) => ({ ...m, lao: { ...m.lao, code: '05010101' } }), other],
    ['another round', (m) => ({ ...m, round: { ...m.round, id: 'lpa-2568' } }), other],
    ['revision 0', (m) => ({ ...m, revision: 0 }), schema],
    ['a newer format', (m) => ({ ...m, format: 'lpa-submission/2' }), 'bundle.newer-format'],
    ['no format', () => ({}), 'bundle.bad-manifest format'],
    ['no JSON', () => '{', 'bundle.bad-manifest format'],
    ['JSON of 100,000 levels', () => `{"format":${'['.repeat(1e5)}${']'.repeat(1e5)}}`, 'bundle.bad-manifest depth'],
    [
      'an instrument that nobody has',
      (m) => ({ ...m, instrument: { ...m.instrument, digest: '0'.repeat(64) } }),
      'instrument.unknown',
    ],
  ])('%s', async (_, change, code) => {
    expect(await download(await signed(change))).toMatch(new RegExp(`^${code}`));
    await expectNothingKept();
  });

  test('80 terabytes of files: not a byte of them is asked for', async () => {
    const digest = (index: number) => sha256(Buffer.from(String(index)));
    const evidence = Array.from({ length: mostEvidence }, (_, index) => ({
      ...at(original, 0),
      ...{ id: `e${index}`, path: `evidence/${index}.pdf`, sha256: digest(index), size: 8 * 1024 ** 3 },
    }));
    expect(await download(await signed((manifest) => ({ ...manifest, evidence })))).toBe('download.no-room');
    expect(evidenceRequests()).toBe(0);
    await expectNothingKept();
  });

  test('an instrument whose bytes are not those that the manifest names', async () => {
    const digest = '1'.repeat(64);
    bed.middle.attack(/^\/v1\/instruments\//, instead('{}', json));
    const jws = await signed((manifest) => ({ ...manifest, instrument: { ...manifest.instrument, digest } }));
    expect(await download(jws)).toBe('instrument.invalid digest');
    await expectNothingKept();
  });
});

describe('a manifest whose signature does not hold is refused before a file of it is asked for', () => {
  const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const { kty, crv, x, y } = key;
  const jwk = { kty, crv, x, y };
  const typ = 'lpa-submission+jws';
  const parts = async () => (await signed((manifest) => manifest)).split('.') as [string, string, string];

  test.each<[string, () => Promise<string | Buffer>, string]>([
    [
      'one changed byte',
      async () => {
        const [h, p, s] = await parts();
        return [h, `${p.slice(0, -10)}${p.at(-10) === 'A' ? 'B' : 'A'}${p.slice(-9)}`, s].join('.');
      },
      'bundle.bad-signature',
    ],
    [
      'no signature',
      async () => {
        const [h, p] = await parts();
        return `${h}.${p}.`;
      },
      'bundle.bad-signature shape',
    ],
    [
      'alg none',
      async () => {
        const [, p, s] = await parts();
        return `${base64url({ alg: 'none', typ, kid: '', jwk })}.${p}.${s}`;
      },
      'bundle.bad-signature algorithm',
    ],
    [
      'the public key as a secret (HS256)',
      async () => {
        const [, p] = await parts();
        const input = `${base64url({ alg: 'HS256', typ, kid: '', jwk })}.${p}`;
        return `${input}.${createHmac('sha256', JSON.stringify(jwk)).update(input).digest('base64url')}`;
      },
      'bundle.bad-signature algorithm',
    ],
    [
      'a header that asks for more than is checked',
      () => sign(JSON.stringify(original), { key, header: { crit: ['b64'], b64: true } }),
      'bundle.bad-signature',
    ],
    [
      'a name of another key',
      () => sign(JSON.stringify(original), { key, header: { kid: 'other' } }),
      'bundle.bad-signature key-id',
    ],
    [
      'another type',
      () => sign(JSON.stringify(original), { key, header: { typ: 'JWT' } }),
      'bundle.bad-signature type',
    ],
    [
      'a private key in the header',
      () => sign(JSON.stringify(original), { key, header: { jwk: key } }),
      'bundle.bad-signature header',
    ],
    ['a line end behind it', async () => `${await signed((manifest) => manifest)}\n`, 'bundle.bad-signature shape'],
    ['nothing', async () => '', 'bundle.bad-signature shape'],
    ['JSON', async () => '{"error":"later"}', 'bundle.bad-signature shape'],
    ['50 MB', async () => Buffer.alloc(50e6, 'A'), 'server.too-much'],
  ])('%s', async (_, make, code) => {
    expect(await download(await make())).toMatch(new RegExp(`^${code}`));
    expect(evidenceRequests()).toBe(0);
    await expectNothingKept();
  });

  test('a key that the server does not publish', async () => {
    const stranger = newKey();
    expect(await download(await signed((manifest) => manifest, stranger))).toBe('bundle.wrong-sender not-published');
    expect(evidenceRequests()).toBe(0);
    await expectNothingKept();
  });

  test('the sample’s key, which everybody has, for a real LAO, also when the server publishes it', async () => {
    const sample = await readSampleKey();
    const lao = { ...original.lao, code: '05010101' };
    bed.middle.attack(listOfWork, assignTo(lao, target));
    bed.middle.attack(listOfWork, forgotten);
    await bed.app.call('assignment.sync', {});
    const jws = await signed((manifest) => ({ ...manifest, lao }), sample);
    expect(await download(jws, target, sample)).toBe('bundle.wrong-sender sample-key');
    await expectNothingKept();
    // As it was, for the tests that follow.
    bed.middle.rest();
    bed.middle.attack(listOfWork, forgotten);
    await bed.app.call('assignment.sync', {});
  });
});

describe('an answer that is no manifest', () => {
  test.each<[string, Attack, string]>([
    ['the web page of a hotel', portal, 'server.not-lpa type'],
    [
      'a redirect to the page of a hotel',
      instead('', { location: 'http://wifi.example/' }, 302),
      'server.forbidden-address',
    ],
    ['a redirect without a place', instead('', {}, 307), 'server.'],
    ['a page that is not there', instead('', {}, 404), 'server.refused 404'],
    ['"not changed", though nothing is here', instead('', {}, 304), 'server.bad-answer not-changed'],
    [
      'packed bytes that are not packed',
      instead('abc', { ...jose, 'content-encoding': 'gzip' }),
      'server.bad-answer gzip',
    ],
  ])('%s', async (_, attack, code) => {
    bed.middle.attack(manifestOf(target), attack);
    expect(said((await bed.app.download(target)).downloads[0]?.failure)).toMatch(new RegExp(`^${code}`));
    expect(evidenceRequests()).toBe(0);
    await expectNothingKept();
  });

  test.each([
    ['200 MB of padding', 'huge', 'server.too-much'],
    ['ten megabytes that unzip to ten gigabytes', 'bomb', 'server.too-much'],
  ])('%s, without filling the memory', async (_, fault, code) => {
    bed.server.setFaults(fault);
    const { result, megabytes } = await memoryOf(() => bed.app.download(target));
    bed.server.setFaults(null);
    expect(said(result.downloads[0]?.failure)).toBe(code);
    expect(megabytes).toBeLessThan(190);
    await expectNothingKept();
  });
});

test('after all that, the honest submission is downloaded as if nothing had been', async () => {
  expect((await bed.app.download(target)).downloads).toEqual([]);
  before = await stateOf(bed.app);
  expect(before.details.find(({ summary }) => summary.id === target)?.manifest).toEqual(original);
  expect(before.submissions.map(({ state }) => state)).toEqual(['ready', 'ready']);
  expect(before.sealed).toMatchObject({ partial: [], temporary: [] });
  expect(bed.server.problems).toEqual([]);
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readReceipt } from '#main/lib/receipt-jws.ts';
import { sha256 } from '#main/lib/sha256.ts';
import { startServer, type RunningServer } from '#tests/server/start-server.ts';
import { makePackage } from '#tests/support/intake-packages.ts';
import { newIdentity, partsOf } from '#tests/support/package-fixture.ts';

/** The contract of handing in, spoken with nothing but `fetch`. */
let folder: string;
let server: RunningServer;
let submission: string;
let bytes: Buffer;
const tokens = new Map<string, string>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lpa-uploads-'));
  server = await startServer({ folder });
  const { manifest, manifestJws } = await partsOf();
  await server.assignManifest(manifestJws);
  submission = manifest.id;
  bytes = await makePackage(await newIdentity());
  for (const user of ['parichat', 'somchai']) tokens.set(user, (await server.issueToken(user)).accessToken);
});
afterAll(async () => {
  expect(server.problems).toEqual([]);
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

interface Asked extends Omit<RequestInit, 'headers'> {
  readonly headers?: Readonly<Record<string, string>>;
}

const ask = (path: string, init: Asked = {}, user = 'parichat') =>
  fetch(new URL(path, server.url), {
    ...init,
    redirect: 'manual',
    headers: { 'tus-resumable': '1.0.0', authorization: `Bearer ${tokens.get(user) ?? ''}`, ...init.headers },
  });
const base64 = (text: string) => Buffer.from(text).toString('base64');
const create = (digest: string, size: number, { of = submission, user = 'parichat' } = {}) =>
  ask(
    '/v1/uploads',
    {
      method: 'POST',
      headers: {
        'upload-length': String(size),
        'upload-metadata': `filename ${base64('ผล.asice')},sha256 ${base64(digest)},submission ${base64(of)}`,
      },
    },
    user,
  );
const patch = (location: string, offset: number, body: Buffer, user = 'parichat') =>
  ask(
    location,
    {
      method: 'PATCH',
      body: new Uint8Array(body),
      headers: { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
    },
    user,
  );
const locationOf = (answer: Response): string => answer.headers.get('location') ?? '';

test('what it takes is told; without a token, the protocol or what it names, nothing is begun', async () => {
  const options = await ask('/v1/uploads', { method: 'OPTIONS' });
  expect(options.status).toBe(204);
  expect(options.headers.get('tus-version')).toBe('1.0.0');
  expect(options.headers.get('tus-extension')).toContain('creation');
  expect((await fetch(new URL('/v1/uploads', server.url), { method: 'POST' })).status).toBe(401);
  expect((await ask('/v1/uploads', { method: 'POST', headers: { 'upload-length': '5' } })).status).toBe(400);
  expect((await create('no digest', 5)).status).toBe(400);
  expect((await create(sha256(bytes), 5, { of: 'e3b0c442-98fc-4c14-9afb-f4c8996fb924' })).status).toBe(404);
  expect((await create(sha256(bytes), 5, { user: 'somchai' })).status).toBe(404);
  expect((await create(sha256(bytes), 9_000_000_000)).status).toBe(413);
  expect((await ask(`/v1/packages/${sha256(bytes)}`)).status).toBe(404);
});

test('one package, one upload, taken once; nobody else learns of it, and the centre answers', async () => {
  const digest = sha256(bytes);
  const [one, other] = await Promise.all([create(digest, bytes.length), create(digest, bytes.length)]);
  expect([one.status, other.status]).toEqual([201, 201]);
  const location = locationOf(one);
  expect(locationOf(other)).toBe(location);
  expect((await ask(location, { method: 'HEAD' }, 'somchai')).status).toBe(404);
  expect((await patch(location, 0, bytes, 'somchai')).status).toBe(404);
  expect((await patch(location, 0, bytes.subarray(0, 1000))).headers.get('upload-offset')).toBe('1000');
  expect((await patch(location, 0, bytes.subarray(0, 1000))).status).toBe(409);
  expect((await patch(location, 1000, Buffer.concat([bytes.subarray(1000), Buffer.of(0)]))).status).toBe(413);
  expect(await (await ask(`/v1/packages/${digest}`)).json()).toEqual({ state: 'incomplete', receivedAt: null });
  expect((await ask(`/v1/packages/${digest}/receipt`)).status).toBe(404);
  expect((await patch(location, 1000, bytes.subarray(1000))).status).toBe(204);
  expect(await (await ask(`/v1/packages/${digest}`)).json()).toMatchObject({ state: 'complete' });
  expect((await ask(location, { method: 'HEAD' })).status).toBe(404);
  expect((await create(digest, bytes.length)).status).toBe(409);
  for (const path of [`/v1/packages/${digest}`, `/v1/packages/${digest}/receipt`])
    expect((await ask(path, {}, 'somchai')).status).toBe(404);
  const receipt = async () => ask(`/v1/packages/${digest}/receipt`);
  await expect.poll(async () => (await receipt()).status, { timeout: 20_000 }).toBe(200);
  const { receipt: said } = await readReceipt(await (await receipt()).text());
  expect(said).toMatchObject({ outcome: 'accepted', package: { sha256: digest, fileName: 'ผล.asice' } });
  expect(await server.packages()).toHaveLength(1);
});

test('bytes that are not those, and a package of another submission, are refused and thrown away', async () => {
  const before = await server.packages();
  const wrong = Buffer.from(bytes);
  wrong[50] = (wrong[50] ?? 0) ^ 1;
  const announced = sha256('something else');
  const first = locationOf(await create(announced, wrong.length));
  expect((await patch(first, 0, wrong)).status).toBe(422);
  expect((await ask(`/v1/packages/${announced}`)).status).toBe(404);
  expect((await ask(first, { method: 'HEAD' })).status).toBe(404);
  const of = 'e3b0c442-98fc-4c14-9afb-f4c8996fb924';
  const foreign = await makePackage(await newIdentity(), { manifest: { id: of } });
  const second = locationOf(await create(sha256(foreign), foreign.length));
  expect((await patch(second, 0, foreign)).status).toBe(422);
  expect((await ask(`/v1/packages/${sha256(foreign)}`)).status).toBe(404);
  expect(await server.packages()).toEqual(before);
});

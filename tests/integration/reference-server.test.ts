import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as oidc from 'openid-client';
import openapi, { astToString } from 'openapi-typescript';
import prettier from 'prettier';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import { AssignmentPage, KeySet, Person, RoundList, ServerDescription } from '#common/formats/assessment-server.ts';
import { checkManifest } from '#main/features/submission/check-manifest.ts';
import { readManifest } from '#main/lib/manifest-jws.ts';
import { rawGet } from '#tests/server/client/raw-get.ts';
import { createFetchBrowser, signInWithFetch } from '#tests/server/client/sign-in-with-fetch.ts';
import { configureClient, signInWithOpenidClient } from '#tests/server/client/sign-in-with-openid-client.ts';
import { readInstrumentFile } from '#tests/server/content/instrument-file.ts';
import { parseFaults } from '#tests/server/faults/parse-faults.ts';
import { startServer, type RunningServer, type ServerOptions } from '#tests/server/start-server.ts';
import { root } from '#tests/support/paths.ts';

const running: RunningServer[] = [];
const folders: string[] = [];

async function start(options: Partial<ServerOptions> = {}): Promise<RunningServer> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'lpa-server-')));
  folders.push(folder);
  const server = await startServer({ ...options, folder });
  running.push(server);
  return server;
}

afterAll(async () => {
  await Promise.all(running.map((server) => server.stop()));
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
});

const { instrument, digest: instrumentDigest } = readInstrumentFile();
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A client of one account: paths in, answers out. */
async function clientOf(server: RunningServer, user = 'parichat') {
  const { accessToken } = await server.issueToken(user);
  const authorization = `Bearer ${accessToken}`;
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(server.url + path, { headers: { authorization, ...headers }, redirect: 'manual' });
  return {
    authorization,
    get,
    raw: (path: string, options: Parameters<typeof rawGet>[1] = {}) =>
      rawGet(server.url + path, { ...options, headers: { authorization, ...options.headers } }),
    json: async (path: string): Promise<unknown> => (await get(path)).json(),
    page: async (query = '') => AssignmentPage.parse(await (await get(`/v1/assignments${query}`)).json()),
    manifest: async (submission: string) =>
      readManifest(await (await get(`/v1/submissions/${submission}/manifest`)).text()),
  };
}

const fileOf = (submission: string, evidence: string) => `/v1/submissions/${submission}/evidence/${evidence}`;

describe('the sample', () => {
  let server: RunningServer;
  let client: Awaited<ReturnType<typeof clientOf>>;
  beforeAll(async () => {
    server = await start();
    client = await clientOf(server);
  });
  afterEach(() => expect(server.problems).toEqual([]));

  test('describes itself, the person, the keys, the round and the instrument', async () => {
    const description = ServerDescription.parse(await (await fetch(`${server.url}/.well-known/lpa-assessment`)).json());
    expect(description.issuer).toBe(`${server.url}/oidc`);
    expect(Math.abs(Date.parse(description.time) - Date.now())).toBeLessThan(5000);
    const person = Person.parse(await client.json('/v1/me'));
    expect(person).toMatchObject({ name: 'นางสาวปาริชาต วงศ์เมธากุล', teams: [{ id: 't3' }] });
    const { keys } = KeySet.parse(await client.json('/v1/keys'));
    const sample: unknown = JSON.parse(await readFile(join(root, 'resources/sample/sender.jwk.json'), 'utf8'));
    expect(keys).toEqual([expect.objectContaining(sample as object)]);
    const [round] = RoundList.parse(await client.json('/v1/rounds')).rounds;
    expect(round?.catchUp).toEqual({ begins: '2024-09-05', ends: '2024-09-13', extended: null });
    const book = await client.get(`/v1/instruments/${instrumentDigest}`);
    expect(sha256(new Uint8Array(await book.arrayBuffer()))).toBe(instrumentDigest);
    expect((await client.get(`/v1/instruments/${'0'.repeat(64)}`)).status).toBe(404);
  });

  test('offers the three bundles with every file, exactly as they were signed', async () => {
    const { items, more } = await client.page();
    expect(more).toBe(false);
    expect(items.map(({ lao }) => lao.code)).toEqual(['04990102', '05990312', '06990318']);
    for (const { id, submission } of items) {
      expect((await client.get(`/v1/assignments/${id}`)).status).toBe(200);
      const { manifest, digest } = await client.manifest(submission?.id ?? '');
      checkManifest(manifest, instrument);
      expect(submission).toMatchObject({ digest, files: manifest.evidence.length, revision: 1 });
      for (const item of manifest.evidence) {
        const bytes = Buffer.from(await (await client.get(fileOf(manifest.id, item.id))).arrayBuffer());
        expect([sha256(bytes), bytes.length]).toEqual([item.sha256, item.size]);
      }
    }
  });

  test('nobody without a good token, nothing of another team, and no difference to what does not exist', async () => {
    for (const authorization of ['', 'Bearer nonsense', 'Basic cGFyaWNoYXQ6']) {
      const answer = await fetch(`${server.url}/v1/me`, { headers: { authorization } });
      expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer error="invalid_token"']);
    }
    const other = await clientOf(server, 'somchai');
    expect((await other.page()).items).toEqual([]);
    const [one] = await server.submissions();
    const strange = '00000000-0000-4000-8000-000000000000';
    for (const path of [
      (id: string) => `/v1/assignments/${id === strange ? strange : (one?.assignment ?? '')}`,
      (id: string) => `/v1/submissions/${id}/manifest`,
      (id: string) => fileOf(id, 'e001'),
    ]) {
      const seen = await Promise.all([one?.id ?? '', strange].map((id) => other.raw(path(id))));
      const [own, unknown] = seen.map(({ status, body, headers }) => ({
        status,
        body: body.toString(),
        headers: { ...headers, date: null },
      }));
      expect(own).toEqual(unknown);
      expect(own?.status).toBe(404);
    }
  });

  test('answers conditional requests and packs JSON', async () => {
    const [one] = await server.submissions();
    for (const path of [`/v1/submissions/${one?.id ?? ''}/manifest`, '/v1/keys']) {
      const tag = (await client.get(path)).headers.get('etag') ?? '';
      expect(tag).toMatch(/^"[0-9a-f]{64}"$/);
      const again = await client.get(path, { 'if-none-match': `"other", ${tag}` });
      expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, tag, '']);
      expect((await client.get(path, { 'if-none-match': '"other"' })).status).toBe(200);
    }
    const packed = await client.raw('/v1/assignments', { headers: { 'accept-encoding': 'gzip' } });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(() => AssignmentPage.parse(JSON.parse(gunzipSync(packed.body).toString()))).not.toThrow();
    expect((await client.raw('/v1/me', { headers: { 'accept-encoding': 'gzip' } })).headers).not.toHaveProperty(
      'content-encoding',
    );
  });

  test('answers byte ranges', async () => {
    const [one] = await server.submissions();
    const path = fileOf(one?.id ?? '', 'e001');
    const whole = await client.raw(path);
    const { etag = '' } = whole.headers;
    expect(whole.headers).toMatchObject({ 'accept-ranges': 'bytes', 'content-type': 'application/octet-stream' });
    const size = whole.body.length;
    const ask = async (range: string, ifRange?: string) => {
      const headers = { range, ...(ifRange === undefined ? {} : { 'if-range': ifRange }) };
      const { status, body, headers: got } = await client.raw(path, { headers });
      return [status, got['content-range'], body.length] as const;
    };
    expect(await ask('bytes=10-19')).toEqual([206, `bytes 10-19/${size}`, 10]);
    expect(await ask('bytes=100-', etag)).toEqual([206, `bytes 100-${size - 1}/${size}`, size - 100]);
    expect(await ask('bytes=-5')).toEqual([206, `bytes ${size - 5}-${size - 1}/${size}`, 5]);
    expect(await ask(`bytes=0-${size * 2}`)).toEqual([206, `bytes 0-${size - 1}/${size}`, size]);
    expect((await ask(`bytes=${size}-`)).slice(0, 2)).toEqual([416, `bytes */${size}`]);
    // Another tag, a weak one, a date, two ranges, another unit: all of it.
    for (const [range, tag] of [
      ['bytes=10-', '"other"'],
      ['bytes=10-', `W/${etag}`],
      ['bytes=10-', new Date().toUTCString()],
      ['bytes=0-1,5-6', undefined],
      ['lines=1-2', undefined],
    ] as const)
      expect(await ask(range, tag)).toEqual([200, undefined, size]);
    const part = await client.raw(path, { headers: { range: 'bytes=7-99' } });
    expect(part.body.equals(whole.body.subarray(7, 100))).toBe(true);
  });
});

describe('signing in', () => {
  const me = (server: RunningServer, token: string) =>
    fetch(`${server.url}/v1/me`, { headers: { authorization: `Bearer ${token}` } });

  test('through the login page, with a rotated refresh token; the old one used again ends everything', async () => {
    const server = await start();
    const { config, tokens } = await signInWithOpenidClient(server);
    const first = await tokens();
    expect(first.claims()).toMatchObject({ sub: 'parichat', name: 'นางสาวปาริชาต วงศ์เมธากุล' });
    expect((await me(server, first.access_token)).status).toBe(200);
    const second = await oidc.refreshTokenGrant(config, first.refresh_token ?? '');
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect((await me(server, second.access_token)).status).toBe(200);
    await expect(oidc.refreshTokenGrant(config, first.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    await expect(oidc.refreshTokenGrant(config, second.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    expect((await me(server, second.access_token)).status).toBe(401);
    expect(server.problems).toEqual([]);
  });

  test('a wrong password stays on the page; cancelling and unknown clients do not sign in', async () => {
    const server = await start();
    const { address } = await configureClient(server.url);
    await expect(signInWithFetch(address, { user: 'parichat', password: 'no' })).rejects.toThrow('ไม่ถูกต้อง');
    const browser = createFetchBrowser('http://127.0.0.1:45123/callback');
    const page = await browser.open(address);
    expect(page.html).toContain('LPA Assessor');
    const cancelled = await browser.open(page.url, { cancel: 'yes' });
    expect(cancelled.url.searchParams.get('error')).toBe('access_denied');
    for (const [name, value] of [
      ['redirect_uri', 'http://evil.example/callback'],
      ['client_id', 'other'],
    ] as const) {
      const changed = new URL(address);
      changed.searchParams.set(name, value);
      expect((await createFetchBrowser('http://evil.example').open(changed)).status).toBe(400);
    }
    const withoutPkce = new URL(address);
    withoutPkce.searchParams.delete('code_challenge');
    withoutPkce.searchParams.delete('code_challenge_method');
    const refused = await createFetchBrowser('http://127.0.0.1:45123/callback').open(withoutPkce);
    expect(refused.url.searchParams.get('error')).toBe('invalid_request');
    expect((await createFetchBrowser('-').open(`${server.url}/oidc/sign-in/gone`)).status).toBe(400);
  });

  test('signing out by revocation; tokens outlive a restart of the server', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lpa-server-'));
    const server = await start({ folder });
    const { config, tokens } = await signInWithOpenidClient(server);
    const { refresh_token: refreshToken = '' } = await tokens();
    const port = Number(new URL(server.url).port);
    await server.stop();
    const again = await start({ folder, port });
    expect(await again.submissions()).toHaveLength(3);
    const next = await oidc.refreshTokenGrant(config, refreshToken);
    expect((await me(again, next.access_token)).status).toBe(200);
    await oidc.tokenRevocation(config, next.refresh_token ?? '');
    await expect(oidc.refreshTokenGrant(config, next.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    expect((await me(again, next.access_token)).status).toBe(401);
    const end = oidc.buildEndSessionUrl(config, { id_token_hint: next.id_token ?? '' });
    const browser = createFetchBrowser('-');
    const form = await browser.open(end);
    const [, action = ''] = /action="([^"]+)"/.exec(form.html) ?? [];
    const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(form.html) ?? [];
    expect((await browser.open(action, { xsrf, logout: 'yes' })).html).toContain('ออกจากระบบแล้ว');
    expect(again.problems).toEqual([]);
  });

  test('badstate and badnonce are noticed by a client that looks', async () => {
    const server = await start({ faults: 'badstate' });
    await expect((await signInWithOpenidClient(server)).tokens()).rejects.toMatchObject({
      code: 'OAUTH_INVALID_RESPONSE',
    });
    server.setFaults('badnonce');
    await expect((await signInWithOpenidClient(server)).tokens()).rejects.toMatchObject({
      code: 'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
      cause: { cause: { claim: 'nonce' } },
    });
    server.setFaults(null);
    await expect((await signInWithOpenidClient(server)).tokens()).resolves.toHaveProperty('refresh_token');
  });

  test('tokens end after their time, or after some uses; the refresh token still works', async () => {
    const server = await start({ accessTokenSeconds: 4, faults: 'expire=2' });
    const { accessToken, refreshToken } = await server.issueToken('parichat');
    const seen: number[] = [];
    for (let use = 0; use < 3; use += 1) seen.push((await me(server, accessToken)).status);
    expect(seen).toEqual([200, 200, 401]);
    server.setFaults(null);
    const { config } = await configureClient(server.url);
    const next = await oidc.refreshTokenGrant(config, refreshToken);
    expect((await me(server, next.access_token)).status).toBe(200);
    await expect
      .poll(async () => (await me(server, next.access_token)).status, { timeout: 10_000, interval: 200 })
      .toBe(401);
  });
});

describe('changes', () => {
  test('pages, and what changed since: new, amended, withdrawn; each once', async () => {
    const server = await start({ content: { kind: 'generated', submissions: 7, files: 1, megabytes: 0.01 } });
    const client = await clientOf(server);
    const ids: string[] = [];
    let page = await client.page('?limit=3');
    ids.push(...page.items.map(({ id }) => id));
    // Withdrawn between two pages of the first listing: it must still be heard of.
    await server.withdraw(ids[0] ?? '');
    while (page.more) {
      page = await client.page(`?limit=3&cursor=${page.cursor}`);
      ids.push(...page.items.map(({ id, state }) => (state === 'withdrawn' ? `withdrawn ${id}` : id)));
    }
    expect(ids).toHaveLength(8);
    expect(ids.at(-1)).toBe(`withdrawn ${ids[0] ?? ''}`);
    const since = `?cursor=${page.cursor}`;
    expect((await client.page(since)).items).toEqual([]);

    const [one] = (await server.submissions()).filter(({ assignment }) => assignment === ids[1]);
    await server.assign(2);
    await server.amend(one!.id, { answers: (answers) => answers.slice(1) });
    await server.amend(one!.id, {
      add: [{ id: 'x1', title: 'เพิ่ม', indicators: ['i08'], bytes: Buffer.from('1'), mediaType: 'text/plain' }],
    });
    await server.withdraw(ids[2] ?? '');
    const { items } = await client.page(since);
    expect(items.map(({ state, submission }) => [state, submission?.revision])).toEqual([
      ['assigned', 1],
      ['assigned', 1],
      ['assigned', 3],
      ['withdrawn', 1],
    ]);
    const listed = await client.page();
    expect(listed.items.map(({ id }) => id)).toHaveLength(7);
    expect(listed.items.some(({ state }) => state === 'withdrawn')).toBe(false);
    const gone = (await server.submissions()).find(({ assignment }) => assignment === ids[2]);
    expect((await client.get(`/v1/submissions/${gone?.id ?? ''}/manifest`)).status).toBe(404);
    expect((await client.get(fileOf(gone?.id ?? '', 'e1'))).status).toBe(404);

    for (const cursor of ['garbage', `${page.cursor}x`, 'MS4w.AAAAAAAAAAAAAAAAAAAAAA'])
      expect((await client.get(`/v1/assignments?cursor=${cursor}`)).status).toBe(410);
    expect(server.problems).toEqual([]);
  });

  test('an amended sample is signed with the sample key; a new key signs later ones, the old stays until it is dropped', async () => {
    const server = await start();
    const client = await clientOf(server);
    const [one] = await server.submissions();
    const before = await client.manifest(one!.id);
    const bytes = Buffer.from('another file');
    await server.amend(one!.id, { replace: { e001: bytes }, remove: ['e002'] });
    const amended = await client.manifest(one!.id);
    expect(amended.sender).toBe(before.sender);
    expect(amended.manifest.revision).toBe(2);
    expect(amended.manifest.evidence).toHaveLength(before.manifest.evidence.length - 1);
    checkManifest(amended.manifest, instrument);
    expect(await (await client.get(fileOf(one!.id, 'e001'))).text()).toBe('another file');
    expect((await client.get(fileOf(one!.id, 'e002'))).status).toBe(404);
    expect(await readFile(await server.evidencePath(one!.id, 'e001'), 'utf8')).toBe('another file');

    await server.rotateKey();
    await server.amend(one!.id, {});
    expect((await client.manifest(one!.id)).sender).not.toBe(before.sender);
    const { keys } = KeySet.parse(await client.json('/v1/keys'));
    expect(keys).toHaveLength(2);
    server.dropKey(keys[1]?.kid ?? '');
    expect(KeySet.parse(await client.json('/v1/keys')).keys).toEqual([keys[0]]);

    await server.tamperManifest(one!.id, (manifest) => ({ ...manifest, lao: { ...manifest.lao, code: '05010101' } }));
    expect((await client.manifest(one!.id)).manifest.lao.code).toBe('05010101');
    await server.tamperManifest(one!.id, () => '{"format":"lpa-submission/9"}');
    await expect(client.manifest(one!.id)).rejects.toMatchObject({ code: 'bundle.newer-format' });
    expect(server.problems).toEqual([]);
  });

  test('many submissions share files, and their manifests are made when asked for', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lpa-server-'));
    const server = await start({ folder, content: { kind: 'generated', submissions: 120, files: 3, megabytes: 0.02 } });
    const client = await clientOf(server);
    const { items, more } = await client.page('?limit=100');
    expect([items.length, more]).toEqual([100, true]);
    await server.rotateKey();
    const types = new Set(items.map(({ lao }) => lao.type));
    expect(types.size).toBeGreaterThan(3);
    for (const { submission } of items.slice(0, 60)) {
      const signed = await client.manifest(submission!.id);
      checkManifest(signed.manifest, instrument);
      expect(signed.digest).toBe(submission!.digest);
    }
    // A file may be asked for before its manifest.
    expect((await client.get(fileOf(items[90]!.submission!.id, 'e3'))).status).toBe(200);
    await server.stop();
    const again = await start({ folder });
    const later = await clientOf(again);
    expect((await later.manifest(items[99]!.submission!.id)).digest).toBe(items[99]!.submission!.digest);
    expect([...server.problems, ...again.problems]).toEqual([]);
  });
});

describe('evidence in an object store', () => {
  test('is redirected to a pre-signed address, asked without the token', async () => {
    const server = await start({ storage: 'redirect' });
    const client = await clientOf(server);
    const [one] = await server.submissions();
    const { manifest } = await client.manifest(one!.id);
    const item = manifest.evidence[0]!;
    const answer = await client.get(fileOf(one!.id, item.id));
    expect(answer.status).toBe(307);
    const location = answer.headers.get('location') ?? '';
    const description = ServerDescription.parse(await (await fetch(`${server.url}/.well-known/lpa-assessment`)).json());
    expect(description.evidenceOrigins).toEqual([new URL(location).origin]);
    expect(new URL(location).origin).not.toBe(server.url);
    const file = await rawGet(location);
    expect(sha256(file.body)).toBe(item.sha256);
    const headers = { range: 'bytes=5-', 'if-range': file.headers.etag ?? '' };
    expect((await rawGet(location, { headers })).body.length).toBe(item.size - 5);
    expect((await rawGet(location, { headers: { authorization: client.authorization } })).status).toBe(400);
    for (const wrong of [
      location.replace(/e001\?/, 'e002?'),
      location.replace(/expires=\d+/, 'expires=9999999999'),
      location.replace(/\?.*/, ''),
    ])
      expect((await rawGet(wrong)).status).toBe(403);
    server.setFaults('cut=100');
    expect((await rawGet(location)).body.length).toBe(100);
    expect(server.problems).toEqual([]);
  });
});

describe('faults', () => {
  let server: RunningServer;
  let client: Awaited<ReturnType<typeof clientOf>>;
  let manifest: SubmissionManifest;
  let path: string;
  let whole: Buffer;
  const size = 300_000;
  beforeAll(async () => {
    server = await start({ content: { kind: 'generated', submissions: 1, files: 3, megabytes: 0.9, sizes: 'equal' } });
    client = await clientOf(server);
    const [one] = await server.submissions();
    ({ manifest } = await client.manifest(one!.id));
    path = fileOf(one!.id, 'e1');
    whole = await readFile(await server.evidencePath(one!.id, 'e1'));
    expect(whole.length).toBe(size);
  });
  afterEach(() => {
    server.setFaults(null);
    expect(server.problems).toEqual([]);
  });
  const get = (faults: string, options: Parameters<typeof rawGet>[1] = {}) => {
    server.setFaults(faults);
    return client.raw(path, options);
  };

  test('cut, short, empty, closed: less than was promised', async () => {
    for (const length of [0, 1, 70_000]) {
      const cut = await get(`cut=${length}`);
      expect([cut.status, cut.end, cut.body.length]).toEqual([200, 'broken', length]);
      expect(cut.body.equals(whole.subarray(0, length))).toBe(true);
    }
    const last = await get('cut=70000', { headers: { range: `bytes=${size - 70_000}-` } });
    expect([last.status, last.end, last.body.length]).toEqual([206, 'whole', 70_000]);
    const short = await get('short');
    expect([short.end, short.body.length, short.headers['content-length']]).toEqual(['broken', size / 2, String(size)]);
    const empty = await get('empty', { headers: { range: 'bytes=100-' } });
    expect([empty.status, empty.end, empty.body.length]).toEqual([206, 'broken', 0]);
    const closed = await get('closed');
    expect([closed.end, closed.body.length, closed.headers['content-length']]).toEqual(['whole', size / 2, undefined]);
    expect(closed.headers['transfer-encoding']).toBeUndefined();
  });

  test('long, endless: more than was promised', async () => {
    const long = await get('long');
    expect([long.end, long.body.length, long.headers['content-length']]).toEqual([
      'whole',
      size + 1024,
      String(size + 1024),
    ]);
    const endless = await get('endless', { enough: 5_000_000 });
    expect([endless.end, endless.headers['transfer-encoding']]).toEqual(['waiting', 'chunked']);
  });

  test('corrupt, liedigest, change: other bytes', async () => {
    const tag = `"${manifest.evidence[0]?.sha256 ?? ''}"`;
    const corrupt = await get('corrupt');
    expect([corrupt.end, corrupt.headers.etag]).toEqual(['whole', tag]);
    expect(whole.filter((byte, index) => byte !== corrupt.body[index])).toHaveLength(1);
    expect(corrupt.body[size / 2]).not.toBe(whole[size / 2]);
    const lie = await get('liedigest');
    expect([lie.headers.etag, lie.body.length, lie.body.equals(whole)]).toEqual([tag, size, false]);
    const before = await get('change');
    const after = await client.raw(path, { headers: { range: 'bytes=10-', 'if-range': tag } });
    expect([before.headers.etag, before.body.equals(whole)]).toEqual([tag, true]);
    expect([after.status, after.body.length, after.body.equals(whole)]).toEqual([200, size, false]);
    expect(after.headers.etag).not.toBe(tag);
    expect((await client.raw(path)).body.equals(after.body)).toBe(true);
  });

  test('slow and stall: too little at a time', async () => {
    const slow = await get('slow=200000', { headers: { range: 'bytes=0-99999' } });
    expect([slow.end, slow.body.length]).toEqual(['whole', 100_000]);
    expect(slow.seconds).toBeGreaterThan(0.35);
    const stall = await get('stall', { patience: 3_000 });
    expect([stall.end, stall.body.length]).toEqual(['waiting', size / 2]);
  });

  test('status, busy, busydate, redirect, drop: another answer or none', async () => {
    expect((await get('status=503')).status).toBe(503);
    const busy = await get('busy=7');
    expect([busy.status, busy.headers['retry-after']]).toEqual([429, '7']);
    const dated = await get('busydate=60');
    const wait = Date.parse(dated.headers['retry-after'] ?? '') - Date.now();
    expect(dated.status).toBe(429);
    expect(wait).toBeGreaterThan(50_000);
    expect(wait).toBeLessThan(61_000);
    const moved = await get('redirect=http://evil.example/x');
    expect([moved.status, moved.headers.location]).toEqual([307, 'http://evil.example/x']);
    expect(await get('drop')).toMatchObject({ status: 0, end: 'broken' });
    expect(await client.raw('/v1/me')).toMatchObject({ status: 0, end: 'broken' });
  });

  test('strikes are counted per path, and faults take turns', async () => {
    server.setFaults('status=500*1; cut=10*1');
    const seen = [await client.raw(path), await client.raw(path), await client.raw(path)];
    expect(seen.map(({ status, end }) => `${status} ${end}`)).toEqual(['500 whole', '200 broken', '200 whole']);
    expect((await client.raw(path.replace('/e1', '/e2'))).status).toBe(500);
  });

  test('html, huge, slowjson: JSON that is none, or too much, or too slow', async () => {
    const manifestPath = `/v1/submissions/${manifest.id}/manifest`;
    server.setFaults('html');
    for (const one of ['/v1/assignments', manifestPath, '/.well-known/lpa-assessment'])
      expect((await client.raw(one)).headers['content-type']).toBe('text/html; charset=utf-8');
    expect((await client.raw(path)).end).toBe('whole');
    server.setFaults('huge');
    const enough = 3_000_000;
    expect((await client.raw('/v1/assignments', { enough })).body.length).toBeGreaterThanOrEqual(enough);
    expect((await client.raw(manifestPath, { enough })).body.length).toBeGreaterThanOrEqual(enough);
    const packed = await client.raw('/v1/me', { headers: { 'accept-encoding': 'gzip' }, patience: 30_000 });
    const huge = gunzipSync(packed.body).toString();
    expect(huge.length).toBeGreaterThan(200_000_000);
    expect(huge.endsWith('"name":"ทีมที่ 3","province":"ธารานคร"}]}')).toBe(true);
    server.setFaults('slowjson=500');
    const slow = await client.raw('/v1/me');
    expect(slow.end).toBe('whole');
    expect(slow.seconds).toBeGreaterThan(0.2);
  });

  test('many and cursorloop: lists without an end', async () => {
    server.setFaults('many=25');
    const ids = new Set<string>();
    let page = await client.page('?limit=10');
    for (let more = true; more; more = page.more) {
      page.items.forEach(({ id }) => ids.add(id));
      page = page.more ? await client.page(`?limit=10&cursor=${page.cursor}`) : page;
      page.items.forEach(({ id }) => ids.add(id));
    }
    expect(ids.size).toBe(25);
    server.setFaults('cursorloop');
    const first = await client.page();
    const second = await client.page(`?cursor=${first.cursor}`);
    expect([first.more, second.more, second.cursor]).toEqual([true, true, first.cursor]);
  });

  test('clock: the server believes another time', async () => {
    server.setFaults('clock=-7200');
    const answer = await client.raw('/.well-known/lpa-assessment');
    const { time } = ServerDescription.parse(JSON.parse(answer.body.toString()));
    expect(Math.abs(Date.parse(time) - Date.now() + 7_200_000)).toBeLessThan(5000);
    expect(Math.abs(Date.parse(answer.headers.date ?? '') - Date.now() + 7_200_000)).toBeLessThan(5000);
  });

  test('a wrong SPEC says what is wrong', () => {
    expect(() => parseFaults('cut=10*2; nonsense')).toThrow('Unknown fault "nonsense". There are: cut,');
    expect(() => parseFaults('cut')).toThrow('needs a value');
    expect(() => parseFaults('cut=soon')).toThrow('needs a whole number');
    expect(() => parseFaults('stall=4')).toThrow('takes no value');
    expect(parseFaults('redirect=http://a.example/*x*2')).toEqual([
      { name: 'redirect', value: 0, text: 'http://a.example/*x', times: 2 },
    ]);
  });
});

test('the files are what they say: PDFs that qpdf accepts, pictures that sharp reads', async () => {
  const server = await start({
    content: { kind: 'generated', submissions: 1, files: 10, megabytes: 1, sizes: 'equal' },
  });
  const client = await clientOf(server);
  const [one] = await server.submissions();
  const { manifest } = await client.manifest(one!.id);
  expect(new Set(manifest.evidence.map(({ mediaType }) => mediaType)).size).toBe(3);
  expect(new Set(manifest.evidence.map(({ sha256: digest }) => digest)).size).toBe(10);
  expect(manifest.evidence.map(({ size }) => size)).toEqual(Array.from({ length: 10 }, () => 100_000));
  const { default: sharp } = await import('sharp');
  for (const { id, mediaType } of manifest.evidence) {
    const file = await server.evidencePath(one!.id, id);
    if (mediaType === 'application/pdf') execFileSync('qpdf', ['--check', file]);
    else expect(await sharp(file).stats()).toMatchObject({ isOpaque: true });
  }
  server.counters.reset();
  await client.raw(fileOf(one!.id, 'e1'));
  await client.raw(fileOf(one!.id, 'e1'), { headers: { range: 'bytes=0-9' } });
  expect([server.counters.requests, server.counters.evidenceBytes]).toEqual([2, 100_010]);
  expect(server.counters.byPath.get(fileOf(one!.id, 'e1'))).toBe(2);
});

test('npm run api:types has nothing to change', async () => {
  const source = await readFile(join(root, 'resources', 'api', 'assessment-server.yaml'));
  const target = join(root, 'common', 'formats', 'assessment-server-types.ts');
  const options = { ...(await prettier.resolveConfig(target)), filepath: target };
  const fresh = astToString(await openapi(source, { immutable: true }));
  const banner = (text: string) => text.replace(/^\/\*\*[\s\S]*?\*\/\s*/, '');
  expect(banner(await prettier.format(fresh, options))).toBe(banner(await readFile(target, 'utf8')));
});

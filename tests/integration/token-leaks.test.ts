import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Channel } from '#common/contract/contract.ts';
import { sql, type Database } from '#main/storage/database.ts';
import { rawGet } from '#tests/server/client/raw-get.ts';
import { openServerDatabase } from '#tests/server/data/open-server-database.ts';
import { startServer, type RunningServer } from '#tests/server/start-server.ts';
import { listOfWork, openAttackedApp, wait, type AttackedApp } from '#tests/support/attacked-app.ts';
import { refused, said, sealedFiles } from '#tests/support/attacks.ts';
import { sha256 } from '#tests/support/bundles.ts';
import { edited, openMiddle, type Middle } from '#tests/support/middle.ts';
import { openServerApp, type ServerApp } from '#tests/support/server-app.ts';
import { passphrase, removeFolder } from '#tests/support/test-app.ts';

/** Each submission has ten files of 100 kB. */
let bed: AttackedApp;

beforeAll(async () => {
  bed = await openAttackedApp({ kind: 'generated', submissions: 20, files: 10, megabytes: 1, sizes: 'equal' });
});
afterEach(async () => {
  bed.middle.rest();
  bed.server.setFaults(null);
  // Whatever was tried: a sign-in and a download go well afterwards.
  await bed.app.call('server.connect', { url: bed.middle.url });
  if ((await bed.app.call('server.status', {})).state !== 'signed-in') await bed.app.call('server.signIn', {});
  await bed.app.call('assignment.sync', {});
  await bed.app.call('download.resume', { submission: null });
  const id = bed.next();
  expect((await bed.app.download(id)).downloads).toEqual([]);
  expect((await bed.summary(id))?.state).toBe('ready');
});
afterAll(() => bed.close());

/** The server knows no token any more that it was brought until now. */
async function expireTokens(): Promise<void> {
  await bed.app.call('assignment.sync', {});
  const dead = new Set(bed.middle.seen.map(({ headers }) => headers.authorization));
  bed.middle.attack(/^\/v1\//, ({ request, response }) =>
    dead.has(request.headers.authorization) ? response.writeHead(401).end() : 'pass',
  );
}

describe('the tokens of one server are never sent to another one', () => {
  let other: RunningServer;
  let otherFolder: string;
  let spy: Middle;
  beforeAll(async () => {
    otherFolder = await mkdtemp(join(tmpdir(), 'lpa-attacks-'));
    other = await startServer({ folder: otherFolder });
    spy = await openMiddle(other);
  });
  afterAll(async () => {
    await spy.close();
    await other.stop();
    await rm(otherFolder, { recursive: true, force: true });
  });
  afterEach(() => spy.rest());

  async function expectNothingSent(): Promise<void> {
    expect(await bed.app.call('server.status', {})).toMatchObject({ state: 'signed-out', person: null });
    expect(await refused(bed.app.call('assignment.sync', {}))).toBe('sign-in.required');
    expect(await bed.app.call('assignment.list', {})).toEqual([]);
    expect(spy.seen.length).toBeGreaterThan(0);
    expect(spy.seen.flatMap(({ headers }) => headers.authorization ?? [])).toEqual([]);
  }

  test('that is connected', async () => {
    await bed.app.call('server.connect', { url: spy.url });
    await expectNothingSent();
  });

  test('that is connected while they are being renewed', async () => {
    await expireTokens();
    bed.server.setFaults('slowtoken=400');
    const syncing = bed.app.call('assignment.sync', {}).catch(() => undefined);
    await wait(150);
    await bed.app.call('server.connect', { url: spy.url });
    await syncing;
    await wait(400);
    await expectNothingSent();
  });

  test('that is connected while the person signs in: the sign-in ends', async () => {
    await bed.app.call('server.signOut', {});
    bed.server.setFaults('slowtoken=400');
    const signing = refused(bed.app.call('server.signIn', {}));
    await wait(250);
    await bed.app.call('server.connect', { url: spy.url });
    expect(await signing).toBe('cancelled');
    await wait(400);
    await expectNothingSent();
  });

  test('that is connected while a download runs', async () => {
    const ids = [bed.next(), bed.next()];
    bed.server.setFaults('slow=100000');
    await bed.app.call('download.add', { submissions: ids });
    await bed.app.until(({ downloads }) => (downloads[0]?.bytesDone ?? 0) > 0);
    await bed.app.call('server.connect', { url: spy.url });
    await wait(300);
    for (const submission of ids) await bed.app.call('download.cancel', { submission }).catch(() => undefined);
    await expectNothingSent();
  });
});

describe('another team’s work', () => {
  const opened: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of opened.splice(0)) await close();
  });
  async function openStranger(server: Middle | RunningServer): Promise<ServerApp> {
    const stranger = await openServerApp(server, { user: 'somchai' });
    opened.push(
      () => stranger.close(),
      () => removeFolder(stranger.folder),
    );
    return stranger;
  }

  test('is unknown to the app, and not there for the server', async () => {
    const id = bed.next();
    const stranger = await openStranger(bed.server);
    expect(await stranger.call('assignment.list', {})).toEqual([]);
    expect(await refused(stranger.call('download.add', { submissions: [id] }))).toBe('assignment.unknown');
    const headers = { authorization: `Bearer ${(await bed.server.issueToken('somchai')).accessToken}` };
    for (const path of ['manifest', 'evidence/e1'])
      expect((await rawGet(`${bed.server.url}/v1/submissions/${id}/${path}`, { headers })).status).toBe(404);
  });

  test('is not given out either when the list says that it is theirs', async () => {
    const middle = await openMiddle(bed.server);
    opened.push(() => middle.close());
    const headers = { authorization: `Bearer ${(await bed.server.issueToken('parichat')).accessToken}` };
    middle.attack(listOfWork, async ({ response, url }) => {
      const { body } = await rawGet(url.href, { headers });
      response.writeHead(200, { 'content-type': 'application/json' }).end(body);
    });
    const stranger = await openStranger(middle);
    expect(said((await stranger.download(bed.next())).downloads[0]?.failure)).toBe('server.refused 404');
    expect(await stranger.call('submission.list', {})).toEqual([]);
    expect(await sealedFiles(stranger.folder)).toEqual({ blobs: [], partial: [], temporary: [] });
  });
});

describe('locking the library while a download runs: nothing is written or asked afterwards', () => {
  test('unlocking goes on where it stopped', async () => {
    const id = bed.next();
    bed.server.setFaults('slow=100000');
    await bed.app.call('download.add', { submissions: [id] });
    // More than a chunk of 64 KiB of each file.
    await bed.app.until(({ downloads }) => (downloads[0]?.bytesDone ?? 0) > 720_000);
    await bed.app.call('library.lock', {});
    const { requests } = bed.server.counters;
    await expectNothingWritten();
    expect(bed.server.counters.requests).toBe(requests);
    expect(await refused(bed.app.call('download.queue', {}))).toBe('library.locked');
    bed.server.setFaults(null);
    bed.server.counters.reset();
    await bed.app.call('library.unlock', { passphrase });
    await bed.app.until(({ downloads }) => downloads.length === 0);
    expect((await bed.summary(id))?.state).toBe('ready');
    // All but one chunk of each of the ten.
    expect(bed.server.counters.evidenceBytes).toBeLessThan(400_000);
  });

  test('also while the server does not answer', async () => {
    const id = bed.next();
    bed.middle.attack(/\/manifest$/, () => wait(60_000));
    await bed.app.call('download.add', { submissions: [id] });
    await bed.app.until(({ downloads }) => downloads[0]?.state === 'running');
    await wait(50);
    await bed.app.call('library.lock', {});
    await expectNothingWritten();
    bed.middle.rest();
    await bed.app.call('library.unlock', { passphrase });
    await bed.app.until(({ downloads }) => downloads.length === 0);
    expect((await bed.summary(id))?.state).toBe('ready');
  });

  async function expectNothingWritten(): Promise<void> {
    const snapshot = async () => (await filesOf(bed.app.folder)).map(({ path, bytes }) => `${path} ${sha256(bytes)}`);
    const written = await snapshot();
    await wait(300);
    expect(await snapshot()).toEqual(written);
  }
});

test('tokens and the server’s address lie in no file, stand in no log, and come out of no channel', async () => {
  const answers: string[] = [];
  const tokens = new Set<string>();
  const provider = await openServerDatabase(bed.folder);
  const ask = async (channel: Channel, input: object = {}) => {
    answers.push(JSON.stringify(await bed.app.app.handle(channel, input)));
    for (const { headers } of bed.middle.seen) tokens.add((headers.authorization ?? '').replace('Bearer ', ''));
    for (const token of await givenTokens(provider)) tokens.add(token);
  };
  const [id, second] = [bed.next(), bed.next()];
  bed.server.setFaults('slow=300000');
  await ask('download.add', { submissions: [id, second] });
  await bed.app.until(({ downloads }) => (downloads[0]?.bytesDone ?? 0) > 0);
  for (const channel of ['server.status', 'assignment.list', 'assignment.sync', 'download.queue'] as const)
    await ask(channel);
  for (const channel of ['download.pause', 'download.resume'] as const) await ask(channel, { submission: null });
  await ask('download.first', { submission: second });
  for (const submission of [id, second]) await ask('download.cancel', { submission });
  // Refusals, too.
  await expireTokens();
  for (const fault of ['htmltoken', 'losttoken'] as const) {
    bed.server.setFaults(fault);
    await ask('assignment.sync');
  }
  bed.server.setFaults(null);
  bed.middle.rest();
  await ask('server.signIn');
  bed.middle.attack(
    /./,
    edited(() => ({})),
  );
  for (const channel of ['assignment.sync', 'server.signIn', 'server.cancelSignIn'] as const) await ask(channel);
  await ask('server.connect', { url: bed.middle.url });
  bed.middle.rest();
  for (const channel of ['server.signOut', 'server.signIn'] as const) await ask(channel);
  await ask('download.add', { submissions: [id] });

  await provider.close();
  tokens.delete('');
  expect(tokens.size).toBeGreaterThan(6);
  const told = answers.join('\n') + JSON.stringify(bed.app.emitted);
  expect([...tokens].filter((token) => told.includes(token))).toEqual([]);
  // Of an ID token, too.
  expect(told).not.toMatch(/eyJ[\w-]{10,}\./);
  const addresses = [bed.server.url, bed.middle.url].map((url) => new URL(url).host);
  expect(await readable(bed.app.folder, [...tokens, ...addresses, 'eyJhbGciOi', 'offline_access'])).toEqual([]);
  // Such a search finds what is there.
  expect(await readable(bed.folder, [...tokens])).not.toEqual([]);
  await bed.app.until(({ downloads }) => downloads.length === 0);
  expect((await filesOf(bed.app.folder)).filter(({ path }) => path.endsWith('.log'))).toEqual([]);
});

/** Everything that the provider has given out and not taken back: opaque tokens are kept there under themselves. */
async function givenTokens(provider: Database): Promise<string[]> {
  const rows = await provider.all<{ id: string }>(
    sql`SELECT id FROM oidc WHERE model IN ('AccessToken', 'RefreshToken', 'AuthorizationCode')`,
  );
  return rows.map(({ id }) => id);
}

async function filesOf(folder: string): Promise<{ readonly path: string; readonly bytes: Buffer }[]> {
  const entries = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Promise.all(paths.map(async (path) => ({ path, bytes: await readFile(path) })));
}

/** "file: text" for each text that stands readable in a file. */
async function readable(folder: string, texts: readonly string[]): Promise<string[]> {
  const files = await filesOf(folder);
  return files.flatMap(({ path, bytes }) =>
    texts.filter((text) => bytes.includes(text)).map((text) => `${path}: ${text}`),
  );
}

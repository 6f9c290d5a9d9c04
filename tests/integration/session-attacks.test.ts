import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '#main/storage/database.ts';
import { openServerDatabase } from '#tests/server/data/open-server-database.ts';
import { openAttackedApp, wait, type AttackedApp } from '#tests/support/attacked-app.ts';
import { refused, said, stateOf } from '#tests/support/attacks.ts';
import { passphrase } from '#tests/support/test-app.ts';

/** Each submission has ten files of 100 kB. */
let bed: AttackedApp;

beforeAll(async () => {
  bed = await openAttackedApp({ kind: 'generated', submissions: 30, files: 10, megabytes: 1, sizes: 'equal' });
});
afterEach(async () => {
  bed.middle.rest();
  bed.server.setFaults(null);
  // Whatever was tried: a sign-in and a download go well afterwards.
  if ((await bed.app.call('server.status', {})).state !== 'signed-in') await bed.app.call('server.signIn', {});
  await bed.app.call('assignment.sync', {});
  await bed.app.call('download.resume', { submission: null });
  const id = bed.next();
  expect((await bed.app.download(id)).downloads).toEqual([]);
  await expectReady(id);
  bed.middle.rest();
  bed.server.counters.reset();
  expect(bed.server.problems).toEqual([]);
});
afterAll(() => bed.close());

const evidence = /\/evidence\/e\d+$/;
const expectReady = async (...ids: readonly string[]): Promise<void> => {
  for (const id of ids) expect(await bed.summary(id)).toMatchObject({ state: 'ready', files: 10, quarantined: 0 });
};
const refreshes = () => bed.server.counters.byPath.get('/oidc/token') ?? 0;

/** The server knows no token any more that it was brought until now. */
async function expireTokens(path = /^\/v1\//, when: () => unknown = () => undefined): Promise<void> {
  await bed.app.call('assignment.sync', {});
  const dead = new Set(bed.middle.seen.map(({ headers }) => headers.authorization));
  bed.server.counters.reset();
  bed.middle.attack(path, async ({ request, response }) => {
    if (!dead.has(request.headers.authorization)) return 'pass';
    await when();
    return response.writeHead(401, { 'www-authenticate': 'Bearer error="invalid_token"' }).end();
  });
}

describe('an access token that ends in the middle of a download', () => {
  test('is renewed once for all ten connections; no byte is fetched twice', async () => {
    const id = bed.next();
    let waiting = 0;
    // Nobody is told before all ten have asked.
    await expireTokens(evidence, async () => {
      waiting += 1;
      while (waiting < 10) await wait(5);
    });
    await bed.app.download(id);
    await expectReady(id);
    expect(waiting).toBe(10);
    expect(refreshes()).toBe(1);
    expect(bed.server.counters.evidenceBytes).toBe(1_000_000);
  });

  test('is renewed each time that it ends', async () => {
    const ids = [bed.next(), bed.next(), bed.next()];
    bed.server.setFaults('expire=16');
    await bed.app.download(...ids);
    await expectReady(...ids);
    expect(refreshes()).toBeGreaterThanOrEqual(2);
    expect(refreshes()).toBeLessThanOrEqual(3);
  });

  test('and a provider that is cut off twice: the same session goes on', async () => {
    const id = bed.next();
    await expireTokens();
    bed.server.setFaults('cuttoken*2');
    await bed.app.download(id);
    await expectReady(id);
    expect(refreshes()).toBe(3);
  });
});

describe('a session that the provider ends: the download waits for the person, nothing that is here is lost', () => {
  /** It goes on by itself once they signed in. */
  async function expectToWaitForSignIn(id: string): Promise<void> {
    const before = await stateOf(bed.app);
    await bed.app.call('download.add', { submissions: [id] });
    const { downloads } = await bed.app.until((queue) => queue.downloads[0]?.state === 'waiting');
    expect(said(downloads[0]?.failure)).toMatch(/^sign-in\.required/);
    expect(downloads[0]).toMatchObject({ problems: [], retryAt: null });
    const status = { state: 'sign-in-again', person: { teams: ['ทีมที่ 3'] } };
    expect(await bed.app.call('server.status', {})).toMatchObject(status);
    expect(await refused(bed.app.call('assignment.sync', {}))).toMatch(/^sign-in\.required/);
    const { requests } = bed.server.counters;
    await wait(300);
    expect(bed.server.counters.requests).toBe(requests);
    const after = await stateOf(bed.app);
    expect([after.details, after.assignments]).toEqual([before.details, before.assignments]);
    bed.middle.rest();
    bed.server.setFaults(null);
    await bed.app.call('server.signIn', {});
    await bed.app.until((queue) => queue.downloads.length === 0);
    await expectReady(id);
  }

  test('somebody used the refresh token as well', async () => {
    const known = await refreshTokens();
    await bed.app.call('server.signIn', {});
    const stolen = (await refreshTokens()).find((token) => !known.includes(token)) ?? '';
    const body = { grant_type: 'refresh_token', client_id: 'lpa-assessor', refresh_token: stolen };
    const use = () => fetch(`${bed.server.url}/oidc/token`, { method: 'POST', body: new URLSearchParams(body) });
    expect([(await use()).status, (await use()).status]).toEqual([200, 400]);
    await expectToWaitForSignIn(bed.next());
  });

  test('the answer with the new refresh token was lost on the way', async () => {
    await expireTokens();
    bed.server.setFaults('losttoken*1');
    await expectToWaitForSignIn(bed.next());
  });

  test('the server knows no token at all', async () => {
    bed.middle.attack(/^\/v1\//, ({ response }) => response.writeHead(401).end());
    await expectToWaitForSignIn(bed.next());
  });

  /** As the provider keeps them: opaque tokens under themselves. */
  async function refreshTokens(): Promise<string[]> {
    const db = await openServerDatabase(bed.folder);
    const rows = await db.all<{ id: string }>(sql`SELECT id FROM oidc WHERE model = 'RefreshToken'`);
    await db.close();
    return rows.map(({ id }) => id);
  }
});

test('a provider that answers with a web page: the download waits for the person, and gives no file up', async () => {
  const id = bed.next();
  await bed.app.call('assignment.sync', {});
  bed.server.setFaults('htmltoken');
  bed.middle.attack(evidence, ({ response, times }) => (times === 0 ? 'pass' : response.writeHead(401).end()));
  await bed.app.call('download.add', { submissions: [id] });
  const { downloads } = await bed.app.until((queue) => /waiting|failed/.test(queue.downloads[0]?.state ?? ''));
  expect(downloads[0]).toMatchObject({ state: 'waiting', problems: [] });
  expect(said(downloads[0]?.failure)).toBe('sign-in.failed answer');
  expect(await bed.summary(id)).toBeUndefined();
  bed.middle.rest();
  bed.server.setFaults(null);
  await bed.app.call('server.signIn', {});
  await bed.app.until((queue) => queue.downloads.length === 0);
});

test('a slow download does not keep the list of work from coming', async () => {
  const id = bed.next();
  bed.server.setFaults('slow=1000');
  await bed.app.call('download.add', { submissions: [id] });
  await bed.app.until(({ downloads }) => (downloads[0]?.bytesDone ?? 0) > 1000);
  await wait(300);
  const synchronised = bed.app.call('assignment.sync', {}).then(() => true);
  expect(await Promise.race([synchronised, wait(30_000)])).toBe(true);
  await bed.app.call('download.cancel', { submission: id });
  await synchronised;
});

describe('signing out', () => {
  test('while the tokens are being renewed: stays signed out', async () => {
    await expireTokens();
    // The provider does not hear of it, and gives out new tokens.
    bed.server.setFaults('slowtoken=1500*1;norevocation');
    const syncing = refused(bed.app.call('assignment.sync', {}));
    await wait(100);
    await bed.app.call('server.signOut', {});
    expect(await syncing).toMatch(/^sign-in\.required/);
    expect(await bed.app.call('server.status', {})).toMatchObject({ state: 'signed-out', person: null });
    expect(await refused(bed.app.call('assignment.sync', {}))).toBe('sign-in.required');
  });

  test('while the provider thinks and the library is locked meanwhile: it counted at once', async () => {
    bed.server.setFaults('slowtoken=500');
    const leaving = bed.app.call('server.signOut', {}).catch(() => undefined);
    await wait(150);
    await bed.app.call('library.lock', {});
    await bed.app.call('library.unlock', { passphrase });
    expect(await bed.app.call('server.status', {})).toMatchObject({ state: 'signed-out', person: null });
    await leaving;
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer } from '#tests/server/start-server.ts';
import type { RunningServer } from '#tests/server/server-types.ts';
import { openServerApp, type ServerApp } from '#tests/support/server-app.ts';
import { removeFolder } from '#tests/support/test-app.ts';

/** The server hands the bytes to an object store: pre-signed addresses, other entity tags, no token. */
let folder = '';
let server: RunningServer;
let app: ServerApp;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lpa-storage-'));
  server = await startServer({
    folder,
    storage: 'redirect',
    content: { kind: 'generated', submissions: 4, files: 8, megabytes: 8, sizes: 'equal' },
  });
  app = await openServerApp(server);
});
afterAll(async () => {
  await app.close();
  await server.stop();
  await removeFolder(app.folder);
  await rm(folder, { recursive: true, force: true });
});

const next = async (index: number) => (await server.submissions())[index]?.id ?? '';

test('its origin is shown, and a line that is cut is resumed there too', async () => {
  const { evidenceOrigins } = await app.call('server.status', {});
  expect(evidenceOrigins).toHaveLength(1);
  expect(evidenceOrigins[0]).not.toBe(new URL(server.url).origin);
  server.setFaults('cut=400000');
  server.counters.reset();
  expect((await app.download(await next(0))).downloads).toEqual([]);
  expect((await app.call('submission.list', {}))[0]).toMatchObject({ state: 'ready', files: 8 });
  expect(server.counters.evidenceBytes).toBeLessThan(8e6 * 1.2);
});

test('also by a new process, which knows only the digest and not the store’s tag', async () => {
  server.setFaults('slow=600000');
  await app.call('download.add', { submissions: [await next(1)] });
  await app.until(({ downloads }) => (downloads[0]?.bytesDone ?? 0) > 4e6);
  await app.close();
  server.setFaults(null);
  server.counters.reset();
  app = await openServerApp(server, { folder: app.folder, how: 'unlock' });
  await app.until(({ downloads }) => downloads.length === 0);
  expect((await app.call('submission.list', {})).every(({ state }) => state === 'ready')).toBe(true);
  // Half was here, but for a chunk of each of the eight files.
  expect(server.counters.evidenceBytes).toBeLessThan(4e6 + 8 * 65_536);
});

test('a store that the person never saw is not asked', async () => {
  server.setFaults('redirect=http://127.0.0.1:1/evidence');
  const { downloads } = await app.download(await next(2));
  expect(downloads[0]?.problems.map(({ failure }) => failure.code)).toEqual(
    Array.from({ length: 8 }, () => 'server.forbidden-address'),
  );
  expect(server.problems).toEqual([]);
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { DownloadQueue } from '#common/contract/channels/download.ts';
import { startServer } from '#tests/server/start-server.ts';
import type { RunningServer } from '#tests/server/server-types.ts';
import { openServerApp, type ServerApp } from '#tests/support/server-app.ts';
import { removeFolder } from '#tests/support/test-app.ts';

/** Every submission: 6 files, 1.2 MB together. */
const content = { kind: 'generated', submissions: 40, files: 6, megabytes: 1.2, sizes: 'equal' } as const;

let folder = '';
let server: RunningServer;
let app: ServerApp;
let fresh: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lpa-faults-'));
  server = await startServer({ folder, content });
  app = await openServerApp(server);
  fresh = (await server.submissions()).map(({ id }) => id);
});
afterAll(async () => {
  await app.close();
  await server.stop();
  await removeFolder(app.folder);
  await rm(folder, { recursive: true, force: true });
});
afterEach(async () => {
  server.setFaults(null);
  for (const { submission } of (await app.call('download.queue', {})).downloads)
    await app.call('download.cancel', { submission });
});

/** A submission that no test has used. */
const next = (): string => {
  const id = fresh.shift();
  if (id === undefined) throw new Error('too few submissions');
  return id;
};
const summaryOf = async (id: string) => (await app.call('submission.list', {})).find((one) => one.id === id);
const startDownload = async (faults: string): Promise<string> => {
  const id = next();
  server.setFaults(faults);
  server.counters.reset();
  await app.call('download.add', { submissions: [id] });
  return id;
};
const isReady = ({ downloads }: DownloadQueue) => downloads.length === 0;
/** Waits for something that the person does elsewhere. */
const isBlocked = ({ downloads }: DownloadQueue) => downloads[0]?.state === 'waiting' && downloads[0].retryAt === null;
const isStuck = ({ downloads }: DownloadQueue) => downloads[0]?.state === 'failed';

async function expectReady(id: string): Promise<void> {
  expect(await summaryOf(id)).toMatchObject({ state: 'ready', files: 6, quarantined: 0 });
  const { evidence } = await app.call('submission.get', { id });
  expect(evidence.every(({ status }) => status === 'ready')).toBe(true);
}

describe('a bad line is waited out; what came in is not fetched again', () => {
  test.each([
    ['each answer cut after 100 kB', 'cut=100000'],
    ['the server fails once for each file', 'status=500*1'],
    ['the server is not ready, once for each file', 'status=503*1'],
    ['too many requests: come back in a second', 'busy=1*1'],
    ['too many requests: come back at a time of day', 'busydate=1*1'],
    ['connections accepted and dropped', 'drop*1'],
    ['a body shorter than announced', 'short*2'],
    ['no length, and a body that ends early', 'closed*2'],
    ['an answer without a body', 'empty*1'],
    ['access tokens that die after five uses', 'expire=5'],
    ['a slow line', 'slow=400000'],
    ['a hotel’s web page in place of the list and the manifest', 'html*1'],
  ])('%s', async (_, faults) => {
    const id = await startDownload(faults);
    const standsStill = (one: DownloadQueue) => isReady(one) || isStuck(one) || isBlocked(one);
    let queue = await app.until(standsStill, 90);
    // A web page is no passing fault: the person signs in to the Wi-Fi and says "go on", here for manifest and keys.
    for (let times = 0; isBlocked(queue) && times < 2; times += 1) {
      expect(queue.downloads[0]?.failure).toMatchObject({ code: 'server.not-lpa' });
      await app.call('download.resume', { submission: id });
      queue = await app.until(standsStill);
    }
    await expectReady(id);
    expect(server.counters.evidenceBytes).toBeLessThan(1_200_000 * 1.6);
  });
});

describe('what is not the LAO’s file is tried once more from zero, then put aside; the rest is ready', () => {
  test.each([
    ['a byte changed on the way', 'corrupt'],
    ['other bytes under the right tag', 'liedigest'],
    ['more bytes than the manifest says', 'long'],
    ['a body without end', 'endless'],
  ])('%s', async (_, fault) => {
    const id = await startDownload(fault);
    const queue = await app.until(isStuck);
    expect(queue.downloads[0]?.problems).toHaveLength(6);
    expect(new Set(queue.downloads[0]?.problems.map(({ failure }) => failure.code))).toEqual(
      new Set(['download.file-differs']),
    );
    expect(await summaryOf(id)).toMatchObject({ state: 'incomplete', quarantined: 6 });
    for (const [path, count] of server.counters.byPath) if (path.includes('/evidence/')) expect(count, path).toBe(2);
    // "Load again" heals it.
    server.setFaults(null);
    await app.call('download.resume', { submission: id });
    await app.until(isReady);
    await expectReady(id);
  });

  test('one wrong answer for each file costs nothing but itself', async () => {
    const id = await startDownload('corrupt*1');
    await app.until(isReady);
    await expectReady(id);
  });

  test('a file that changes between two ranges starts over alone, and is the one of the manifest again', async () => {
    const id = await startDownload('cut=100000*1;change');
    const queue = await app.until((one) => isReady(one) || isStuck(one));
    // The server's new bytes are not what was signed.
    expect(queue.downloads[0]?.problems.map(({ failure }) => failure.code)).toEqual(
      Array.from({ length: 6 }, () => 'download.file-differs'),
    );
    expect((await summaryOf(id))?.state).toBe('incomplete');
  });
});

test('a server that has no such file: the others are ready, and it is told which one is missing', async () => {
  const id = await startDownload('status=404');
  const queue = await app.until(isStuck);
  expect(queue.downloads[0]?.problems[0]).toMatchObject({ failure: { code: 'download.file-missing' } });
  expect((await summaryOf(id))?.state).toBe('incomplete');
});

test('a stalled answer does not hold the others, and can be paused', async () => {
  const id = await startDownload('stall');
  await app.until(({ downloads }) => (downloads[0]?.bytesDone ?? 0) > 0);
  const paused = await app.call('download.pause', { submission: id });
  expect(paused.downloads[0]?.state).toBe('paused');
  server.setFaults(null);
  await app.call('download.resume', { submission: id });
  await app.until(isReady);
  await expectReady(id);
});

test('a dead line: one sentence and a time, no rush of requests, and "now" goes on at once', async () => {
  const begun = Date.now();
  const id = await startDownload('drop');
  const waiting = await app.until(({ downloads }) => downloads[0]?.state === 'waiting');
  expect(waiting.downloads[0]).toMatchObject({ failure: { code: 'server.unreachable' } });
  expect(Date.parse(waiting.downloads[0]?.retryAt ?? '')).toBeGreaterThan(begun);
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(server.counters.requests).toBeLessThan(12);
  server.setFaults(null);
  await app.call('download.resume', { submission: null });
  await app.until(isReady, 10);
  await expectReady(id);
});

test('a list that drips in slowly, but comes, is taken', async () => {
  server.setFaults('slowjson=20000');
  await app.call('assignment.sync', {});
  expect(await app.call('assignment.list', {})).toHaveLength(40);
});

test('a clock that differs from the server’s is noticed with every list of work', async () => {
  server.setFaults('clock=600');
  await app.call('assignment.sync', {});
  const { clockAhead } = await app.call('server.status', {});
  expect(Math.abs((clockAhead ?? 0) - 600_000)).toBeLessThan(5_000);
  server.setFaults(null);
  await app.call('assignment.sync', {});
  expect(Math.abs((await app.call('server.status', {})).clockAhead ?? Infinity)).toBeLessThan(5_000);
});

test('every answer of the server kept to its own published interface', () => {
  expect(server.problems).toEqual([]);
});

import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { DownloadQueue } from '#common/contract/channels/download.ts';
import { startServer } from '#tests/server/start-server.ts';
import type { RunningServer } from '#tests/server/server-types.ts';
import { openServerApp, type ServerApp } from '#tests/support/server-app.ts';
import { command, removeFolder } from '#tests/support/test-app.ts';

const megabytes = 4;
const content = { kind: 'generated', submissions: 30, files: 10, megabytes, sizes: 'equal' } as const;

let folder = '';
let server: RunningServer;
let app: ServerApp;
let fresh: { readonly id: string; readonly assignment: string }[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lpa-queue-'));
  server = await startServer({ folder, content });
  app = await openServerApp(server);
  fresh = [...(await server.submissions())];
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
  server.counters.reset();
});

const next = () => {
  const one = fresh.shift();
  if (one === undefined) throw new Error('too few submissions');
  return one;
};
const isReady = ({ downloads }: DownloadQueue) => downloads.length === 0;
const halfway = ({ downloads }: DownloadQueue) => (downloads[0]?.bytesDone ?? 0) > (megabytes * 1e6) / 3;
const assignmentOf = async (submission: string) =>
  (await app.call('assignment.list', {})).find((one) => one.submission === submission);
const summaryOf = async (id: string) => (await app.call('submission.list', {})).find((one) => one.id === id);
const filesIn = async (name: string) =>
  (await readdir(join(app.folder, name), { recursive: true, withFileTypes: true })).filter((one) => one.isFile())
    .length;
const evidenceOf = async (id: string) => {
  const { manifest } = await app.call('submission.get', { id });
  return Promise.all(
    manifest.evidence.map(async (item) => {
      const hash = createHash('sha256');
      for (let at = 0; at < item.size || at === 0; at += 1_000_000) {
        const range = `bytes=${at}-${Math.min(item.size, at + 1_000_000) - 1}`;
        const served = await app.app.serve({ origin: 'app', path: `/evidence/${id}/${item.id}`, method: 'GET', range });
        hash.update(served.body);
      }
      return { ...item, is: hash.digest('hex') };
    }),
  );
};

describe('the queue', () => {
  test('a paused download survives a restart with what it has, and goes on from there', async () => {
    const { id } = next();
    server.setFaults('slow=1500000');
    await app.call('download.add', { submissions: [id] });
    await app.until(halfway);
    const paused = await app.call('download.pause', { submission: null });
    expect(paused).toMatchObject({ paused: true, downloads: [{ state: 'paused' }] });
    await app.close();
    server.setFaults(null);
    server.counters.reset();

    app = await openServerApp(server, { folder: app.folder, how: 'unlock' });
    const after = await app.call('download.queue', {});
    expect(after.downloads[0]).toMatchObject({ state: 'paused', bytesDone: paused.downloads[0]?.bytesDone });
    await app.call('download.resume', { submission: null });
    await app.until(isReady);
    expect((await evidenceOf(id)).every(({ sha256, is }) => sha256 === is)).toBe(true);
    // What was here is not asked again, but for a chunk of each of the files that were on their way.
    const missing = megabytes * 1e6 - (paused.downloads[0]?.bytesDone ?? 0);
    expect(server.counters.evidenceBytes).toBeLessThan(missing + 8 * 65_536);
  });

  test('a running download goes on by itself after a restart', async () => {
    const { id } = next();
    server.setFaults('slow=1500000');
    await app.call('download.add', { submissions: [id] });
    await app.until(halfway);
    await app.close();
    server.setFaults(null);
    app = await openServerApp(server, { folder: app.folder, how: 'unlock' });
    await app.until(isReady);
    expect((await summaryOf(id))?.state).toBe('ready');
  });

  test('"this one first" overtakes the one that runs, which keeps what it has', async () => {
    const [one, two, three] = [next().id, next().id, next().id];
    server.setFaults('slow=1500000');
    await app.call('download.add', { submissions: [one, two, three] });
    await app.until(halfway);
    const queue = await app.call('download.first', { submission: three });
    expect(queue.downloads.map(({ submission }) => submission)).toEqual([three, one, two]);
    await app.until(({ downloads }) => downloads[0]?.submission === three && downloads[0].state === 'running');
    expect((await app.call('download.queue', {})).downloads[1]?.bytesDone).toBeGreaterThan(1e6);
    server.setFaults(null);
    await app.until(isReady);
    for (const id of [one, two, three]) expect((await summaryOf(id))?.state).toBe('ready');
  });

  test('cancelling gives back the room, of the running one and of what only it needed', async () => {
    const before = [await filesIn('blobs'), await filesIn('partial')];
    const { id } = next();
    server.setFaults('slow=1500000');
    await app.call('download.add', { submissions: [id] });
    await app.until(({ downloads }) => (downloads[0]?.filesDone ?? 0) > 0 || halfway({ downloads } as DownloadQueue));
    await app.call('download.cancel', { submission: id });
    expect([await filesIn('blobs'), await filesIn('partial')]).toEqual(before);
    expect(await summaryOf(id)).toBeUndefined();
  });

  test('what does not fit on the disk is not begun, with the figures', async () => {
    const { id } = next();
    await server.tamperManifest(id, (manifest) => ({
      ...manifest,
      evidence: Array.from({ length: 2000 }, (_, index) => ({
        ...manifest.evidence[0],
        id: `big${index}`,
        path: `evidence/big-${index}.pdf`,
        sha256: index.toString(16).padStart(64, '0'),
        size: 8 * 1024 ** 3,
      })),
    }));
    const queue = await app.download(id);
    expect(queue.downloads[0]?.failure).toMatchObject({ code: 'download.no-room' });
    expect(Number(queue.downloads[0]?.failure?.details.needed)).toBeGreaterThan(16e12);
    expect(server.counters.evidenceBytes).toBe(0);
  });

  test('progress is told while it runs, with rate and rest', async () => {
    const { id } = next();
    app.emitted.length = 0;
    server.setFaults('slow=300000');
    await app.download(id);
    const told = app.emitted.filter(({ event }) => event === 'downloading').map(({ payload }) => payload);
    expect(told.length).toBeGreaterThan(1);
    expect(told.at(-1)).toMatchObject({ download: { submission: id, files: 10, bytes: megabytes * 1e6 } });
    expect(told.some((one) => Number((one as DownloadQueue).rate) > 100_000)).toBe(true);
  });
});

describe('what is here is not fetched again', () => {
  test('a re-check of an unchanged submission of 1,000 files is one conditional request', async () => {
    const large = await mkdtemp(join(tmpdir(), 'lpa-queue-'));
    const other = await startServer({
      folder: large,
      content: { ...content, submissions: 1, files: 1000, megabytes: 1 },
    });
    const mine = await openServerApp(other);
    const [one] = await other.submissions();
    await mine.download(one?.id ?? '');
    expect((await mine.call('submission.list', {}))[0]).toMatchObject({ state: 'ready', files: 1000 });
    other.counters.reset();
    expect((await mine.download(one?.id ?? '')).downloads).toEqual([]);
    expect(other.counters.requests).toBe(1);
    await mine.close();
    await other.stop();
    await removeFolder(mine.folder);
    await removeFolder(large);
  });

  test('an amended submission costs only its new files, and an annex that both share costs nothing', async () => {
    const [one, two] = [next().id, next().id];
    await app.download(one, two);
    await app.call('assignment.sync', {});
    const annex = randomBytes(300_000);
    const file = { id: 'annex', title: 'ภาคผนวกร่วม', indicators: [], bytes: annex, mediaType: 'application/pdf' };
    await server.amend(one, { replace: { e1: randomBytes(200_000) }, add: [file] });
    await server.amend(two, { add: [file] });
    expect(await app.call('assignment.sync', {})).toMatchObject({ added: 0, amended: 2, withdrawn: 0 });
    expect(await assignmentOf(one)).toMatchObject({ revision: 2, here: 1 });
    server.counters.reset();
    await app.download(one, two);
    expect(server.counters.evidenceBytes).toBe(500_000);
    expect(await assignmentOf(one)).toMatchObject({ revision: 2, here: 2 });
    expect((await evidenceOf(one)).every(({ sha256, is }) => sha256 === is)).toBe(true);
  });

  test('a submission that is amended while it comes in ends as its newest revision', async () => {
    // More files than come at a time, so that some are asked for after the amendment.
    const place = await mkdtemp(join(tmpdir(), 'lpa-queue-'));
    const other = await startServer({ folder: place, content: { ...content, submissions: 1, files: 40 } });
    const mine = await openServerApp(other);
    const id = (await other.submissions())[0]?.id ?? '';
    other.setFaults('slow=100000');
    await mine.call('download.add', { submissions: [id] });
    await mine.until(({ downloads }) => (downloads[0]?.filesDone ?? 0) > 0);
    const all = Array.from({ length: 40 }, (_, index) => [`e${index + 1}`, randomBytes(1000 + index)] as const);
    await other.amend(id, { replace: Object.fromEntries(all) });
    await other.amend(id, { replace: { e10: randomBytes(400_000) } });
    other.setFaults(null);
    await mine.until(isReady);
    const { manifest, evidence } = await mine.call('submission.get', { id });
    expect(manifest.revision).toBe(3);
    expect(evidence.every(({ status }) => status === 'ready')).toBe(true);
    expect(await readdir(join(mine.folder, 'partial'))).toEqual([]);
    await mine.close();
    await other.stop();
    await removeFolder(mine.folder);
    await removeFolder(place);
  });
});

describe('keys that sign', () => {
  test('a rotated key is accepted while the old one stays published, and refused when it does not', async () => {
    const { id } = next();
    await app.download(id);
    await server.rotateKey();
    await server.amend(id, { replace: { e1: randomBytes(100) } });
    await app.download(id);
    expect((await app.call('submission.get', { id })).manifest.revision).toBe(2);
    expect((await app.call('submission.get', { id })).sender.known).toBe('published');

    const { keys } = (await (await fetch(`${server.url}/v1/keys`, { headers: await bearer() })).json()) as {
      keys: { kid: string }[];
    };
    await server.rotateKey();
    await server.amend(id, { replace: { e1: randomBytes(100) } });
    for (const { kid } of keys) server.dropKey(kid);
    const queue = await app.download(id);
    expect(queue.downloads[0]?.failure).toMatchObject({ code: 'bundle.wrong-sender' });
    // What was here stays as it was.
    expect((await app.call('submission.get', { id })).manifest.revision).toBe(2);
  });
});

describe('withdrawn assignments', () => {
  test('go when nothing of them is here, and stay, marked, with the work in them', async () => {
    const [worked, untouched, queued] = [next(), next(), next()];
    // The rotation above left manifests that no published key signed.
    for (const { id } of [worked, untouched, queued]) await server.amend(id, { replace: { e2: randomBytes(64) } });
    await app.call('assignment.sync', {});
    await app.download(worked.id);
    const indicator = (await app.call('submission.get', { id: worked.id })).instrument.indicators.find(
      ({ rule }) => rule.kind === 'levels',
    );
    await app.call('review.record', {
      submission: worked.id,
      command: command(),
      change: { type: 'remark.set', payload: { indicator: indicator?.id ?? '', text: 'งานที่ทำไว้แล้ว' } },
    });
    await app.call('download.add', { submissions: [queued.id] });
    await app.call('download.pause', { submission: queued.id });
    for (const { assignment } of [worked, untouched, queued]) await server.withdraw(assignment);
    expect(await app.call('assignment.sync', {})).toMatchObject({ withdrawn: 3 });
    expect(await assignmentOf(worked.id)).toMatchObject({ withdrawn: true, here: 2 });
    expect(await assignmentOf(untouched.id)).toBeUndefined();
    expect(await assignmentOf(queued.id)).toBeUndefined();
    expect((await app.call('download.queue', {})).downloads).toEqual([]);
    const { review } = await app.call('review.get', { submission: worked.id });
    expect(review.indicators[indicator?.id ?? '']?.remark).toBe('งานที่ทำไว้แล้ว');
    await expect(app.call('download.add', { submissions: [worked.id] })).rejects.toMatchObject({
      code: 'assignment.unknown',
    });
  });
});

test('new assignments come with the next look; without one nothing is asked twice', async () => {
  await server.assign(3);
  expect(await app.call('assignment.sync', {})).toMatchObject({ added: 3, amended: 0, withdrawn: 0 });
  server.counters.reset();
  expect(await app.call('assignment.sync', {})).toMatchObject({ added: 0, amended: 0, withdrawn: 0 });
  // The server's time, rounds, whose list it is, one page.
  expect(server.counters.requests).toBe(4);
});

test('without a network the list is there, says when it was made, and the sentence is clear', async () => {
  const before = await app.call('assignment.list', {});
  const { syncedAt } = await app.call('server.status', {});
  server.setFaults('drop');
  await expect(app.call('assignment.sync', {})).rejects.toMatchObject({ code: 'server.unreachable' });
  expect(await app.call('assignment.list', {})).toEqual(before);
  expect(await app.call('server.status', {})).toMatchObject({ network: 'offline', syncedAt, state: 'signed-in' });
});

async function bearer(): Promise<{ authorization: string }> {
  return { authorization: `Bearer ${(await server.issueToken('parichat')).accessToken}` };
}

import { afterEach, expect, test } from 'vitest';
import type { OutboxItem } from '#common/contract/channels/outbox.ts';
import { openMiddle, type Middle } from '#tests/support/middle.ts';
import { openOutboxBed, type OutboxBed } from '#tests/support/outbox-bed.ts';

/** An upload that the server keeps locked (423) holds up itself, and no other package. */
let bed: OutboxBed;
let middle: Middle;
afterEach(async () => {
  const { problems } = bed.server;
  await bed.close();
  await middle.close();
  expect(problems).toEqual([]);
});

/** The server locks the upload that was begun first. */
interface Lock {
  held: boolean;
  /** Requests that met it. */
  met: number;
}

/** Two packages are said to be sent; the first is locked as soon as its upload is begun. */
async function sendTwo(
  methods: readonly string[],
  headers: Readonly<Record<string, string>> = {},
): Promise<{ lock: Lock; locked: string; other: string }> {
  bed = await openOutboxBed({ megabytes: 1, between: async (server) => (middle = await openMiddle(server)).url });
  const other = await bed.signAnother();
  const lock = { held: true, met: 0 };
  let first: string | null = null;
  middle.attack(/^\/v1\/uploads\/./, ({ request, response, url }) => {
    first ??= url.pathname;
    if (!lock.held || url.pathname !== first || !methods.includes(request.method ?? '')) return 'pass';
    lock.met += 1;
    request.resume();
    response.writeHead(423, { 'tus-resumable': '1.0.0', ...headers }).end();
  });
  await bed.app.call('outbox.add', { packages: [bed.packageId, other], waitForTimestamp: false });
  return { lock, locked: bed.packageId, other };
}

const itemOf = async (id: string): Promise<OutboxItem> => {
  const found = (await bed.app.call('outbox.list', {})).items.find((item) => item.package === id);
  if (found === undefined) throw new Error('it is not in the outbox');
  return found;
};
const becomes = (id: string, state: OutboxItem['state'], seconds = 30) =>
  expect.poll(async () => (await itemOf(id)).state, { timeout: seconds * 1000, interval: 50 }).toBe(state);
const begun = () => bed.server.counters.byPath.get('/v1/uploads') ?? 0;

test('the next package goes out meanwhile; once the lock is gone the locked one goes by itself, from where it stood', async () => {
  const { lock, locked, other } = await sendTwo(['HEAD', 'PATCH']);
  await becomes(other, 'confirm');
  expect(await bed.server.packages()).toHaveLength(1);
  await expect
    .poll(() => itemOf(locked), { timeout: 20_000, interval: 50 })
    .toMatchObject({ state: 'line', failure: { code: 'outbox.upload-locked' }, retryAt: expect.any(String) as string });
  // Asked again by itself, and not all the time.
  const before = lock.met;
  await expect.poll(() => lock.met, { timeout: 20_000 }).toBeGreaterThan(before);
  expect(lock.met).toBeLessThan(8);
  lock.held = false;
  await becomes(locked, 'confirm', 60);
  expect(await itemOf(locked)).toMatchObject({ failure: null, retryAt: null });
  expect(await bed.server.packages()).toHaveLength(2);
  expect(begun()).toBe(2);
}, 120_000);

test('told to wait long, it waits so long unless the person pauses it or says now', async () => {
  const { lock, locked, other } = await sendTwo(['PATCH'], { 'retry-after': '200' });
  await becomes(other, 'confirm');
  await becomes(locked, 'line');
  const { id, retryAt } = await itemOf(locked);
  expect(Date.parse(retryAt ?? '') - Date.now()).toBeGreaterThan(100_000);
  expect(lock.met).toBe(1);
  await bed.app.call('outbox.pause', { id });
  expect(await itemOf(locked)).toMatchObject({ state: 'paused', failure: null, retryAt: null });
  await bed.app.call('outbox.resume', { id });
  await expect.poll(() => lock.met, { timeout: 20_000 }).toBe(2);
  await becomes(locked, 'line');
  lock.held = false;
  await bed.app.call('outbox.goOn', {});
  await becomes(locked, 'confirm');
  expect(await bed.server.packages()).toHaveLength(2);
  expect(begun()).toBe(2);
}, 120_000);

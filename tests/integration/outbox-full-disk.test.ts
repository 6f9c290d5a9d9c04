import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { longestPhrase } from '#common/domain/phrase.ts';
import { canMount, mountSmallDisk, type SmallDisk } from '#tests/e2e/support/small-disk.ts';
import { openMiddle, type Middle } from '#tests/support/middle.ts';
import { openOutboxBed, type OutboxBed } from '#tests/support/outbox-bed.ts';

/** The disk is full when the outbox wants to write down what became of a package. */
const mounts = canMount();
if (!mounts) process.stderr.write('SKIPPED: a full disk needs root and mount\n');

let place = '';
let disk: SmallDisk;
let bed: OutboxBed;
let middle: Middle;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'lpa-outbox-full-'));
  disk = mountSmallDisk(join(place, 'disk'), 48);
  bed = await openOutboxBed({
    folder: join(disk.path, 'library'),
    between: async (server) => (middle = await openMiddle(server)).url,
  });
});
afterEach(async () => {
  await bed.close();
  await middle.close();
  disk.unmount();
  await rm(place, { recursive: true, force: true });
});

const blocked = async () => (await bed.app.call('outbox.list', {})).blocked;

/** Full to the last page: the journal of the library has no room for a change of an entry either. */
async function fillDisk(another: string): Promise<void> {
  disk.fill(0);
  // What is left of the journal, first by large changes, then by small ones.
  await untilFull(() =>
    bed.app.call('phrase.save', { id: null, text: `${randomUUID()} ${'ก'.repeat(longestPhrase - 40)}`, scope: null }),
  );
  await untilFull(() => bed.app.call('outbox.pause', { id: another }));
}

async function untilFull(write: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; tries < 2000; tries += 1) {
    const refused = await write().then(
      () => null,
      (error: unknown) => error,
    );
    if (refused === null) continue;
    expect(refused).toMatchObject({ code: 'storage.disk-full' });
    return;
  }
  throw new Error('the disk was never full');
}

/** An entry that goes nowhere, since it waits for a timestamp of nobody. */
async function addAnother(): Promise<string> {
  const other = await bed.signAnother();
  const { items } = await bed.app.call('outbox.add', { packages: [other], waitForTimestamp: true });
  return items.find((item) => item.package === other)?.id ?? '';
}

const mine = async () => {
  const found = (await bed.app.call('outbox.list', {})).items.find((item) => item.package === bed.packageId);
  if (found === undefined) throw new Error('it is not in the outbox');
  return found;
};

test.skipIf(!mounts).each([
  ['where an upload lies', /^\/v1\/uploads$/, 0],
  // It is asked for once before it is sent.
  ['that a package is there', /^\/v1\/packages\/[0-9a-f]{64}$/, 1],
  ['a receipt', /receipt$/, 0],
] as const)(
  'no room to write down %s: said, nothing lost, and with room again it ends without a second package',
  async (_, path, passed) => {
    const another = await addAnother();
    let isHeld = false;
    let goOn: () => void = () => undefined;
    const filled = new Promise<void>((resolve) => (goOn = resolve));
    middle.attack(path, async ({ times }) => {
      isHeld ||= times === passed;
      if (times >= passed) await filled;
      return 'pass';
    });
    await bed.send();
    await expect.poll(() => isHeld, { timeout: 20_000 }).toBe(true);
    await fillDisk(another);
    goOn();
    await expect.poll(blocked, { timeout: 20_000 }).toMatchObject({ code: 'storage.disk-full' });
    // Nobody is told that it failed, nor what nobody wrote down.
    const { state, failure } = await mine();
    expect({ state, failure }).toEqual({ state: path.test('/receipt') ? 'sent' : 'waiting', failure: null });
    disk.free();
    await bed.app.call('outbox.goOn', {});
    await expect.poll(async () => (await mine()).state, { timeout: 30_000 }).toBe('confirm');
    expect(await blocked()).toBeNull();
    expect((await mine()).failure).toBeNull();
    expect(await bed.server.packages()).toHaveLength(1);
    expect(bed.server.problems).toEqual([]);
  },
);

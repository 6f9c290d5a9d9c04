import { afterEach, expect, test } from 'vitest';
import { createAuthority, issueCertificate } from '#tests/support/certificate-authority.ts';
import { instead, json, openMiddle, type Middle } from '#tests/support/middle.ts';
import { openOutboxBed, type OutboxBed } from '#tests/support/outbox-bed.ts';
import { newFolder, removeFolder } from '#tests/support/test-app.ts';
import { startTimestampAuthority, timestampUse } from '#tests/support/timestamp-authority.ts';

/** Servers that answer what they should not, or nothing at all: neither hammered nor waited for, and never a dead end. */
let bed: OutboxBed;
let middle: Middle;
afterEach(async () => {
  await bed.close();
  await middle.close();
});

async function open(megabytes = 0): Promise<void> {
  bed = await openOutboxBed({ megabytes, between: async (server) => (middle = await openMiddle(server)).url });
}

const digest = /^\/v1\/packages\/[0-9a-f]{64}$/;
const upload = /^\/v1\/uploads\/./;

/** Half of it is at the server. */
async function sendHalf(): Promise<string> {
  bed.server.setFaults('slowupload=3000000');
  await bed.send();
  const { id } = await bed.until(({ done }) => done > 1_000_000);
  await bed.app.call('outbox.pause', { id });
  bed.server.setFaults(null);
  return id;
}

test('stamped on its way, and the server refuses to say whether it has the file of before: said once, not asked for ever', async () => {
  await open(12);
  const id = await sendHalf();
  const world = await newFolder();
  const ca = createAuthority(world, 'ca', { subject: '/CN=ผู้ออกใบรับรอง' });
  issueCertificate(ca, 'tsa', { subject: '/CN=ผู้ประทับเวลา', extensions: timestampUse });
  const authority = await startTimestampAuthority(ca, 'tsa');
  try {
    await bed.app.call('trust.setAuthority', { address: authority.url });
    await bed.until(({ stamped }) => stamped);
    middle.rest();
    middle.attack(digest, instead('{}', json, 400));
    await bed.app.call('outbox.resume', { id });
    expect(await bed.until(({ state }) => state === 'failed')).toMatchObject({
      failure: { code: 'server.refused' },
    });
    expect(middle.seen.filter(({ path }) => digest.test(path))).toHaveLength(1);
    middle.rest();
    await bed.app.call('outbox.resume', { id });
    expect(await bed.until(({ state }) => state === 'confirm')).toMatchObject({ stamped: true });
    expect(await bed.server.packages()).toHaveLength(1);
  } finally {
    await authority.close();
    await removeFolder(world);
  }
}, 120_000);

test('an upload that is not this person’s any more is begun anew', async () => {
  await open(12);
  const id = await sendHalf();
  middle.attack(upload, ({ response, times }) => (times === 0 ? response.writeHead(403).end() : 'pass'));
  await bed.app.call('outbox.resume', { id });
  await bed.until(({ state }) => state === 'confirm');
  expect(await bed.server.packages()).toHaveLength(1);
}, 120_000);

test('an upload of which the server says another length fails once; the next try is another upload', async () => {
  await open(12);
  const id = await sendHalf();
  let begunAnew = false;
  middle.attack(/^\/v1\/uploads$/, () => {
    begunAnew = true;
    return 'pass';
  });
  middle.attack(upload, ({ request, response }) => {
    if (request.method !== 'HEAD' || begunAnew) return 'pass';
    response.writeHead(200, { 'tus-resumable': '1.0.0', 'upload-length': '7', 'upload-offset': '0' }).end();
  });
  await bed.app.call('outbox.resume', { id });
  expect(await bed.until(({ state }) => state === 'failed')).toMatchObject({
    ...{ failure: { code: 'server.bad-answer', details: { reason: 'length' } }, done: 0 },
  });
  await bed.app.call('outbox.resume', { id });
  await bed.until(({ state }) => state === 'confirm');
  expect(await bed.server.packages()).toHaveLength(1);
}, 120_000);

test('a server that never answers does not hold up who pauses, locks or takes it out', async () => {
  await open();
  middle.attack(digest, () => undefined);
  await bed.send();
  const { id } = await bed.item();
  const asked = () => middle.seen.some(({ path }) => digest.test(path));
  await expect.poll(asked).toBe(true);
  let took = 0;
  const timed = async (work: Promise<unknown>) => {
    const begin = Date.now();
    await work;
    took += Date.now() - begin;
  };
  await timed(bed.app.call('outbox.pause', { id }));
  expect(await bed.item()).toMatchObject({ state: 'paused' });
  middle.seen.length = 0;
  await bed.app.call('outbox.resume', { id });
  await expect.poll(asked).toBe(true);
  await timed(bed.app.call('outbox.remove', { id }));
  expect((await bed.app.call('outbox.list', {})).items).toEqual([]);
  expect(took).toBeLessThan(10_000);
}, 120_000);

test('another server is connected while it waits for the line: it goes there, and its receipt is asked for there', async () => {
  await open();
  middle.attack(digest, ({ response }) => response.destroy());
  await bed.send();
  await bed.until(({ state }) => state === 'line');
  await bed.app.call('server.connect', { url: bed.server.url });
  await bed.app.call('server.signIn', {});
  await bed.until(({ state }) => state === 'confirm');
  expect(await bed.server.packages()).toHaveLength(1);
}, 120_000);

test('a server that never ends checking holds up nothing for ever: said, and asked again when the person wants', async () => {
  await open();
  middle.attack(digest, instead('{"state":"checking","receivedAt":null}', json, 200));
  await bed.send();
  // Each of the person's "now" ends one wait.
  const goOn = async () => {
    const { state: now } = await bed.item();
    if (now !== 'failed') await bed.app.call('outbox.goOn', {});
    return now;
  };
  await expect.poll(goOn, { timeout: 90_000, interval: 20 }).toBe('failed');
  const { id, state, failure } = await bed.item();
  expect({ state, failure }).toMatchObject({ state: 'failed', failure: { code: 'outbox.checking' } });
  expect(middle.seen.filter(({ path }) => digest.test(path))).toHaveLength(41);
  expect(await bed.server.packages()).toEqual([]);
  middle.rest();
  await bed.app.call('outbox.resume', { id });
  await bed.until((item) => item.state === 'confirm');
  expect(await bed.server.packages()).toHaveLength(1);
}, 120_000);

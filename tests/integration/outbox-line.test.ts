import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openOutboxBed, watchOutbox, type OutboxBed } from '#tests/support/outbox-bed.ts';
import { openTestApp, passphrase } from '#tests/support/test-app.ts';

/** Handing in over lines and from servers that fail: nothing twice, little again, and nothing to anybody else. */
let bed: OutboxBed;
afterEach(async () => {
  const { problems } = bed.server;
  await bed.close();
  expect(problems).toEqual([]);
});

const posts = () => bed.server.counters.byPath.get('/v1/uploads') ?? 0;
const arrived = () => bed.until(({ state }) => state === 'confirm', 60);
const size = async () => (await bed.item()).size;
/** What may be in flight when a line is cut. */
const inFlight = 2_500_000;

test('a line that is cut again and again: resumed where the server stands, one package', async () => {
  bed = await openOutboxBed({ megabytes: 20 });
  bed.server.setFaults('cutupload=5000000*3');
  await bed.send();
  await arrived();
  expect(await bed.server.packages()).toHaveLength(1);
  expect(posts()).toBe(1);
  expect(bed.server.counters.uploadBytes).toBeGreaterThanOrEqual(await size());
  expect(bed.server.counters.uploadBytes).toBeLessThan((await size()) + 3 * inFlight);
}, 120_000);

test('kill -9 in the middle: the next start goes on with the same upload', async () => {
  bed = await openOutboxBed({ megabytes: 20 });
  // Signed in and in the outbox, with nothing sent yet.
  bed.server.setFaults('drop');
  await bed.send();
  await bed.until(({ state }) => state === 'line');
  await bed.app.close();
  bed.server.setFaults('slowupload=6000000');
  bed.server.counters.reset();
  const child = spawn(process.execPath, [join(import.meta.dirname, 'outbox-child.ts'), bed.folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  try {
    const deadline = Date.now() + 60_000;
    while (bed.server.counters.uploadBytes < 11_000_000 && child.exitCode === null && Date.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 5));
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
  expect(child.signalCode).toBe('SIGKILL');
  const before = bed.server.counters.uploadBytes;
  expect(before).toBeLessThan(19_000_000);
  bed.server.setFaults(null);
  const again = await openTestApp({ folder: bed.folder });
  await again.call('library.unlock', { passphrase });
  const sent = await watchOutbox(again).until(({ state }) => state === 'confirm', 60);
  await again.close();
  expect(posts()).toBe(1);
  expect(bed.server.counters.uploadBytes).toBeLessThan(sent.size + inFlight);
  expect(await bed.server.packages()).toHaveLength(1);
}, 120_000);

test('locked in the middle: nothing is sent any more; unlocked, it goes on with the same upload', async () => {
  bed = await openOutboxBed({ megabytes: 20 });
  bed.server.setFaults('slowupload=6000000');
  await bed.send();
  await bed.until(({ done }) => done > 9_000_000);
  await bed.app.call('library.lock', {});
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const before = bed.server.counters.requests;
  await new Promise((resolve) => setTimeout(resolve, 1000));
  expect(bed.server.counters.requests).toBe(before);
  bed.server.setFaults(null);
  await bed.app.call('library.unlock', { passphrase });
  await arrived();
  expect(posts()).toBe(1);
  expect(await bed.server.packages()).toHaveLength(1);
}, 120_000);

test('the answer to the last byte is lost: the server is asked, and not a byte is sent again', async () => {
  bed = await openOutboxBed({ megabytes: 3 });
  bed.server.setFaults('lostanswer');
  await bed.send();
  await arrived();
  expect(await bed.server.packages()).toHaveLength(1);
  expect(posts()).toBe(1);
  expect(bed.server.counters.uploadBytes).toBe(await size());
}, 120_000);

test('an upload that expired is begun anew', async () => {
  bed = await openOutboxBed({ megabytes: 24 });
  bed.server.setFaults('slowupload=3000000');
  const { items } = await bed.send();
  await bed.until(({ done }) => done > 8_400_000);
  await bed.app.call('outbox.pause', { id: items[0]?.id ?? '' });
  expect(await bed.item()).toMatchObject({ state: 'paused' });
  bed.server.setFaults('expireupload*1');
  await bed.app.call('outbox.resume', { id: items[0]?.id ?? '' });
  await arrived();
  expect(posts()).toBe(2);
  expect(await bed.server.packages()).toHaveLength(1);
}, 120_000);

test('a bit that turned on the way is noticed and sent right', async () => {
  bed = await openOutboxBed();
  bed.server.setFaults('corruptupload*1');
  await bed.send();
  await arrived();
  expect(posts()).toBe(2);
  expect(await bed.server.packages()).toHaveLength(1);
});

test('bits that turn each time need the person; nothing wrong is kept', async () => {
  bed = await openOutboxBed();
  bed.server.setFaults('corruptupload');
  await bed.send();
  expect(await bed.until(({ state }) => state === 'failed')).toMatchObject({ failure: { code: 'outbox.differs' } });
  expect(posts()).toBe(2);
  expect(await bed.server.packages()).toEqual([]);
  bed.server.setFaults(null);
  await bed.app.call('outbox.resume', { id: (await bed.item()).id });
  await arrived();
  expect(await bed.server.packages()).toHaveLength(1);
});

test('a token that dies in the middle is renewed, and nothing begins anew', async () => {
  bed = await openOutboxBed({ megabytes: 20 });
  bed.server.setFaults('expire=3');
  await bed.send();
  await arrived();
  expect(posts()).toBeLessThanOrEqual(2);
  expect(await bed.server.packages()).toHaveLength(1);
  expect(bed.server.counters.uploadBytes).toBeLessThan((await size()) + inFlight);
}, 120_000);

test('no network: it waits and goes by itself; a server that fails, and a receipt that is late', async () => {
  bed = await openOutboxBed();
  bed.server.setFaults('drop');
  await bed.send();
  expect(await bed.until(({ state }) => state === 'line')).toMatchObject({ failure: { code: 'server.unreachable' } });
  bed.server.setFaults('failupload=503*2; latereceipt*2');
  await arrived();
  expect(await bed.server.packages()).toHaveLength(1);
}, 120_000);

test.each([
  ['another team', { team: 't5' }, 'outbox.not-assigned'],
  ['too large', { server: { largestPackage: 1000 } }, 'outbox.too-large'],
] as const)('what the server does not take says why: %s', async (_, options, code) => {
  bed = await openOutboxBed(options);
  await bed.send();
  expect(await bed.until(({ state }) => state === 'failed')).toMatchObject({ failure: { code } });
  expect(bed.server.counters.uploadBytes).toBe(0);
  expect(await bed.server.packages()).toEqual([]);
  await bed.app.call('outbox.remove', { id: (await bed.item()).id });
  expect(await bed.app.call('outbox.list', {})).toMatchObject({ items: [], ready: [{ package: bed.packageId }] });
});

test.each(['-5', '0', '99999999', '99999999999999999999'])('a server that lies about its offset: %s', async (lie) => {
  bed = await openOutboxBed();
  bed.server.setFaults(`lieoffset=${lie}`);
  await bed.send();
  expect(await bed.until(({ state }) => state === 'failed')).toMatchObject({
    failure: { code: 'server.bad-answer', details: { reason: 'offset' } },
  });
});

test('an address elsewhere, inside the house, or none is never asked; no redirect is followed', async () => {
  const seen: string[] = [];
  const listener = createServer((request, response) => {
    seen.push(`${request.method ?? ''} ${request.headers.authorization ?? ''}`);
    response.end();
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const elsewhere = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  try {
    for (const location of [
      `${elsewhere}/v1/uploads/x`,
      'http://10.0.0.1/v1/uploads/x',
      'http://169.254.169.254/latest',
      'https://example.org/v1/uploads/x',
      '//example.org/x',
      'file:///etc/passwd',
      'javascript:alert(1)',
      `/v1/uploads/${'x'.repeat(5000)}`,
    ]) {
      bed = await openOutboxBed({ server: { validate: false, faults: `uploadto=${location}` } });
      await bed.send();
      const { failure } = await bed.until(({ state }) => state === 'failed');
      expect(failure?.code, location).toBe(location.length > 2000 ? 'server.bad-answer' : 'server.forbidden-address');
      expect(bed.server.counters.uploadBytes).toBe(0);
      await bed.close();
    }
    bed = await openOutboxBed({ server: { faults: `redirectupload=${elsewhere}/x` } });
    await bed.send();
    // As a hotel's Wi-Fi answers: nothing goes out until the person says so.
    await expect.poll(async () => (await bed.app.call('outbox.list', {})).blocked?.code).toBe('server.not-lpa');
    expect(seen).toEqual([]);
  } finally {
    listener.close();
  }
}, 240_000);

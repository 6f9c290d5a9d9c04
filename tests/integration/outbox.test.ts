import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { takeIn } from '#main/intake/take-in.ts';
import { createReceiptSigner, readReceipt } from '#main/lib/receipt-jws.ts';
import { generateIdentity } from '#main/lib/signing/generate-identity.ts';
import { createAuthority, issueCertificate } from '#tests/support/certificate-authority.ts';
import { instead, openMiddle, type Attack, type Middle } from '#tests/support/middle.ts';
import { openOutboxBed, watchOutbox, type OutboxBed } from '#tests/support/outbox-bed.ts';
import { newFolder, openTestApp, passphrase, removeFolder } from '#tests/support/test-app.ts';
import { startTimestampAuthority, timestampUse } from '#tests/support/timestamp-authority.ts';

let bed: OutboxBed;
let middle: Middle | null = null;
afterEach(async () => {
  const { problems } = bed.server;
  await bed.close();
  await middle?.close();
  middle = null;
  expect(problems).toEqual([]);
});

/** With somebody between the app and its server. */
async function openAttacked(): Promise<Middle> {
  bed = await openOutboxBed({ between: async (server) => (middle = await openMiddle(server)).url });
  if (middle === null) throw new Error('nobody is between');
  return middle;
}

/** Stamps whatever it is asked to. */
async function openAuthority(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const world = await newFolder();
  const ca = createAuthority(world, 'ca', { subject: '/CN=ผู้ออกใบรับรอง' });
  issueCertificate(ca, 'tsa', { subject: '/CN=ผู้ประทับเวลา', extensions: timestampUse });
  const { url, close } = await startTimestampAuthority(ca, 'tsa');
  return { url, close: async () => close().finally(() => removeFolder(world)) };
}

const arrived = () => bed.until(({ state }) => state === 'confirm');
const confirm = async () => {
  const { id, centre } = await arrived();
  return bed.app.call('outbox.confirmCentre', { id, fingerprint: centre?.fingerprint ?? '' });
};
const received = () => bed.app.call('receipt.list', { submission: null });
const ready = async () => (await bed.app.call('outbox.list', {})).ready;

test('sent once a person said so; the receipt comes by itself, its centre is asked about once', async () => {
  bed = await openOutboxBed();
  expect(await bed.app.call('outbox.list', {})).toMatchObject({
    items: [],
    ready: [{ package: bed.packageId, sentBefore: false }],
  });
  expect(await bed.server.packages()).toEqual([]);
  await bed.send();
  expect(await ready()).toEqual([]);
  expect(await arrived()).toMatchObject({
    centre: { name: 'ศูนย์รับผลการประเมิน LPA', selfSigned: true },
    receipt: null,
  });
  expect(await received()).toEqual([]);
  await confirm();
  expect(await bed.item()).toMatchObject({ state: 'received', receipt: { outcome: 'accepted' }, failure: null });
  expect(await received()).toMatchObject([{ package: bed.packageId, outcome: 'accepted' }]);
  expect(await bed.server.packages()).toMatchObject([{ submission: bed.submission }]);
  // Said twice, it is in already; and what was sent cannot be taken back.
  await bed.send();
  const { id } = await bed.item();
  await expect(bed.app.call('outbox.remove', { id })).rejects.toMatchObject({ code: 'outbox.unknown' });
  await expect(bed.app.call('outbox.handOver', { carried: [{ id, sha256: '0'.repeat(64) }] })).rejects.toMatchObject({
    code: 'outbox.unknown',
  });
  expect(await bed.server.packages()).toHaveLength(1);
  await bed.app.close();
  const again = await openTestApp({ folder: bed.folder });
  await again.call('library.unlock', { passphrase });
  expect(await watchOutbox(again).item()).toMatchObject({ state: 'received', receipt: { outcome: 'accepted' } });
  await again.close();
});

test('it waits for its timestamp if the person wants that, and what went without one can go again', async () => {
  bed = await openOutboxBed();
  const authority = await openAuthority();
  try {
    await bed.send(true);
    expect(await bed.item()).toMatchObject({ state: 'timestamp', stamped: false });
    await bed.app.call('outbox.resume', { id: (await bed.item()).id });
    await confirm();
    expect(await bed.item()).toMatchObject({ state: 'received', stamped: false });
    // Home again: the package becomes another file, which nobody has sent.
    await bed.app.call('trust.setAuthority', { address: authority.url });
    await expect.poll(ready, { timeout: 20_000 }).toEqual([{ package: bed.packageId, sentBefore: true }]);
    expect(await bed.item()).toMatchObject({ state: 'received', stamped: false });
    await bed.send(true);
    await expect.poll(async () => (await bed.server.packages()).length, { timeout: 20_000 }).toBe(2);
    const { items } = await bed.app.call('outbox.list', {});
    expect(items.map(({ stamped }) => stamped)).toEqual([true, false]);
  } finally {
    await authority.close();
  }
}, 120_000);

test('one that waits for its timestamp goes as soon as it is stamped', async () => {
  bed = await openOutboxBed();
  const authority = await openAuthority();
  try {
    await bed.send(true);
    await bed.app.call('trust.setAuthority', { address: authority.url });
    expect(await arrived()).toMatchObject({ stamped: true });
    expect(await bed.server.packages()).toHaveLength(1);
  } finally {
    await authority.close();
  }
}, 120_000);

test('stamped when half of it is sent: it goes as it is then, and nothing of before stays at the server', async () => {
  bed = await openOutboxBed({ megabytes: 12 });
  const authority = await openAuthority();
  try {
    bed.server.setFaults('slowupload=3000000');
    await bed.send();
    const { id } = await bed.until(({ done }) => done > 1_000_000);
    await bed.app.call('outbox.pause', { id });
    await bed.app.call('trust.setAuthority', { address: authority.url });
    await bed.until(({ stamped }) => stamped);
    bed.server.setFaults(null);
    await bed.app.call('outbox.resume', { id });
    expect(await bed.until(({ state }) => state === 'confirm')).toMatchObject({ stamped: true });
    expect(await bed.server.packages()).toHaveLength(1);
  } finally {
    await authority.close();
  }
}, 120_000);

test('stamped between saving and confirming: what counts as carried is what lies on the stick', async () => {
  bed = await openOutboxBed();
  const authority = await openAuthority();
  try {
    bed.server.setFaults('drop');
    await bed.send();
    const { id } = await bed.item();
    await bed.app.call('outbox.pause', { id });
    const { sha256 } = await bed.app.call('package.export', { id: bed.packageId });
    await bed.app.call('trust.setAuthority', { address: authority.url });
    await bed.until(({ stamped }) => stamped);
    // That everything goes on leaves alone what the person paused.
    await bed.app.call('outbox.goOn', {});
    expect(await bed.item()).toMatchObject({ state: 'paused' });
    await bed.app.call('outbox.handOver', { carried: [{ id, sha256 }] });
    expect(await bed.item()).toMatchObject({ state: 'handed-over', stamped: false });
    // With its timestamp it is another file, which nobody carries.
    expect(await ready()).toEqual([{ package: bed.packageId, sentBefore: true }]);
  } finally {
    await authority.close();
  }
}, 120_000);

test('carried by hand: who and when stands there, nothing goes over the line, and the receipt comes as a file', async () => {
  bed = await openOutboxBed();
  bed.server.setFaults('drop');
  await bed.send();
  const { id } = await bed.until(({ state }) => state === 'line');
  const outside = await newFolder();
  const { ticket, fileName, sha256 } = await bed.app.call('package.export', { id: bed.packageId });
  // Of several the ones that went out or were taken out meanwhile do not spoil the others.
  const gone = { id: '00000000-0000-4000-8000-000000000000', sha256 };
  await bed.app.call('outbox.handOver', { carried: [gone, { id, sha256 }] });
  await expect(bed.app.call('outbox.handOver', { carried: [gone] })).rejects.toMatchObject({ code: 'outbox.unknown' });
  expect(await bed.item()).toMatchObject({
    state: 'handed-over',
    handedOver: { by: 'นางสาวปาริชาต วงศ์เมธากุล' },
    failure: null,
  });
  bed.server.setFaults(null);
  const { body } = await bed.app.app.serve({ origin: 'app', path: `/export/${ticket}`, method: 'GET', range: null });
  const sent = join(outside, 'stick');
  await mkdir(sent);
  await writeFile(join(sent, fileName), Buffer.from(body));
  const out = join(outside, 'centre');
  await takeIn({
    ...{ folder: sent, out, identity: null, trust: [], choose: [], examinersAtOnce: 1, now: Date.now, version: '0' },
    onProgress: () => undefined,
  });
  const [name = ''] = readdirSync(join(out, 'receipts'));
  const file = join(out, 'receipts', name);
  const trust = [(await readReceipt(readFileSync(file, 'utf8'))).issuer.fingerprint];
  await bed.app.call('receipt.import', { tickets: [await bed.app.app.accept(file)], trust });
  expect(await bed.item()).toMatchObject({ state: 'received', receipt: { outcome: 'accepted' } });
  expect(await bed.server.packages()).toEqual([]);
  await removeFolder(outside);
});

test('forged receipts, and those of other packages, are not believed; the right one still is', async () => {
  const between = await openAttacked();
  const identity = await generateIdentity({ name: 'ศูนย์รับผลการประเมิน LPA', title: '', organization: '' }, new Date());
  const sign = await createReceiptSigner(identity);
  let answer = '';
  const forge: Attack = async (asked) => {
    const upstream = await asked.upstream();
    const { receipt } = await readReceipt(upstream.body.toString()).catch(() => ({ receipt: null }));
    if (receipt === null) return 'pass';
    const of = { ...receipt.package, sha256: 'ab'.repeat(32) };
    const issuedAt = new Date(Date.now() + 1000).toISOString();
    if (answer === 'other') instead(await sign({ ...receipt, issuedAt, package: of }), jose)(asked);
    if (answer === 'changed') {
      const [head, payload = '', signature] = upstream.body.toString().split('.');
      const said = Buffer.from(payload, 'base64url').toString().replace('"accepted"', '"rejected"');
      instead([head, Buffer.from(said).toString('base64url'), signature].join('.'), jose)(asked);
    }
    if (answer === 'page') instead('<!doctype html><form></form>', { 'content-type': 'text/html' })(asked);
    if (answer === 'huge') instead('x'.repeat(6_000_000), jose)(asked);
    return answer === '' ? 'pass' : undefined;
  };
  between.attack(/receipt$/, forge);
  answer = 'other';
  await bed.send();
  const refused = await bed.until(({ failure }) => failure !== null);
  expect(refused).toMatchObject({ state: 'sent', failure: { code: 'receipt.other-package' } });
  const { id } = refused;
  for (const [next, code] of [
    ['changed', 'receipt.bad-signature'],
    ['huge', 'server.too-much'],
  ] as const) {
    answer = next;
    await bed.app.call('outbox.resume', { id });
    await bed.until(({ failure }) => failure?.code === code);
  }
  expect(await bed.item()).toMatchObject({ state: 'sent', receipt: null, centre: null });
  expect(await received()).toEqual([]);
  answer = '';
  await bed.app.call('outbox.resume', { id });
  await confirm();
  expect(await bed.item()).toMatchObject({ state: 'received', failure: null });
}, 120_000);

test('a server whose offsets go to and fro, or whose headers never end, is not followed for ever', async () => {
  const between = await openAttacked();
  between.attack(/^\/v1\/uploads\/./, ({ request, response, times }) => {
    if (request.method === 'PATCH') response.writeHead(409).end();
    else response.writeHead(200, { 'tus-resumable': '1.0.0', 'upload-offset': String(times % 2 ? 0 : 5000) }).end();
  });
  await bed.send();
  expect(await bed.until(({ state }) => state === 'failed')).toMatchObject({
    failure: { code: 'server.bad-answer', details: { reason: 'offset' } },
  });
  between.rest();
  between.attack(/^\/v1\/uploads/, ({ response }) => {
    response.writeHead(201, { location: '/v1/uploads/x', padding: 'x'.repeat(60_000) }).end();
  });
  await bed.app.call('outbox.resume', { id: (await bed.item()).id });
  await bed.until(({ state }) => state === 'line' || state === 'failed');
  between.rest();
  await bed.app.call('outbox.resume', { id: (await bed.item()).id });
  await arrived();
  expect(await bed.server.packages()).toHaveLength(1);
}, 120_000);

test('neither token nor package lies readable on the disk, in a log or in what the page is told', async () => {
  const between = await openAttacked();
  bed.server.setFaults('failupload=500*2');
  await bed.send();
  await arrived();
  const tokens = new Set(between.seen.map(({ headers }) => headers.authorization?.slice('Bearer '.length) ?? ''));
  tokens.delete('');
  expect(tokens.size).toBeGreaterThan(0);
  const { fileName, code } = await bed.item();
  const told = JSON.stringify([bed.app.emitted, await bed.app.call('outbox.list', {})]);
  for (const token of tokens) expect(told).not.toContain(token);
  await bed.app.close();
  const files = readdirSync(bed.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const address = between.seen.find(({ path }) => path.startsWith('/v1/uploads/'))?.path ?? '';
  expect(address).not.toBe('');
  for (const { parentPath, name } of files) {
    const bytes = readFileSync(join(parentPath, name));
    for (const probe of [...tokens, fileName, code, address]) expect(bytes.includes(probe), name).toBe(false);
  }
});

test('not signed in: it stays, says so, and goes once the person has signed in', async () => {
  bed = await openOutboxBed();
  await bed.app.call('server.signOut', {});
  await bed.send();
  await expect.poll(async () => (await bed.app.call('outbox.list', {})).blocked?.code).toBe('sign-in.required');
  expect(await bed.item()).toMatchObject({ state: 'waiting' });
  await bed.app.call('server.signIn', {});
  await arrived();
});

const jose = { 'content-type': 'application/jose' } as const;

import { spawnSync } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdir, readdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { partBytes } from '#common/contract/channels/evidence.ts';
import type { Input } from '#common/contract/contract.ts';
import type { AppPath } from '#main/host/host.ts';
import { bundleOf, evidenceBytes, manifestOf, newKey } from '#tests/support/bundles.ts';
import { filesContaining } from '#tests/support/submissions.ts';
import {
  createTestLibrary,
  newFolder,
  openTestApp,
  passphrase,
  removeFolder,
  type TestApp,
} from '#tests/support/test-app.ts';

const submission = manifestOf().id;
const marker = 'กระดาษที่พบในตู้';

let outside: string;
let data: string;
let app: TestApp;

beforeEach(async () => {
  outside = await newFolder();
  data = join(outside, 'data');
  await mkdir(data);
  app = await openTestApp({ folder: data });
  await createTestLibrary(app);
  const path = join(outside, 'one.lpasub');
  await writeFile(path, await bundleOf(manifestOf(), newKey()));
  const results = await app.call('submission.import', { tickets: [await app.app.accept(path)], job: randomUUID() });
  expect(results).toMatchObject([{ outcome: 'imported' }]);
});
afterEach(async () => {
  await app.close();
  await removeFolder(outside);
});

async function offer(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(outside, name);
  await writeFile(path, bytes);
  return app.app.accept(path);
}
const add = (ticket: string, change: Partial<Input<'evidence.add'>> = {}) =>
  app.call('evidence.add', {
    submission,
    command: randomUUID(),
    indicators: ['i03'],
    title: 'ใบเสร็จที่พบ',
    how: 'file',
    ticket,
    ...change,
  });
const blobs = async () =>
  (await readdir(join(data, 'blobs'), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
    .length;
const fetch = (id: string, range: string | null = null) =>
  app.app.serve({ origin: 'app', path: `/evidence/${submission}/${id}` as AppPath, method: 'GET', range });
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'taken',
    (error: unknown) => (error as { code: string }).code,
  );

test('a photo is sealed, recorded with when, where and how, served, and there after a restart', async () => {
  const photo = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#8ac' } })
    .withExif({ IFD2: { DateTimeOriginal: '2024:07:05 10:22:00' } })
    .jpeg()
    .toBuffer();
  const bytes = Buffer.concat([photo, Buffer.from(marker)]);
  // The name lies about the type; the bytes decide.
  const { outcome, evidence, snapshot } = await add(await offer('ป้าย.pdf', bytes), {
    how: 'drop',
    title: ' ป้ายสำนักงาน ',
  });
  expect(outcome).toBe('added');
  expect(snapshot.review.teamEvidence).toMatchObject([
    {
      id: evidence,
      indicators: ['i03'],
      title: 'ป้ายสำนักงาน',
      sha256: createHash('sha256').update(bytes).digest('hex'),
      size: bytes.length,
      mediaType: 'image/jpeg',
      how: 'drop',
      takenAt: '2024-07-05T10:22:00',
      place: null,
      by: 'นางสาวปาริชาต วงศ์เมธากุล',
    },
  ]);
  expect(await filesContaining(data, marker)).toEqual([]);

  await app.close();
  app = await openTestApp({ folder: data });
  expect((await fetch(evidence)).status).toBe(403);
  await app.call('library.unlock', { passphrase });
  const served = await fetch(evidence, 'bytes=0-2');
  expect([served.status, served.headers['content-type']]).toEqual([206, 'image/jpeg']);
  expect(Buffer.from(served.body).toString('hex')).toBe('ffd8ff');
  expect((await app.call('review.get', { submission })).review.teamEvidence).toHaveLength(1);
  expect(await filesContaining(data, marker)).toEqual([]);
});

test('the same command twice is one file, also when its bytes are gone by then', async () => {
  const command = randomUUID();
  const first = await add(await offer('a.txt', Buffer.from(marker)), { command });
  const again = await add('no such ticket', { command });
  expect([again.outcome, again.evidence]).toEqual(['added', first.evidence]);
  expect(again.snapshot.events).toBe(first.snapshot.events);
});

test('the same content again is told, not doubled; for another indicator it is placed there, too', async () => {
  const before = await blobs();
  const { evidence, snapshot } = await add(await offer('a.txt', Buffer.from(marker)));
  const same = await add(await offer('b.txt', Buffer.from(marker)), { title: 'อีกชื่อ' });
  expect(same).toMatchObject({ outcome: 'already-here', evidence, title: 'ใบเสร็จที่พบ' });
  expect(same.snapshot.events).toBe(snapshot.events);
  const placed = await add(await offer('c.txt', Buffer.from(marker)), { indicators: ['i02'] });
  expect(placed).toMatchObject({ outcome: 'placed', evidence });
  expect(placed.snapshot.review.teamEvidence.map(({ indicators }) => indicators)).toEqual([['i03', 'i02']]);
  expect(await blobs()).toBe(before + 1);
  const undone = await app.call('review.undo', { submission, command: randomUUID() });
  expect(undone.review.teamEvidence.map(({ indicators }) => indicators)).toEqual([['i03']]);
});

test('what the LAO attached to the indicator is not taken for the team’s', async () => {
  const before = await blobs();
  const result = await add(await offer('copy.pdf', evidenceBytes[0]!));
  expect(result).toMatchObject({ outcome: 'of-lao', evidence: 'e1', title: 'หลักฐานที่ 1' });
  expect(result.snapshot.review.teamEvidence).toEqual([]);
  expect((await add(await offer('copy.pdf', evidenceBytes[0]!), { indicators: ['i02'] })).outcome).toBe('added');
  expect(await blobs()).toBe(before);
});

test('two of the same at once are one', async () => {
  const [a, b] = await Promise.all([
    add(await offer('a.txt', Buffer.from(marker))),
    add(await offer('b.txt', Buffer.from(marker))),
  ]);
  expect([a.outcome, b.outcome].sort()).toEqual(['added', 'already-here']);
  expect(a.evidence).toBe(b.evidence);
});

test('what cannot be taken is refused by name, and leaves nothing', async () => {
  const before = await blobs();
  const big = join(outside, 'big.mp4');
  await writeFile(big, 'x');
  await truncate(big, 500_000_001);
  await mkdir(join(outside, 'folder.pdf'));
  expect(await refusal(add(await offer('empty.pdf', Buffer.alloc(0))))).toBe('file.empty');
  expect(await refusal(add(await app.app.accept(big)))).toBe('file.too-large');
  expect(await refusal(add(await app.app.accept(join(outside, 'folder.pdf'))))).toBe('file.unreadable');
  expect(await refusal(add(await app.app.accept(join(outside, 'gone.pdf'))))).toBe('file.unreadable');
  expect(await refusal(add('no such ticket'))).toBe('file.unknown-ticket');
  const ticket = await offer('a.txt', Buffer.from(marker));
  expect(await refusal(add(ticket, { indicators: ['i999'] }))).toBe('invalid-input');
  expect(await refusal(add(ticket, { indicators: [] }))).toBe('invalid-input');
  expect(await refusal(add(ticket, { title: ' ' }))).toBe('invalid-input');
  expect(await refusal(add(ticket, { submission: randomUUID() }))).toBe('submission.unknown');
  expect(await blobs()).toBe(before);
  expect((await app.call('review.get', { submission })).review.teamEvidence).toEqual([]);
});

test('the page cannot record a file that was never sealed', async () => {
  const { snapshot } = await add(await offer('a.txt', Buffer.from(marker)));
  const [{ by: _by, ...payload }] = snapshot.review.teamEvidence as [(typeof snapshot.review.teamEvidence)[number]];
  const change = { type: 'team-evidence.added' as const, payload: { ...payload, id: `team-${randomUUID()}` } };
  expect(await refusal(app.call('review.record', { submission, command: randomUUID(), change: change }))).toBe(
    'invalid-input',
  );
});

test('the command of another change adds nothing and says so', async () => {
  const command = randomUUID();
  const change = { type: 'flag.set' as const, payload: { indicator: 'i03', flagged: true } };
  await app.call('review.record', { submission, command, change });
  const before = await blobs();
  expect(await refusal(add(await offer('a.txt', Buffer.from(marker)), { command }))).toBe('invalid-input');
  expect(await blobs()).toBe(before);
});

test('removed and brought back by undo: its bytes stay', async () => {
  const { evidence } = await add(await offer('a.txt', Buffer.from(marker)));
  const change = { type: 'team-evidence.removed' as const, payload: { id: evidence } };
  const removed = await app.call('review.record', { submission, command: randomUUID(), change });
  expect(removed.review.teamEvidence).toEqual([]);
  expect((await fetch(evidence)).status).toBe(404);
  const undone = await app.call('review.undo', { submission, command: randomUUID() });
  expect(undone.review.teamEvidence).toHaveLength(1);
  expect(Buffer.from((await fetch(evidence)).body).toString()).toBe(marker);
});

test('bytes without a file come in parts and never meet the disk unsealed', async () => {
  const bytes = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from(marker), randomBytes(900_000)]);
  const { upload } = await app.call('upload.begin', { name: 'image.png', size: bytes.length });
  for (let at = 0; at < bytes.length; at += partBytes)
    await app.call('upload.part', { upload, at, data: bytes.subarray(at, at + partBytes).toString('base64') });
  const { ticket } = await app.call('upload.finish', { upload });
  const { evidence, snapshot } = await add(ticket, { how: 'paste' });
  expect(snapshot.review.teamEvidence).toMatchObject([{ mediaType: 'image/png', how: 'paste', size: bytes.length }]);
  expect(Buffer.from((await fetch(evidence)).body).equals(bytes)).toBe(true);
  expect(await filesContaining(data, marker)).toEqual([]);
  expect(await refusal(app.call('upload.begin', { name: 'x', size: 40_000_000 }))).toBe('invalid-input');
});

test('killed between the bytes and the event: nothing of it counts, and the next addition removes it', async () => {
  const before = await blobs();
  const bytes = Buffer.from('ไบต์ที่ยังไม่มีเหตุการณ์');
  await app.close();
  const program = join(import.meta.dirname, 'team-evidence-child.ts');
  const path = join(outside, 'half.txt');
  await writeFile(path, bytes);
  const killed = spawnSync(process.execPath, [program, data, submission, path], { encoding: 'utf8' });
  expect([killed.signal, killed.stdout]).toEqual(['SIGKILL', 'sealed\n']);
  expect(await blobs()).toBe(before + 1);

  app = await openTestApp({ folder: data });
  await app.call('library.unlock', { passphrase });
  expect((await app.call('review.get', { submission })).review.teamEvidence).toEqual([]);
  await add(await offer('a.txt', Buffer.from(marker)));
  expect(await blobs()).toBe(before + 1);
});

test('with a sample its added files go, too', async () => {
  const before = await blobs();
  await app.call('submission.importSample', { job: randomUUID() });
  const [sample] = (await app.call('submission.list', {})).filter((one) => one.sample);
  const detail = await app.call('submission.get', { id: sample!.id });
  const change = { submission: sample!.id, indicators: [detail.instrument.indicators[0]!.id] };
  const { evidence } = await add(await offer('a.txt', Buffer.from(marker)), change);
  const command = randomUUID();
  await app.call('review.record', {
    submission: sample!.id,
    command,
    change: { type: 'team-evidence.removed', payload: { id: evidence } },
  });
  await app.call('submission.removeSample', {});
  expect(await blobs()).toBe(before);
});

test('a locked library takes nothing', async () => {
  const ticket = await offer('a.txt', Buffer.from(marker));
  await app.call('library.lock', {});
  expect(await refusal(add(ticket))).toBe('library.locked');
  expect(await refusal(app.call('upload.begin', { name: 'ภาพ.png', size: 1 }))).toBe('library.locked');
});

test('a title that is cut inside a character, or holds half of one, hides no file', async () => {
  for (const title of [`${'a'.repeat(99)}😀 จากพื้นที่`, 'ภาพ \ud83d'] as const) {
    const { evidence } = await add(await offer('a.txt', Buffer.from(`${marker} ${title.length}`)), { title });
    const path: AppPath = `/evidence/${submission}/${evidence}`;
    const served = await app.app.serve({ origin: 'app', method: 'GET', path, range: null });
    expect(served.status).toBe(200);
    expect(served.headers['content-disposition']).toContain("filename*=UTF-8''");
  }
});

import { createHash, randomBytes } from 'node:crypto';
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { headBytes, recordBytes } from './blob-format.ts';
import { createBlobStore } from './blob-store.ts';
import { deriveKeys } from './library-keys.ts';
import type { BlobStore } from './library.ts';
import { createVault } from './vault.ts';

const keys = deriveKeys(randomBytes(32));
const { nameOf } = createVault(keys);
const chunk = 64 * 1024;
const bytes = randomBytes(5 * chunk + 321);
const expected = { sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length };

let root = '';
let store: BlobStore;
const file = () => join(root, 'partial', nameOf(expected.sha256));
const filesIn = async (folder: string) =>
  (await readdir(join(root, folder), { recursive: true, withFileTypes: true })).filter((one) => one.isFile()).length;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'lpa-partial-'));
  for (const name of ['blobs', 'temporary', 'partial']) await mkdir(join(root, name), { mode: 0o700 });
  store = createBlobStore({
    folder: join(root, 'blobs'),
    temporary: join(root, 'temporary'),
    partial: join(root, 'partial'),
    key: keys.blobs,
    nameOf,
  });
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function fill(upTo: number): Promise<void> {
  const partial = await store.resume(expected);
  await partial.write(bytes.subarray(partial.position, upTo));
  await partial.suspend();
}
async function complete(): Promise<number> {
  const partial = await store.resume(expected);
  const from = partial.position;
  await partial.write(bytes.subarray(from));
  await partial.finish();
  return from;
}

test('goes on at the last whole chunk, in another process and in pieces of any size', async () => {
  await fill(100);
  await fill(2 * chunk + 50);
  await fill(2 * chunk + chunk / 2);
  expect(await complete()).toBe(2 * chunk);
  expect((await store.read(expected.sha256, 0, bytes.length)).equals(bytes)).toBe(true);
  expect(await store.verify(expected.sha256)).toBe(true);
  expect(await filesIn('partial')).toBe(0);
});

test('within one process not a byte is asked twice', async () => {
  const partial = await store.resume(expected);
  for (let at = 0; at < bytes.length; at += 7_001) {
    expect(partial.position).toBe(at);
    await partial.write(bytes.subarray(at, at + 7_001));
  }
  await partial.finish();
  expect(await store.has(expected.sha256, expected.size)).toBe(true);
});

test('what is on its way is no blob, shows nothing, and belongs to its owner', async () => {
  await fill(3 * chunk);
  expect(await store.has(expected.sha256, expected.size)).toBe(false);
  const disk = await readFile(file());
  expect(disk.includes(bytes.subarray(0, 16))).toBe(false);
  expect(disk.includes(Buffer.from(expected.sha256, 'hex'))).toBe(false);
  expect((await stat(file())).mode & 0o777).toBe(0o600);
});

test.each<[string, () => Promise<void>, number]>([
  ['cut within a chunk', () => truncate(file(), headBytes + 2 * recordBytes + 9), 2],
  ['cut within the head', () => truncate(file(), 50), 0],
  ['emptied', () => truncate(file(), 0), 0],
  ['a hole after a power cut', async () => flip(headBytes + recordBytes + 40), 1],
  ['a damaged beginning', async () => flip(3), 0],
  ['something appended', () => appendFile(file(), randomBytes(recordBytes)), 4],
])('%s: goes on from what is good', async (_, harm, good) => {
  await fill(4 * chunk);
  await harm();
  expect(await complete()).toBe(good * chunk);
  expect(await store.verify(expected.sha256)).toBe(true);
});

async function flip(at: number): Promise<void> {
  const disk = await readFile(file());
  disk[at]! ^= 1;
  await writeFile(file(), disk);
}

test('a process that ended after the head was written and before the move goes on from the whole chunks', async () => {
  await fill(bytes.length);
  // As finish() leaves it when the disk refuses the last step.
  await rm(join(root, 'blobs'), { recursive: true });
  await writeFile(join(root, 'blobs'), '');
  const partial = await store.resume(expected);
  await partial.write(bytes.subarray(partial.position));
  await expect(partial.finish()).rejects.toThrow();
  await rm(join(root, 'blobs'));
  await mkdir(join(root, 'blobs'));
  expect(await complete()).toBe(5 * chunk);
  expect(await store.verify(expected.sha256)).toBe(true);
});

test.each<[string, Buffer, string]>([
  ['other bytes', randomBytes(bytes.length), 'digest'],
  ['too few', bytes.subarray(0, -1), 'size'],
  ['too many', Buffer.concat([bytes, Buffer.of(0)]), 'size'],
])('%s are refused and forgotten', async (_, wrong, reason) => {
  const partial = await store.resume(expected);
  await partial.write(wrong);
  await expect(partial.finish()).rejects.toMatchObject({ code: 'file.unreadable', details: { reason } });
  expect(await filesIn('partial')).toBe(0);
  expect(await filesIn('blobs')).toBe(0);
  expect(await complete()).toBe(0);
});

test('on a slow line a killed process loses what came in the last second', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: 0 });
  try {
    const partial = await store.resume(expected);
    await partial.write(bytes.subarray(0, chunk + 1));
    expect((await stat(file())).size).toBe(0);
    vi.setSystemTime(1001);
    await partial.write(bytes.subarray(chunk + 1, chunk + 2));
    // Nobody says goodbye.
    expect((await stat(file())).size).toBe(headBytes + recordBytes);
    expect(await complete()).toBe(chunk);
    expect(await store.verify(expected.sha256)).toBe(true);
    await partial.discard();
  } finally {
    vi.useRealTimers();
  }
});

test('restart begins at zero with a new file id', async () => {
  await fill(2 * chunk);
  const before = (await readFile(file())).subarray(8, 24);
  const partial = await store.resume(expected);
  await partial.restart();
  expect(partial.position).toBe(0);
  expect((await readFile(file())).subarray(8, 24).equals(before)).toBe(false);
  await partial.write(bytes);
  await partial.finish();
  expect(await store.verify(expected.sha256)).toBe(true);
});

test('what nobody waits for is removed', async () => {
  await fill(chunk);
  await store.prunePartials([expected.sha256]);
  expect(await filesIn('partial')).toBe(1);
  await store.dropPartial('0'.repeat(64));
  await store.prunePartials([]);
  expect(await filesIn('partial')).toBe(0);
});

import { createHash, randomBytes } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { headBytes, recordBytes } from './blob-format.ts';
import { createBlobStore } from './blob-store.ts';
import { deriveKeys } from './library-keys.ts';
import type { BlobStore } from './library.ts';
import { createVault } from './vault.ts';

const keys = deriveKeys(randomBytes(32));
const { nameOf } = createVault(keys);
const digestOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const chunk = 64 * 1024;

let root = '';
let store: BlobStore;
const pathOf = (sha256: string) => join(root, 'blobs', nameOf(sha256).slice(0, 2), nameOf(sha256));

/** As a network delivers: pieces of uneven size. */
const inPieces = (bytes: Buffer, size = 10_007) =>
  Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    })(),
    { objectMode: false },
  );
const put = async (bytes: Buffer) => {
  const sha256 = digestOf(bytes);
  await store.put(inPieces(bytes), { sha256, size: bytes.length });
  return sha256;
};
const filesIn = async (folder: string) =>
  (await readdir(join(root, folder), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
    .length;
const collect = async (source: Readable) => Buffer.concat((await source.toArray()) as Buffer[]);

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'lpa-blobs-'));
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

test.each([0, 1, chunk - 1, chunk, chunk + 1, 3 * chunk, 10 * chunk + 17])(
  '%i bytes come back whole and in ranges',
  async (size) => {
    const bytes = randomBytes(size);
    const sha256 = await put(bytes);
    expect(await store.size(sha256)).toBe(size);
    expect((await collect(store.stream(sha256))).equals(bytes)).toBe(true);
    for (const [begin, end] of [
      [0, size],
      [0, 1],
      [chunk - 1, chunk + 1],
      [chunk, 2 * chunk],
      [size - 1, size],
      [5, 5],
      [size, size + 9],
      [3, size + 99],
    ] as const)
      expect(
        (await store.read(sha256, begin, end)).equals(bytes.subarray(Math.max(begin, 0), Math.max(end, 0))),
        `${begin}-${end}`,
      ).toBe(true);
    expect(await store.verify(sha256)).toBe(true);
    expect(await store.has(sha256, size)).toBe(true);
    expect(await store.has(sha256, size + 1)).toBe(false);
  },
);

test('what is here is told apart from what is not, and its place can be made durable', async () => {
  const [here, shorter, absent] = [randomBytes(chunk), randomBytes(100), randomBytes(5)];
  const digests = [await put(here), await put(shorter)];
  const contents = [here, shorter, absent].map((bytes) => ({ sha256: digestOf(bytes), size: bytes.length }));
  expect([...(await store.present(contents))].sort()).toEqual([...digests].sort());
  await truncate(pathOf(digestOf(shorter)), headBytes);
  expect([...(await store.present(contents))]).toEqual([digestOf(here)]);
  await store.settle(digests);
  await store.settle([]);
});

test('digest and size need not be known beforehand', async () => {
  const bytes = randomBytes(200_000);
  expect(await store.add(inPieces(bytes))).toEqual({ sha256: digestOf(bytes), size: 200_000 });
  expect((await store.read(digestOf(bytes), 100_000, 100_010)).equals(bytes.subarray(100_000, 100_010))).toBe(true);
});

test('identical content is kept once, for its owner only, and shows nothing', async () => {
  const bytes = Buffer.from('คำสั่งเทศบาลตำบลป่าซาง '.repeat(5_000));
  const sha256 = await put(bytes);
  await put(bytes);
  await store.add(inPieces(bytes));
  expect(await filesIn('blobs')).toBe(1);
  expect(await filesIn('temporary')).toBe(0);
  expect((await stat(pathOf(sha256))).mode & 0o777).toBe(0o600);
  expect((await stat(join(pathOf(sha256), '..'))).mode & 0o777).toBe(0o700);
  const onDisk = await readFile(pathOf(sha256));
  expect(onDisk.includes(bytes.subarray(0, 12))).toBe(false);
  expect(onDisk.includes(Buffer.from(sha256, 'hex'))).toBe(false);
  expect(pathOf(sha256)).not.toContain(sha256.slice(0, 16));
});

describe('what does not match its announcement is refused and leaves nothing behind', () => {
  const bytes = randomBytes(300_000);
  const sha256 = digestOf(bytes);
  const refused = async (source: Readable, expected: { sha256: string; size: number }, reason: string) => {
    await expect(store.put(source, expected)).rejects.toMatchObject({ code: 'file.unreadable', details: { reason } });
    expect(await filesIn('.')).toBe(0);
    expect(source.destroyed).toBe(true);
  };

  test('another digest', () => refused(inPieces(bytes), { sha256: '0'.repeat(64), size: bytes.length }, 'digest'));
  test('too short', () => refused(inPieces(bytes.subarray(1)), { sha256, size: bytes.length }, 'size'));
  test('too long', () => refused(inPieces(Buffer.concat([bytes, bytes])), { sha256, size: bytes.length }, 'size'));

  test('endless: it stops reading', async () => {
    let given = 0;
    const endless = new Readable({
      read() {
        given += chunk;
        this.push(Buffer.alloc(chunk));
      },
    });
    await refused(endless, { sha256, size: 3 * chunk }, 'size');
    expect(given).toBeLessThan(20 * chunk);
  });

  test('a source that breaks keeps its own error', async () => {
    const broken = Readable.from(
      (async function* () {
        yield bytes;
        throw new Error('line cut');
      })(),
    );
    await expect(store.put(broken, { sha256, size: bytes.length * 2 })).rejects.toThrow('line cut');
    expect(await filesIn('.')).toBe(0);
  });

  test('a wrong copy does not harm the right one that is there', async () => {
    await put(bytes);
    await expect(store.put(inPieces(bytes.subarray(9)), { sha256, size: bytes.length })).rejects.toThrow();
    expect(await store.verify(sha256)).toBe(true);
  });
});

describe('tampering is noticed', () => {
  const bytes = randomBytes(4 * chunk + 100);
  const other = randomBytes(4 * chunk + 100);
  const record = (bytesOnDisk: Buffer, index: number) =>
    bytesOnDisk.subarray(headBytes + index * recordBytes, headBytes + (index + 1) * recordBytes);
  const rebuild = (disk: Buffer, order: readonly Buffer[]) => Buffer.concat([disk.subarray(0, headBytes), ...order]);

  test.each<[string, (mine: Buffer, foreign: Buffer) => Buffer]>([
    ['truncated at a chunk', (mine) => mine.subarray(0, headBytes + 4 * recordBytes)],
    ['truncated by a byte', (mine) => mine.subarray(0, -1)],
    ['truncated to the head', (mine) => mine.subarray(0, headBytes)],
    ['truncated to nothing', () => Buffer.alloc(0)],
    [
      'a chunk dropped',
      (mine) =>
        rebuild(
          mine,
          [0, 2, 3, 4].map((index) => record(mine, index)),
        ),
    ],
    [
      'two chunks swapped',
      (mine) =>
        rebuild(
          mine,
          [1, 0, 2, 3, 4].map((index) => record(mine, index)),
        ),
    ],
    [
      'a chunk twice',
      (mine) =>
        rebuild(
          mine,
          [0, 0, 2, 3, 4].map((index) => record(mine, index)),
        ),
    ],
    ['a byte appended', (mine) => Buffer.concat([mine, Buffer.of(0)])],
    [
      'a chunk appended',
      (mine) => Buffer.concat([mine.subarray(0, headBytes + 4 * recordBytes), record(mine, 0), record(mine, 4)]),
    ],
    [
      'a chunk of another blob',
      (mine, foreign) => rebuild(mine, [record(foreign, 0), ...[1, 2, 3, 4].map((index) => record(mine, index))]),
    ],
    ['the chunks of another blob', (mine, foreign) => rebuild(mine, [foreign.subarray(headBytes)])],
    ['another blob under this name', (_, foreign) => foreign],
    [
      'the head of another blob',
      (mine, foreign) => Buffer.concat([foreign.subarray(0, headBytes), mine.subarray(headBytes)]),
    ],
    ['a head of zeros', (mine) => Buffer.concat([Buffer.alloc(headBytes), mine.subarray(headBytes)])],
    ['a bit in the nonce', (mine) => flip(mine, headBytes + 3)],
    ['a bit in the text', (mine) => flip(mine, headBytes + recordBytes + 5_000)],
    ['a bit in the last tag', (mine) => flip(mine, mine.length - 1)],
  ])('%s', async (_, tamper) => {
    const sha256 = await put(bytes);
    const foreign = await put(other);
    const changed = tamper(await readFile(pathOf(sha256)), await readFile(pathOf(foreign)));
    await writeFile(pathOf(sha256), changed);
    const damaged = { code: 'storage.damaged' };
    await expect(collect(store.stream(sha256))).rejects.toMatchObject(damaged);
    await expect(store.read(sha256, 0, bytes.length)).rejects.toMatchObject(damaged);
    expect(await store.verify(sha256)).toBe(false);
    // Importing the same file once more heals it.
    await put(bytes);
    expect(await store.verify(sha256)).toBe(true);
  });

  test('every single bit of the head counts', async () => {
    const sha256 = await put(Buffer.from('x'));
    const good = await readFile(pathOf(sha256));
    for (let at = 0; at < headBytes; at += 1) {
      await writeFile(pathOf(sha256), flip(good, at));
      expect(await store.has(sha256, 1), `byte ${at}`).toBe(false);
    }
  });

  test('ranges outside the damage still read, the damaged one never does', async () => {
    const sha256 = await put(bytes);
    await writeFile(pathOf(sha256), flip(await readFile(pathOf(sha256)), headBytes + recordBytes + 9));
    expect((await store.read(sha256, 0, 100)).equals(bytes.subarray(0, 100))).toBe(true);
    await expect(store.read(sha256, chunk, chunk + 1)).rejects.toMatchObject({ code: 'storage.damaged' });
  });

  test('a missing file is damage that is told, and can be removed or asked for without error', async () => {
    const sha256 = await put(bytes);
    await store.remove(sha256);
    await store.remove(sha256);
    expect(await store.has(sha256, bytes.length)).toBe(false);
    expect(await store.verify(sha256)).toBe(false);
    await expect(store.size(sha256)).rejects.toMatchObject({ code: 'storage.damaged', details: { reason: 'missing' } });
  });

  test('a file truncated while it is open is noticed', async () => {
    const sha256 = await put(bytes);
    const backup = `${pathOf(sha256)}.copy`;
    await copyFile(pathOf(sha256), backup);
    const stream = store.stream(sha256);
    await truncate(pathOf(sha256), headBytes + recordBytes);
    await expect(collect(stream)).rejects.toMatchObject({ code: 'storage.damaged' });
  });
});

function flip(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at]! ^= 0x10;
  return changed;
}

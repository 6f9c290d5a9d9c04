import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { openStrictZip } from './strict-zip.ts';
import { writeZip, type ZipMember } from './write-zip.ts';
import { dataDescriptor, directoryRecord, dosTime, endRecords, localHeader } from './zip-records.ts';

const folder = mkdtempSync(join(tmpdir(), 'lpa-write-zip-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const gigabyte = 1024 ** 3;
const limits = { entries: 100_000, entrySize: 8 * gigabyte, totalSize: 32 * gigabyte, ratio: 1100, nameLength: 200 };
const at = new Date(2024, 6, 5, 12);

const streamOf = (...pieces: readonly Buffer[]): ZipMember['content'] => ({
  size: Buffer.concat(pieces).length,
  open: async () => Readable.from(pieces),
});

async function archive(members: readonly ZipMember[], name = 'one.zip'): Promise<string> {
  const path = join(folder, name);
  writeFileSync(path, await buffer(writeZip(members, at)));
  return path;
}

describe('what is written', () => {
  const text = Buffer.from('ข้อความ'.repeat(5000));
  const members: readonly ZipMember[] = [
    { name: 'mimetype', compress: false, content: Buffer.from('application/x') },
    { name: 'หลักฐาน/คำสั่ง.txt', compress: true, content: text },
    { name: 'streamed', compress: false, content: streamOf(text, Buffer.from('more')) },
    { name: 'streamed, packed', compress: true, content: streamOf(text, text) },
    { name: 'empty', compress: false, content: Buffer.alloc(0) },
    { name: 'empty stream', compress: true, content: streamOf() },
  ];

  test('our strict reader and Info-ZIP read the same bytes', async () => {
    const path = await archive(members);
    const zip = await openStrictZip(path, limits);
    expect(zip.entries.map(({ name, stored }) => [name, stored])).toEqual(
      members.map(({ name, compress }) => [name, !compress]),
    );
    for (const { name, content } of members) {
      const wanted = content instanceof Uint8Array ? content : await buffer(Readable.from(await content.open()));
      expect((await zip.read(name, 1_000_000)).equals(wanted)).toBe(true);
      expect(execFileSync('unzip', ['-p', path, name]).equals(wanted)).toBe(true);
    }
    await zip.close();
    execFileSync('unzip', ['-tq', path]);
    expect(execFileSync('unzip', ['-Z', '-T', path, 'empty']).toString()).toContain('20240705.120000');
  });

  test('more entries than 16 bits count', async () => {
    const many = Array.from({ length: 70_000 }, (_, index) => ({
      ...{ name: String(index), compress: false, content: Buffer.from(String(index % 10)) },
    }));
    const path = await archive(many, 'many.zip');
    const zip = await openStrictZip(path, limits);
    expect(zip.entries).toHaveLength(70_000);
    expect((await zip.read('69999', 10)).toString()).toBe('9');
    await zip.close();
    expect(execFileSync('unzip', ['-p', path, '69999']).toString()).toBe('9');
  });

  test('an entry above 4 GiB, and one that begins behind it', async () => {
    const size = 5 * gigabyte;
    const time = dosTime(at);
    const large = { name: Buffer.from('large'), deflated: false, streamed: true, time, crc: 0, size, packedSize: size };
    const data = Buffer.from('behind');
    const small = {
      ...{ name: Buffer.from('small'), deflated: false, streamed: false, time },
      ...{ crc: crc32(data), size: data.length, packedSize: data.length },
    };
    const path = join(folder, 'large.zip');
    const file = await open(path, 'w');
    const head = localHeader(large);
    await file.write(head, 0, head.length, 0);
    // The entry's own bytes are a hole in the file.
    const offset = head.length + size + dataDescriptor(large).length;
    const begin = offset + localHeader(small).length + data.length;
    const directory = [directoryRecord({ ...large, offset: 0 }), directoryRecord({ ...small, offset })];
    const end = begin + Buffer.concat(directory).length;
    const rest = Buffer.concat([
      dataDescriptor(large),
      localHeader(small),
      data,
      ...directory,
      endRecords(2, begin, end),
    ]);
    await file.write(rest, 0, rest.length, head.length + size);
    await file.close();
    const zip = await openStrictZip(path, limits);
    expect(zip.entries.map((entry) => entry.size)).toEqual([size, 6]);
    expect((await zip.read('small', 10)).toString()).toBe('behind');
    await zip.close();
    expect(execFileSync('unzip', ['-p', path, 'small']).toString()).toBe('behind');
    expect(execFileSync('unzip', ['-l', path]).toString()).toContain(String(size));
  });
});

describe('when a member fails', () => {
  test.each([
    ['shorter', Buffer.from('abc')],
    ['longer', Buffer.from('abcde')],
  ])('content that is %s than announced ends the stream', async (_, bytes) => {
    const content = { size: 4, open: async () => Readable.from([bytes]) };
    await expect(buffer(writeZip([{ name: 'a', compress: false, content }], at))).rejects.toThrow('instead of 4');
  });

  test('an error of the source is the error of the stream', async () => {
    const failing = Readable.from(
      (function* () {
        yield Buffer.from('a');
        throw new Error('the disk');
      })(),
    );
    for (const compress of [false, true]) {
      const content = { size: 4, open: async () => failing };
      await expect(buffer(writeZip([{ name: 'a', compress, content }], at))).rejects.toThrow();
    }
  });

  test('a reader that gives up closes what is read, and asks for no more members', async () => {
    const source = new PassThrough();
    source.write(Buffer.alloc(100));
    let asked = 0;
    const members = (function* () {
      for (;;) {
        asked += 1;
        yield { name: String(asked), compress: false, content: { size: 1e9, open: async () => source } };
      }
    })();
    const stream = writeZip(members, at);
    for await (const piece of stream) if ((piece as Buffer).length === 100) break;
    expect([stream.destroyed, asked]).toEqual([true, 1]);
    source.write(Buffer.alloc(1));
    await expect.poll(() => source.destroyed).toBe(true);
  });
});

import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { isAppError } from '#common/contract/failures.ts';
import { rawZip, type RawEnd, type RawEntry } from '#tests/support/raw-zip.ts';
import { openStrictZip } from './strict-zip.ts';
import type { ZipLimits } from './strict-zip-source.ts';

const limits: ZipLimits = {
  entries: 1000,
  entrySize: 64 * 1024 ** 2,
  totalSize: 100 * 1024 ** 2,
  ratio: 100,
  nameLength: 200,
};
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lpa-zip-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function fileOf(bytes: Buffer): Promise<string> {
  const path = join(folder, 'one.zip');
  await writeFile(path, bytes);
  return path;
}

/** "code: reason" of the refusal, or the names that were read in full. */
async function outcome(path: string, used: ZipLimits = limits): Promise<string> {
  try {
    const zip = await openStrictZip(path, used);
    try {
      for (const { name } of zip.entries) await zip.read(name, used.entrySize);
      return zip.entries.map(({ name }) => name).join(' ');
    } finally {
      await zip.close();
    }
  } catch (error) {
    if (!isAppError(error)) throw error;
    return `${error.code}: ${String(error.details.reason)}`;
  }
}

const raw = async (entries: readonly RawEntry[], end?: RawEnd) => outcome(await fileOf(rawZip(entries, end)));
const a: RawEntry = { name: 'a.txt' };
const b: RawEntry = { name: 'b.txt', data: Buffer.from('b'.repeat(5000)), method: 8 };

describe('reads honest archives', () => {
  test('stored, deflated, with data descriptor, Thai name, empty file, folder, no entries', async () => {
    const thai: RawEntry = { name: 'หลักฐาน/คำสั่ง.pdf', descriptor: true, method: 8 };
    const empty: RawEntry = { name: 'empty', data: Buffer.alloc(0) };
    const inFolder: RawEntry[] = [{ name: 'd/', data: Buffer.alloc(0), mode: 0o040755 }, { name: 'd/x' }];
    expect(await raw([a, b, thai, empty, ...inFolder])).toBe('a.txt b.txt หลักฐาน/คำสั่ง.pdf empty d/x');
    expect(await raw([])).toBe('');
  });
  test('zip64 end record', async () => expect(await raw([a, b], { zip64: true })).toBe('a.txt b.txt'));
  test('what the zip tool writes, and yazl with zip64', async () => {
    await mkdir(join(folder, 'in', 'sub'), { recursive: true });
    await writeFile(join(folder, 'in', 'one.txt'), 'x'.repeat(10_000));
    await writeFile(join(folder, 'in', 'sub', 'two.bin'), Buffer.alloc(10));
    await promisify(execFile)('zip', ['-9qr', '../tool.zip', '.'], { cwd: join(folder, 'in') });
    expect((await outcome(join(folder, 'tool.zip'))).split(' ').sort()).toEqual(['one.txt', 'sub/two.bin']);
    const made = new ZipFile();
    made.addBuffer(Buffer.from('application/x'), 'mimetype', { compress: false, forceDosTimestamp: true });
    made.addFile(join(folder, 'in', 'one.txt'), 'one.txt', { forceZip64Format: true });
    made.end({ comment: '', ...{ forceZip64Format: true } });
    await pipeline(made.outputStream, createWriteStream(join(folder, 'yazl.zip')));
    const zip = await openStrictZip(join(folder, 'yazl.zip'), limits);
    expect(zip.entries[0]).toMatchObject({ name: 'mimetype', stored: true, offset: 0, extraLength: 0, size: 13 });
    expect((await zip.read('one.txt', 10_000)).length).toBe(10_000);
    await expect(zip.read('one.txt', 9_999)).rejects.toMatchObject({ code: 'file.too-large' });
    await expect(zip.read('two.txt', 1)).rejects.toMatchObject({ code: 'zip.unsafe', details: { reason: 'no-entry' } });
    await zip.close();
  });
});

describe('refuses names', () => {
  const cases: readonly [string, string | Buffer, string][] = [
    ['parent', '../a', 'name-path'],
    ['inner parent', 'a/../../b', 'name-path'],
    ['dot', './a', 'name-path'],
    ['absolute', '/etc/passwd', 'name-path'],
    ['drive', 'C:/x', 'name-path'],
    ['alternate stream', 'a.pdf:evil', 'name-path'],
    ['backslash', '..\\a', 'name-path'],
    ['empty segment', 'a//b', 'name-path'],
    ['dot at the end', 'a.', 'name-path'],
    ['NUL', 'a.pdf\0.exe', 'name-characters'],
    ['newline', 'a\nb', 'name-characters'],
    ['right-to-left override', 'a\u202efdp.exe', 'name-characters'],
    ['broken UTF-8', Buffer.from([0x61, 0xff]), 'name-encoding'],
    ['too long', 'n'.repeat(201), 'name-length'],
    ['empty', '', 'name-length'],
  ];
  test.each(cases)('%s', async (_, name, reason) => expect(await raw([a, { name }])).toBe(`zip.unsafe: ${reason}`));
  test('Thai without the UTF-8 flag', async () =>
    expect(await raw([{ name: 'ก', flags: 0 }])).toBe('zip.unsafe: name-encoding'));
  test('the refusal shows the name without what it hides', async () => {
    const refused = openStrictZip(await fileOf(rawZip([{ name: 'a\u202efdp.exe' }])), limits);
    await expect(refused).rejects.toMatchObject({ details: { name: 'a\ufffdfdp.exe' } });
  });
  test('twins', async () => {
    expect(await raw([a, a])).toBe('zip.unsafe: duplicate-name');
    expect(await raw([a, { name: 'A.TXT' }])).toBe('zip.unsafe: duplicate-name');
    expect(await raw([{ name: 'caf\u00e9' }, { name: 'cafe\u0301' }])).toBe('zip.unsafe: duplicate-name');
    expect(await raw([a, { name: 'a.txt/b' }])).toBe('zip.unsafe: file-and-folder');
  });
});

describe('refuses structures', () => {
  const cases: readonly [string, readonly RawEntry[], RawEnd, string][] = [
    ['symlink', [{ ...a, mode: 0o120777 }], {}, 'symlink'],
    ['device', [{ ...a, mode: 0o060644 }], {}, 'symlink'],
    ['encrypted', [{ ...a, flags: 0x0801 }], {}, 'encrypted'],
    ['patched data flag', [{ ...a, flags: 0x0820 }], {}, 'flags'],
    ['unknown method', [{ ...a, method: 99 }], {}, 'method'],
    ['other local name', [{ ...a, localName: 'z.txt' }], {}, 'local-header'],
    ['other local CRC', [{ ...a, localCrc: 1 }], {}, 'local-header'],
    ['Unicode path field', [{ ...a, extra: Buffer.from('7570050001aabbccdd', 'hex') }], {}, 'name-encoding'],
    ['entry comment', [{ ...a, comment: 'x' }], {}, 'comment'],
    ['overlap', [a, { ...b, offset: 0, localName: 'b.txt' }], {}, 'overlap'],
    ['bytes between entries', [a, { ...b, before: Buffer.from('x') }], {}, 'hidden-bytes'],
    ['bytes before the first', [{ ...a, before: Buffer.from('#!/bin/sh\n') }], {}, 'prefix-bytes'],
    ['bytes before the directory', [a], { beforeDirectory: Buffer.from('x') }, 'hidden-bytes'],
    ['second directory', [a], { beforeDirectory: rawZip([b]) }, 'hidden-bytes'],
    ['archive comment', [a], { comment: Buffer.from('hello') }, 'comment'],
    ['more entries announced', [a], { entries: 2 }, 'malformed'],
    ['fewer entries announced', [a, b], { entries: 1 }, 'malformed'],
    ['end record inside the comment', [a], { comment: rawZip([]) }, 'prefix-bytes'],
    ['wrong CRC', [{ ...a, crc: 7 }], {}, 'crc'],
    ['wrong stored size', [{ ...a, size: 4 }], {}, 'size'],
    ['smaller than said', [{ ...b, size: 5001 }], {}, 'size'],
    ['larger than said', [{ ...b, size: 4999 }], {}, 'size'],
    [
      'bytes behind the compressed ones',
      [{ ...b, packed: Buffer.concat([deflateRawSync(Buffer.alloc(5000, 'b')), Buffer.from('hidden')]) }],
      {},
      'data',
    ],
    ['broken deflate', [{ ...b, packed: Buffer.from('ffffffffffffffffff', 'hex') }], {}, 'data'],
  ];
  test.each(cases)('%s', async (_, entries, end, reason) =>
    expect(await raw(entries, end)).toBe(`zip.unsafe: ${reason}`),
  );

  test('two archives glued together, bytes behind, bytes before', async () => {
    const one = rawZip([a]);
    expect(await outcome(await fileOf(Buffer.concat([one, rawZip([b])])))).toBe('zip.unsafe: prefix-bytes');
    expect(await outcome(await fileOf(Buffer.concat([one, Buffer.from('tail')])))).toBe('zip.unsafe: trailing-bytes');
    expect(await outcome(await fileOf(Buffer.concat([Buffer.from('MZ'), one])))).toBe('zip.unsafe: prefix-bytes');
  });
  test('a symlink made by the zip tool', async () => {
    await symlink('/etc/passwd', join(folder, 'link'));
    await promisify(execFile)('zip', ['-qy', 'link.zip', 'link'], { cwd: folder });
    expect(await outcome(join(folder, 'link.zip'))).toBe('zip.unsafe: symlink');
  });
});

describe('refuses bombs', () => {
  const zeros = (size: number): RawEntry => ({ name: `z${size}`, data: Buffer.alloc(size), method: 8 });
  test('ratio, alone and together', async () => {
    expect(await raw([zeros(2 * 1024 ** 2)])).toBe('zip.bomb: ratio');
    const small = Array.from({ length: 20 }, (_, index) => ({ ...zeros(1024 ** 2), name: `s${index}` }));
    expect(await raw(small)).toBe('zip.bomb: ratio');
  });
  test('entries, sizes', async () => {
    const many = Array.from({ length: 1001 }, (_, index) => ({ name: `n${index}` }));
    expect(await raw(many)).toBe('zip.bomb: entries');
    const path = await fileOf(rawZip([a, b]));
    expect(await outcome(path, { ...limits, entrySize: 4000 })).toBe('zip.bomb: entry-size');
    expect(await outcome(path, { ...limits, totalSize: 5004 })).toBe('zip.bomb: total-size');
  });
});

describe('refuses what is no archive', () => {
  test('cut at every length', async () => {
    const whole = rawZip([a, b, { name: 'c', descriptor: true }]);
    for (let length = 0; length < whole.length; length++) {
      const result = await outcome(await fileOf(whole.subarray(0, length)));
      expect(result, `${length} bytes`).toMatch(/^zip\.not-a-zip: (empty|no-zip|truncated)$/);
    }
  });
  test('one byte changed anywhere is noticed, or changes nothing that is read', async () => {
    const whole = rawZip([a, { ...b, descriptor: true }]);
    for (let at = 0; at < whole.length; at++) {
      const changed = Buffer.from(whole);
      changed[at]! ^= 0x01;
      const result = await outcome(await fileOf(changed));
      expect(result, `byte ${at}`).toMatch(/^zip\.|^a\.txt b\.txt$|^[`c]\.txt b\.txt$/);
    }
  });
  test('missing file, folder, text', async () => {
    expect(await outcome(join(folder, 'nothing'))).toBe('file.unreadable: ENOENT');
    expect(await outcome(folder)).toBe('file.unreadable: not-a-file');
    expect(await outcome(await fileOf(Buffer.from('just text, and long enough')))).toBe('zip.not-a-zip: no-zip');
  });
});

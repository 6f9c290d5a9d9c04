import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Served } from '../host.ts';
import { findDownload, saveDownload } from './save-download.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lpa-save-'));
});
afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true });
});

const bytes = new TextEncoder().encode('0123456789');
const download = (fileName: string) => ({
  fileName,
  size: bytes.length,
  read: async (begin: number, end: number) => bytes.subarray(begin, Math.min(end, begin + 3)),
});
const offering = (disposition: string | null) => ({
  serve: async (): Promise<Served> => ({
    status: 200,
    headers: disposition === null ? {} : { 'Content-Disposition': disposition },
    body: bytes,
  }),
});

test('pieces become one file under its name, with nothing left beside it', async () => {
  expect(await saveDownload(download('แบบสรุป.pdf'), folder)).toEqual({ path: join(folder, 'แบบสรุป.pdf') });
  expect(readFileSync(join(folder, 'แบบสรุป.pdf'), 'utf8')).toBe('0123456789');
  expect(readdirSync(folder)).toHaveLength(1);
});

test('a file that is there already is never replaced, unless the user chose it', async () => {
  writeFileSync(join(folder, 'a.tar.gz'), 'mine');
  expect(await saveDownload(download('a.tar.gz'), folder)).toEqual({ path: join(folder, 'a.tar (1).gz') });
  expect(readFileSync(join(folder, 'a.tar.gz'), 'utf8')).toBe('mine');
  await saveDownload(download('a.tar.gz'), folder, join(folder, 'a.tar.gz'));
  expect(readFileSync(join(folder, 'a.tar.gz'), 'utf8')).toBe('0123456789');
});

test('a source that breaks leaves no half file', async () => {
  const broken = {
    ...download('x.bin'),
    read: async (begin: number) => {
      if (begin > 3) throw new Error('gone');
      return bytes.subarray(begin, begin + 3);
    },
  };
  expect(await saveDownload(broken, folder)).toEqual({ failure: 'internal' });
  expect(readdirSync(folder)).toEqual([]);
});

test('a folder that cannot be made says so', async () => {
  writeFileSync(join(folder, 'file'), '');
  const saved = await saveDownload(download('x.bin'), join(folder, 'file', 'below'));
  expect(saved).toHaveProperty('failure');
});

test.each([
  ["attachment; filename*=UTF-8''%E0%B9%81%E0%B8%9A%E0%B8%9A.pdf", 'แบบ.pdf'],
  ['attachment; filename="../../etc/passwd"', '_.._etc_passwd'],
  ["attachment; filename*=UTF-8''..%2F..%2Fx", '_.._x'],
  ['attachment; filename="C:\\\\x.exe"', 'C___x.exe'],
  ["attachment; filename*=UTF-8''con.txt", 'file_con.txt'],
  ["attachment; filename*=UTF-8''%00%E2%80%AEfdp.exe", '__fdp.exe'],
  ["attachment; filename*=UTF-8''%ZZ", 'file'],
  ['ATTACHMENT', 'file'],
])('the name in %s is made harmless: %s', async (header, name) => {
  expect((await findDownload(offering(header), '/export/x'))?.fileName).toBe(name);
});

test.each([null, 'inline', 'inline; filename="attachment"'])('%s is no download', async (header) => {
  expect(await findDownload(offering(header), '/x')).toBeNull();
});

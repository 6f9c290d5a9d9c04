import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, expect, test } from 'vitest';
import { writeScratch } from './scratch.ts';

const folder = mkdtempSync(join(tmpdir(), 'lpa-scratch-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const secret = 'ข้อความที่ห้ามอ่านได้บนดิสก์ '.repeat(5000);
const files = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

test('what is kept is read in parts, is not readable on the disk, and goes when it is not wanted', async () => {
  const bytes = Buffer.from(secret);
  const kept = await writeScratch(folder, Readable.from([bytes.subarray(0, 100_000), bytes.subarray(100_000)]));
  expect(kept.size).toBe(bytes.length);
  expect((await kept.read(0, kept.size)).equals(bytes)).toBe(true);
  expect((await kept.read(70_000, 140_000)).equals(bytes.subarray(70_000, 140_000))).toBe(true);
  expect(files()).toHaveLength(1);
  for (const file of files()) expect(readFileSync(file).includes(Buffer.from('ข้อความ'))).toBe(false);
  await kept.remove();
  expect(readdirSync(folder)).toEqual([]);
});

test('of a source that fails nothing is left, and its error is told', async () => {
  const failing = Readable.from(
    (function* () {
      yield Buffer.from(secret);
      throw new Error('the printer');
    })(),
  );
  await expect(writeScratch(folder, failing)).rejects.toThrow('the printer');
  expect(readdirSync(folder)).toEqual([]);
});

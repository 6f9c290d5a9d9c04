import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readStartOptions } from './start-options.ts';

const folder = mkdtempSync(join(tmpdir(), 'lpa-options-'));
writeFileSync(join(folder, 'ก.lpasub'), '');
afterAll(() => rmSync(folder, { recursive: true }));

test('--data wins over LPA_DATA, which wins over the system’s place', () => {
  expect(readStartOptions(['--data', 'd'], { LPA_DATA: '/e' }, folder).dataFolder).toBe(join(folder, 'd'));
  expect(readStartOptions([`--data=${folder}`], {}, '/').dataFolder).toBe(folder);
  expect(readStartOptions([], { LPA_DATA: 'e' }, folder).dataFolder).toBe(resolve(folder, 'e'));
  expect(readStartOptions([], {}, folder).dataFolder).toContain('lpa-assessor');
});

test('files that exist are opened; switches of the engine, folders and missing files are not', () => {
  const args = ['.', '--inspect=0', '--no-sandbox', 'ก.lpasub', 'missing.asice'];
  expect(readStartOptions(args, {}, folder).files).toEqual([join(folder, 'ก.lpasub')]);
});

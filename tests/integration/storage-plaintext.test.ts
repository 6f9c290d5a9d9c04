import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openService } from './storage-library-helper.ts';
import { findReadable, formsOf, probes } from './storage-probes.ts';

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'lpa-plain-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

test('the search finds what lies there in any form', async () => {
  const folder = await mkdtemp(join(root, 'control-'));
  for (const [form, bytes] of formsOf(probes.remark)) {
    await writeFile(join(folder, 'file'), Buffer.concat([Buffer.from('before '), bytes, Buffer.from(' after')]));
    expect(findReadable(folder, [probes.remark]).join(), form).toContain(`${form} of`);
  }
  for (const shift of ['', 'a', 'ab']) {
    const around = Buffer.from(`${shift}${probes.name} and more`).toString('base64');
    await writeFile(join(folder, 'file'), around);
    expect(findReadable(folder, [probes.name]), around).toHaveLength(1);
  }
});

test('nothing typed or imported is readable: while open, after a kill, after the next open and close', async () => {
  const folder = join(root, 'data');
  const child = spawn(process.execPath, [join(import.meta.dirname, 'storage-probes-child.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const [answer] = (await once(child.stdout, 'data')) as [Buffer];
  const words = JSON.parse(answer.toString()) as string[];
  expect(words).toHaveLength(12);
  // One short word alone may stand in any random bytes.
  const secrets = [...Object.values(probes), ...[' ', ',', '","', '\n'].map((glue) => words.slice(0, 4).join(glue))];

  const names = await readdir(folder);
  expect(names).toContain('library.db-wal');
  expect(await readdir(join(folder, 'temporary'))).toHaveLength(1);
  expect(findReadable(folder, secrets)).toEqual([]);

  child.kill('SIGKILL');
  await exited;
  expect(findReadable(folder, secrets)).toEqual([]);

  const library = openService(folder);
  expect((await library.unlock(probes.passphrase)).profile?.name).toBe(probes.name);
  await library.close();
  expect(await readdir(join(folder, 'temporary'))).toEqual([]);
  expect(findReadable(folder, secrets)).toEqual([]);
});

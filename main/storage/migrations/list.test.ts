import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { migrations } from './list.ts';

/**
 * SHA-256 of each migration file. Once a version of the program is released its migrations are never edited again:
 * write a new one instead. Until the first release a changed file only needs its new hash here.
 */
const hashes: Readonly<Record<string, string>> = {
  '0010-create-log.ts': 'c13c55f9731308b74c1497a313ccf9a0ee65eff4c9763e633e92a743b560b56d',
  '0020-create-submissions.ts': 'a8cf7c6416e8293f5dd599e74842ba8c089fd0a1c5f1597b2b671222301415ab',
  '0030-create-packages.ts': 'd19fef1fee92051a7abda1eebbdb8d31a442cf2a0cb1dd6408d15221a79f90d0',
  '0040-create-downloads.ts': 'acc1b4e289a1229fd824d066a4d1e253df1be07eda8d0a8f872a24b7b7a58c4a',
  '0050-create-search.ts': '550388ba2e2b1136670de73695f23a6aa574c4ef4d3efb2adf19f3142dd0cd12',
  '0060-create-phrases.ts': '056d0300b4773a2a718db1da3becd7847c2882a168a20fac236d88a16c7f52dc',
  '0070-create-receipts.ts': 'f5827fcd077cf1450fb202a8e0b52ef77e1c722613dedfd158e76d1d8c6a78e0',
  '0080-create-trust.ts': 'd25795c6a9402295060dd27f163ab4c0ac43fcf4b8e855ad635d8239cbf15547',
  '0090-create-outbox.ts': '64d39d2e36a41375005b6209774a27c6394a300be192878b4f74a7fd841144bd',
};

const files = readdirSync(import.meta.dirname).filter((name) => /^\d{4}-.*\.ts$/.test(name));

test('no migration was edited after its release', () => {
  const actual = files.map((name) => {
    // A checkout with Windows line ends is the same migration.
    const text = readFileSync(`${import.meta.dirname}/${name}`, 'utf8').replaceAll('\r\n', '\n');
    return [name, createHash('sha256').update(text).digest('hex')];
  });
  expect(Object.fromEntries(actual)).toEqual(hashes);
});

test('every file is in the list, in tens, in order', () => {
  expect(migrations.map(({ version }) => version)).toEqual(files.map((name) => Number(name.slice(0, 4))));
  expect(migrations.every(({ version }) => version % 10 === 0)).toBe(true);
});

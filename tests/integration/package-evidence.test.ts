import { execFileSync, spawnSync } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Input } from '#common/contract/contract.ts';
import { examine } from '#main/intake/examine.ts';
import { verifyPackage } from '#main/verify/verify-file.ts';
import { finaliseFixture, importFixture } from '#tests/support/import-fixture.ts';
import { signablePdf } from '#tests/support/signable-pdf.ts';
import {
  asMember,
  command,
  createTestLibrary,
  newFolder,
  openTestApp,
  passphrase,
  removeFolder,
  type TestApp,
} from '#tests/support/test-app.ts';

let folder: string;
let outside: string;
let opened: TestApp;
let submission: string;
let key: string;

beforeEach(async () => {
  [folder, outside] = [await newFolder(), await newFolder()];
  opened = await openTestApp({ folder, print: () => signablePdf() });
  await createTestLibrary(opened);
  submission = await importFixture(opened, outside);
  await finaliseFixture(opened, submission);
  key = (await opened.call('key.generate', { name: 'ปาริชาต', title: 'กรรมการ' })).id;
});
afterEach(async () => {
  await opened.close();
  await removeFolder(folder);
  await removeFolder(outside);
});

const sign = (more: Partial<Input<'package.sign'>>) =>
  opened.call('package.sign', {
    submission,
    key,
    passphrase,
    as: asMember,
    job: command(),
    evidence: 'none',
    copies: false,
    ...more,
  });

async function save(record: { readonly id: string; readonly fileName: string }): Promise<string> {
  const { ticket } = await opened.call('package.export', { id: record.id });
  const served = await opened.app.serve({ origin: 'app', path: `/export/${ticket}`, method: 'GET', range: null });
  const file = join(outside, record.fileName);
  await writeFile(file, served.body);
  return file;
}

test('evidence goes from the sealed store into the package, as the LAO sent it', async () => {
  const record = await sign({ evidence: 'all' });
  expect(record).toMatchObject({ evidence: 'all', evidenceFiles: 2, withoutCopy: [] });
  const file = await save(record);
  expect(await verifyPackage(file)).toMatchObject({ verdict: 'valid' });
  expect(spawnSync('unzip', ['-tq', file]).status).toBe(0);
  expect(execFileSync('unzip', ['-p', file, 'evidence/0002 *']).toString()).toBe('e2');
  expect(execFileSync('unzip', ['-Z1', file]).toString()).not.toContain('annotated/');
  const cited = await sign({ evidence: 'cited' });
  expect(cited).toMatchObject({ evidence: 'cited', evidenceFiles: 1 });
  expect((await opened.call('package.list', { submission })).map(({ evidence }) => evidence)).toEqual(['cited', 'all']);
});

test('a file that cannot be copied with its marks is told, and stops nothing', async () => {
  const record = await sign({ copies: true });
  expect(record).toMatchObject({ evidence: 'none', evidenceFiles: 0, withoutCopy: ['งบแสดงฐานะการเงิน'] });
});

test('editions for others follow a full package, are told by their names, and count for no result', async () => {
  await expect(sign({ audience: 'lao' })).rejects.toMatchObject({ code: 'package.no-full' });
  const full = await sign({});
  const lao = await sign({ audience: 'lao', evidence: 'all', copies: true });
  const open = await sign({ audience: 'public' });
  const second = (await opened.call('key.generate', { name: 'สมชาย', title: 'กรรมการ' })).id;
  expect(lao).toMatchObject({ audience: 'lao', code: full.code, evidence: 'none', evidenceFiles: 0 });
  expect([full, lao, open].map(({ fileName }) => fileName)).toEqual([
    'LPA2567-05990312-ท่าแก้วพัฒนา.asice',
    'LPA2567-05990312-ท่าแก้วพัฒนา-สำหรับอปท.asice',
    'LPA2567-05990312-ท่าแก้วพัฒนา-สาธารณะ.asice',
  ]);
  for (const record of [lao, open]) {
    const file = await save(record);
    expect(await verifyPackage(file)).toMatchObject({ verdict: 'valid', audience: record.audience });
    expect(execFileSync('unzip', ['-Z1', file]).toString()).not.toMatch(/events|review|annotations|evidence/);
    expect(execFileSync('unzip', ['-p', file, 'verify.html']).toString()).toContain('<html');
    const report = join(outside, `${record.audience}.pdf`);
    await writeFile(report, execFileSync('unzip', ['-p', file, 'report.pdf']));
    const said = spawnSync('pdfsig', ['-nocert', report], { encoding: 'utf8' }).stdout;
    // Nobody is named on the report for anybody.
    expect(said.includes('Signature is Valid.')).toBe(record.audience === 'lao');
    await expect(
      opened.call('package.signFile', {
        ...{ ticket: await opened.app.accept(file), key: second, passphrase, as: asMember },
      }),
    ).rejects.toMatchObject({ code: 'package.edition' });
    await expect(
      opened.call('package.addSignature', { id: record.id, key: second, passphrase, as: asMember }),
    ).rejects.toMatchObject({ code: 'package.edition' });
    const { examined } = await examine(file);
    expect(examined).toMatchObject({ verdict: 'invalid', content: null });
    expect(examined.reasons).toMatchObject([{ code: `edition.${record.audience}` }]);
  }
  await opened.call('review.reopen', { submission, command: command(), reason: 'พบเอกสารเพิ่ม' });
  await opened.call('review.finalise', { submission, command: command() });
  await expect(sign({ audience: 'public' })).rejects.toMatchObject({ code: 'package.no-full' });
});

test('a signing that is cancelled leaves nothing', async () => {
  const blobs = async () => (await readdir(join(folder, 'blobs'), { recursive: true })).length;
  const before = await blobs();
  const job = command();
  const signing = sign({ evidence: 'all', job });
  const stop = opened.app.onEmit((event, payload) => {
    if (event !== 'progress' || (payload as { done: number; unit: string }).done !== 1) return;
    stop();
    void opened.call('package.cancel', { job });
  });
  await expect(signing).rejects.toMatchObject({ code: 'cancelled' });
  expect(await blobs()).toBe(before);
  expect(await opened.call('package.list', { submission })).toEqual([]);
  expect((await sign({ evidence: 'all' })).evidenceFiles).toBe(2);
});

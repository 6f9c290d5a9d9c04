import { execFileSync, spawnSync } from 'node:child_process';
import { copyFile, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyPageFile } from '#main/build/verify-page.ts';
import type { Application } from '#main/host/host.ts';
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
import { verifyPageForTests } from '#tests/support/verify-page-file.ts';

const report = await signablePdf('report-probe-5521');
let folder: string;
let outside: string;
let opened: TestApp;
let submission: string;
let printed: () => Promise<Uint8Array>;

beforeEach(async () => {
  [folder, outside] = [await newFolder(), await newFolder()];
  printed = async () => report;
  await copyFile(await verifyPageForTests(), join(outside, verifyPageFile));
  opened = await openTestApp({ folder, print: () => printed(), verifyPageFile: join(outside, verifyPageFile) });
  await createTestLibrary(opened);
  submission = await importFixture(opened, outside);
});
afterEach(async () => {
  await opened.close();
  await removeFolder(folder);
  await removeFolder(outside);
});

const finalise = () => finaliseFixture(opened, submission);
const newKey = async () => (await opened.call('key.generate', { name: 'นางสาวปาริชาต วงศ์เมธากุล', title: 'กรรมการ' })).id;
const sign = (key: string) =>
  opened.call('package.sign', { submission, key, passphrase, as: asMember, job: command() });

/** What the page downloads from its own origin. */
async function download(app: Application, ticket: string): Promise<Buffer> {
  const served = await app.serve({ origin: 'app', path: `/export/${ticket}`, method: 'GET', range: null });
  return Buffer.from(served.body);
}

describe('a locked review', () => {
  test('becomes a package that is kept sealed, exported and verified', async () => {
    await finalise();
    const record = await sign(await newKey());
    expect(record).toMatchObject({
      submission,
      fileName: 'LPA2567-05990312-ท่าแก้วพัฒนา.asice',
      signer: 'นางสาวปาริชาต วงศ์เมธากุล',
      percent: '80.00',
    });
    expect(await opened.call('package.list', { submission: null })).toEqual([record]);
    expect(await opened.call('submission.list', {})).toMatchObject([{ state: 'signed' }]);
    const steps = opened.emitted.filter(({ event }) => event === 'progress').map(({ payload }) => payload);
    expect(steps.slice(-5)).toMatchObject([0, 1, 2, 3, 4].map((done) => ({ done, total: 4, unit: 'steps' })));

    const offered = await opened.call('package.export', { id: record.id });
    expect(offered).toMatchObject({ fileName: record.fileName, size: record.size });
    const file = join(outside, record.fileName);
    await writeFile(file, await download(opened.app, offered.ticket));
    const verdict = await opened.call('package.verify', { ticket: await opened.app.accept(file), job: command() });
    expect(verdict).toMatchObject({ verdict: 'valid', file: record.fileName, content: { code: record.code } });
    const inside = execFileSync('unzip', ['-p', file, 'report.pdf']);
    expect(inside.subarray(0, report.length)).toEqual(report);
    await writeFile(join(outside, 'report.pdf'), inside);
    const said = spawnSync('pdfsig', ['-nocert', join(outside, 'report.pdf')], { encoding: 'utf8' }).stdout;
    expect(said).toContain('Signature is Valid.');
    const changed = await readFile(file);
    changed[changed.length - 400] = (changed[changed.length - 400] ?? 0) ^ 1;
    await writeFile(file, changed);
    expect((await verifyPackage(file)).verdict).not.toBe('valid');
  });

  test('a verification that is stopped gives no verdict, and the next one does', async () => {
    await finalise();
    const { id } = await sign(await newKey());
    const file = join(outside, 'x.asice');
    await writeFile(file, await download(opened.app, (await opened.call('package.export', { id })).ticket));
    const [ticket, job] = [await opened.app.accept(file), command()];
    const checking = opened.call('package.verify', { ticket, job });
    await opened.call('package.cancel', { job });
    await expect(checking).rejects.toMatchObject({ code: 'cancelled' });
    expect(await opened.call('package.verify', { ticket, job })).toMatchObject({ verdict: 'valid' });
  });

  test('brings the page that checks it in any browser, under its signature', async () => {
    await finalise();
    const { id } = await sign(await newKey());
    const file = join(outside, 'x.asice');
    await writeFile(file, await download(opened.app, (await opened.call('package.export', { id })).ticket));
    const page = execFileSync('unzip', ['-p', file, verifyPageFile], { maxBuffer: 1e8 });
    expect(page.equals(await readFile(join(outside, verifyPageFile)))).toBe(true);
    expect((await verifyPackage(file)).verdict).toBe('valid');
  });

  test('is not signed where that page is missing: nothing is printed, nothing is left', async () => {
    await rm(join(outside, verifyPageFile));
    printed = () => Promise.reject(new Error('nothing is to be printed'));
    await finalise();
    await expect(sign(await newKey())).rejects.toMatchObject({ code: 'package.no-verify-page' });
    expect(await opened.call('package.list', { submission: null })).toEqual([]);
    expect(await opened.call('submission.list', {})).toMatchObject([{ state: 'finalised' }]);
  });

  test('is not readable on disk, neither the package nor the key', async () => {
    await finalise();
    await sign(await newKey());
    await opened.close();
    const names = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const probes = ['report-probe-5521', 'ปาริชาต', 'META-INF', 'application/vnd.etsi', 'ไม่มีตลาดในพื้นที่', 'privateKey'];
    for (const file of files) {
      const bytes = await readFile(file);
      expect(probes.filter((probe) => bytes.includes(probe))).toEqual([]);
    }
    expect(files.length).toBeGreaterThan(3);
  });

  test('can be signed again by another key, also after a restart', async () => {
    await finalise();
    const first = await sign(await newKey());
    await opened.close();
    opened = await openTestApp({ folder, print: () => printed() });
    await opened.call('library.unlock', { passphrase });
    const second = await sign(await newKey());
    expect(second.code).toBe(first.code);
    expect((await opened.call('package.list', { submission })).map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(await opened.call('key.list', {})).toHaveLength(2);
  });
});

describe('nothing is signed', () => {
  const blobs = async () =>
    (await readdir(join(folder, 'blobs'), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
      .length;

  test('with a wrong passphrase, an unknown key, or while the review is open', async () => {
    const key = await newKey();
    await expect(sign(key)).rejects.toMatchObject({ code: 'review.not-locked' });
    await finalise();
    const wrong = { submission, key, passphrase: 'not the passphrase', as: asMember, job: command() };
    await expect(opened.call('package.sign', wrong)).rejects.toMatchObject({ code: 'library.wrong-passphrase' });
    await expect(sign(command())).rejects.toMatchObject({ code: 'key.unknown' });
    expect(await opened.call('package.list', { submission })).toEqual([]);
  });

  test('when the report cannot be printed, or the review is opened again meanwhile', async () => {
    await finalise();
    const key = await newKey();
    const before = await blobs();
    printed = () => Promise.reject(new Error('no paper'));
    await expect(sign(key)).rejects.toMatchObject({ code: 'report.failed' });
    printed = async () => {
      await opened.call('review.reopen', { submission, command: command(), reason: 'พบเอกสารเพิ่ม' });
      return report;
    };
    await expect(sign(key)).rejects.toMatchObject({ code: 'review.not-locked' });
    expect(await opened.call('package.list', { submission })).toEqual([]);
    expect(await blobs()).toBe(before);
  });

  test('while the library is locked', async () => {
    const key = await newKey();
    await opened.call('library.lock', {});
    await expect(sign(key)).rejects.toMatchObject({ code: 'library.locked' });
    await expect(opened.call('key.list', {})).rejects.toMatchObject({ code: 'library.locked' });
  });
});

describe('keys', () => {
  const pkcs12 = async (name: string, ...options: string[]) => {
    const run = (...args: string[]) => execFileSync('openssl', args, { cwd: outside, stdio: 'pipe' });
    run(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-noenc',
      '-keyout',
      'k.pem',
      '-out',
      'c.pem',
      '-utf8',
      '-subj',
      '/CN=ธนพล',
      ...options,
    );
    run('pkcs12', '-export', '-inkey', 'k.pem', '-in', 'c.pem', '-out', name, '-passout', 'pass:กุญแจ');
    return opened.app.accept(join(outside, name));
  };

  test('come from a PKCS#12 file, once, and sign', async () => {
    const ticket = await pkcs12('a.p12');
    const key = await opened.call('key.import', { ticket, password: 'กุญแจ' });
    expect(key).toMatchObject({ owner: 'ธนพล', algorithm: 'RSA 2048', source: 'pkcs12', selfSigned: true });
    expect(await opened.call('key.import', { ticket, password: 'กุญแจ' })).toEqual(key);
    await finalise();
    expect((await sign(key.id)).signer).toBe('ธนพล');
  });

  test('that cannot be opened or have ended are refused', async () => {
    const ticket = await pkcs12('b.p12');
    const key = (password: string, from = ticket) => opened.call('key.import', { ticket: from, password });
    await expect(key('wrong')).rejects.toMatchObject({ code: 'key.wrong-password' });
    await writeFile(join(outside, 'c.p12'), 'no key');
    await expect(key('x', await opened.app.accept(join(outside, 'c.p12')))).rejects.toMatchObject({
      code: 'key.unsupported',
    });
    await expect(key('x', await opened.app.accept(outside))).rejects.toMatchObject({ code: 'file.unreadable' });
    const ended = await pkcs12('d.p12', '-not_before', '20200101000000Z', '-not_after', '20210101000000Z').catch(
      () => null,
    );
    // Older OpenSSL cannot choose the dates of a self-signed certificate.
    if (ended !== null) await expect(key('กุญแจ', ended)).rejects.toMatchObject({ code: 'key.expired' });
    expect(await opened.call('key.list', {})).toEqual([]);
  });

  test('are deleted only with the passphrase', async () => {
    const id = await newKey();
    await expect(opened.call('key.delete', { id, passphrase: 'no' })).rejects.toMatchObject({
      code: 'library.wrong-passphrase',
    });
    expect(await opened.call('key.delete', { id, passphrase })).toEqual([]);
    await expect(opened.call('key.delete', { id, passphrase })).rejects.toMatchObject({ code: 'key.unknown' });
  });
});

import { execFileSync } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PackageRecord, SignAs } from '#common/contract/channels/package.ts';
import type { VerifyReport } from '#common/domain/verdict.ts';
import { generateIdentity } from '#main/lib/signing/generate-identity.ts';
import { signerOf } from '#main/lib/signing/key-signer.ts';
import { signCades } from '#main/lib/signing/sign-cades.ts';
import { openStrictZip } from '#main/lib/zip/strict-zip.ts';
import { packageLimits } from '#main/verify/verify-package.ts';
import { verifyPackage } from '#main/verify/verify-file.ts';
import { finaliseFixture, importFixture } from '#tests/support/import-fixture.ts';
import { rawZip } from '#tests/support/raw-zip.ts';
import { signablePdf } from '#tests/support/signable-pdf.ts';
import {
  command,
  createTestLibrary,
  newFolder,
  openTestApp,
  passphrase,
  removeFolder,
  type TestApp,
} from '#tests/support/test-app.ts';

/** The team as the provincial order names it, and the LAO's mayor. */
const [chair, second, third] = ['นายธนพล ศรีสุนทรกิจ', 'นางสาวปาริชาต วงศ์เมธากุล', 'นายอนุชา แก้วประเสริฐ'] as const;
const mayor = 'นายสมศักดิ์ ทองดี';

let outside: string;
let home: TestApp;
let others: readonly TestApp[];
let submission: string;
let first: PackageRecord;
const folders: string[] = [];

async function openLibrary(): Promise<TestApp> {
  const folder = await newFolder();
  folders.push(folder);
  const opened = await openTestApp({ folder, print: () => signablePdf() });
  await createTestLibrary(opened);
  return opened;
}
const keyOf = async (app: TestApp, name: string) => (await app.call('key.generate', { name, title: '' })).id;
const as = (name: string, role: SignAs['role'] = 'member', closes = false): SignAs => ({
  ...{ name, role, closes, title: role === 'chair' ? 'ประธาน' : 'กรรมการ', statement: 'ขอรับรองว่าถูกต้อง' },
});
const add = async (app: TestApp, id: string, who: SignAs, key?: string) =>
  app.call('package.addSignature', { id, key: key ?? (await keyOf(app, who.name)), passphrase, as: who });

async function save(app: TestApp, { ticket }: { readonly ticket: string }, name: string): Promise<string> {
  const served = await app.app.serve({ origin: 'app', path: `/export/${ticket}`, method: 'GET', range: null });
  const path = join(outside, name);
  await writeFile(path, Buffer.from(served.body));
  return path;
}
const exported = async (name: string) => save(home, await home.call('package.export', { id: first.id }), name);
const elsewhere = async (app: TestApp, path: string, who: SignAs, name: string) => {
  const request = { ticket: await app.app.accept(path), key: await keyOf(app, who.name), passphrase, as: who };
  return save(app, await app.call('package.signFile', request), name);
};
const receive = async (path: string) =>
  home.call('package.receive', { id: first.id, ticket: await home.app.accept(path) });

const errors = ({ findings }: VerifyReport) =>
  findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
const codes = ({ findings }: VerifyReport) => findings.map(({ code }) => code);
async function membersIn(path: string): Promise<{ name: string; data: Buffer }[]> {
  const zip = await openStrictZip(path, packageLimits);
  const members: { name: string; data: Buffer }[] = [];
  for (const { name } of zip.entries) members.push({ name, data: await zip.read(name, 1e8) });
  await zip.close();
  return members;
}
const blobs = async () =>
  (await readdir(join(folders[0] ?? '', 'blobs'), { recursive: true, withFileTypes: true })).filter((one) =>
    one.isFile(),
  ).length;

beforeAll(async () => {
  outside = await newFolder();
  home = await openLibrary();
  others = [await openLibrary(), await openLibrary()];
  submission = await importFixture(home, outside);
  const { manifest } = await home.call('submission.get', { id: submission });
  const { assignment } = manifest;
  const members = [chair, second, third].map((name, index) => ({ name, title: index === 0 ? 'ประธาน' : 'กรรมการ' }));
  const { team, order } = assignment;
  const record = { team, orderNumber: order.number, orderDate: order.date, visitedOn: null, place: '', members };
  await home.call('review.record', { submission, command: command(), change: { type: 'team.set', payload: record } });
  await finaliseFixture(home, submission);
  const key = await keyOf(home, second);
  first = await home.call('package.sign', { submission, key, passphrase, as: as(second), job: command() });
}, 120_000);
afterAll(async () => {
  for (const app of [home, ...others]) await app.close();
  for (const folder of [...folders, outside]) await removeFolder(folder);
});

test('four people on three computers sign one package, in any order, and the chair closes it', async () => {
  expect(first).toMatchObject({ closed: false, signers: [{ name: second, role: 'member' }] });
  const before = await exported('before.asice');
  expect(codes(await verifyPackage(before))).toContain('signer.not-closed');
  const content = await membersIn(before);

  // Two sign copies of the same state on computers of their own; the files come back one after the other.
  const [laptop, office] = others;
  const atLaptop = await elsewhere(laptop!, before, as(third), 'third.asice');
  const atOffice = await elsewhere(office!, before, as(mayor, 'lao'), 'mayor.asice');
  expect((await receive(atLaptop)).signers.map(({ name }) => name)).toEqual([second, third]);
  expect((await receive(atOffice)).signers.map(({ name }) => name)).toEqual([second, third, mayor]);
  expect((await receive(atOffice)).signers).toHaveLength(3);

  const chairKey = await keyOf(home, chair);
  await add(home, first.id, as(chair, 'chair'), chairKey);
  const closed = await add(home, first.id, as(chair, 'chair', true), chairKey);
  expect(closed).toMatchObject({ closed: true, id: first.id, code: first.code });
  expect(await home.call('package.list', { submission })).toEqual([closed]);
  expect(await blobs()).toBe(3); // two files of evidence, one package

  const path = await exported('closed.asice');
  const report = await verifyPackage(path);
  expect(errors(report)).toEqual([]);
  expect(codes(report)).not.toContain('signer.missing');
  expect(report.signers.map(({ signedAs, role, closes }) => [signedAs?.name, role, closes])).toEqual([
    [second, 'member', false],
    [third, 'member', false],
    [mayor, 'lao', false],
    [chair, 'chair', false],
    [chair, 'chair', true],
  ]);
  // What was there is there, byte by byte, and each signature stands for itself with OpenSSL.
  const now = new Map((await membersIn(path)).map(({ name, data }) => [name, data]));
  for (const { name, data } of content) expect(now.get(name)?.equals(data)).toBe(true);
  const folder = join(outside, 'unpacked');
  await mkdir(folder);
  execFileSync('unzip', ['-q', path, '-d', folder]);
  const lists = [...now.keys()].filter((name) => name.endsWith('.xml'));
  expect(lists).toHaveLength(5);
  for (const list of lists) {
    const signature = /URI="(META-INF\/[^"]+p7s)"/.exec(String(now.get(list)))?.[1] ?? '';
    execFileSync('openssl', [
      'pkcs7',
      '-inform',
      'DER',
      '-in',
      join(folder, signature),
      '-print_certs',
      '-out',
      join(outside, 'cert.pem'),
    ]);
    const args = ['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', join(folder, signature)];
    const ground = [
      '-content',
      join(folder, list),
      '-CAfile',
      join(outside, 'cert.pem'),
      '-purpose',
      'any',
      '-out',
      '/dev/null',
    ];
    execFileSync('openssl', [...args, ...ground], { stdio: 'pipe' });
  }
}, 120_000);

test('a member cannot close in the place of the chair, and nobody becomes a signer by what they say', async () => {
  const other = await home.call('package.sign', {
    ...{ submission, key: await keyOf(home, second), passphrase, as: as(second), job: command() },
  });
  await expect(add(home, other.id, as(third, 'chair', true))).rejects.toMatchObject({
    code: 'package.failed',
    details: { finding: 'signer.close-not-chair' },
  });
  // The certificate is the visitor's: the member whose name was written is awaited still.
  const claimed = await add(home, other.id, as(third), await keyOf(home, 'ผู้มาเยือน'));
  expect(claimed.signers.map(({ name }) => name)).toEqual([second, 'ผู้มาเยือน']);
  const report = await verifyPackage(
    await save(home, await home.call('package.export', { id: other.id }), 'claim.asice'),
  );
  expect(codes(report)).toContain('signer.other-name');
  expect(report.findings.find(({ code }) => code === 'signer.not-closed')?.expected).toContain(third);
});

test('signatures that come at the same moment all stay, whoever is first', async () => {
  const key = (await home.call('key.list', {})).find(({ owner }) => owner === second)!.id;
  const { id } = await home.call('package.sign', { submission, key, passphrase, as: as(second), job: command() });
  const copy = await save(home, await home.call('package.export', { id }), 'at-once.asice');
  const away = await elsewhere(others[1]!, copy, as(mayor, 'lao'), 'at-once-mayor.asice');
  const [chairKey, thirdKey] = [await keyOf(home, chair), await keyOf(home, third)];
  await Promise.all([
    home.call('package.receive', { id, ticket: await home.app.accept(away) }),
    add(home, id, as(third), thirdKey),
    add(home, id, as(chair, 'chair'), chairKey),
  ]);
  const record = (await home.call('package.list', { submission })).find((one) => one.id === id);
  expect(record?.signers.map(({ name }) => name).toSorted()).toEqual([chair, second, third, mayor].toSorted());
  const path = await save(home, await home.call('package.export', { id }), 'at-once-all.asice');
  expect(errors(await verifyPackage(path))).toEqual([]);
}, 120_000);

test('nobody of the team signs after the close, nobody twice, and only copies of this package come back', async () => {
  const key = (await home.call('key.list', {})).find(({ owner }) => owner === second)!.id;
  await expect(add(home, first.id, as('ผู้มาทีหลัง'))).rejects.toMatchObject({ code: 'package.closed' });
  // The LAO may still take note.
  const clerk = 'นางวิไลวรรณ ศรีประเสริฐ';
  await expect(add(home, first.id, as(clerk, 'lao'))).resolves.toMatchObject({ closed: true });
  await expect(add(home, first.id, as(second, 'lao'), key)).rejects.toMatchObject({ code: 'package.already-signed' });
  const wrong = { id: first.id, key, passphrase: 'ไม่ใช่รหัสผ่าน', as: as(second, 'lao') };
  await expect(home.call('package.addSignature', wrong)).rejects.toMatchObject({ code: 'library.wrong-passphrase' });
  const another = await keyOf(home, third);
  const again = await home.call('package.sign', {
    ...{ submission, key: another, passphrase, as: as(third), job: command() },
  });
  const copy = await save(home, await home.call('package.export', { id: again.id }), 'again.asice');
  await expect(receive(copy)).rejects.toMatchObject({ code: 'package.other' });
  const members = await membersIn(await exported('whole.asice'));
  const broken = join(outside, 'broken.asice');
  await writeFile(
    broken,
    rawZip(members.map((one) => (one.name === 'scores.csv' ? { ...one, data: Buffer.from('x') } : one))),
  );
  await expect(receive(broken)).rejects.toMatchObject({ code: 'package.not-valid' });
  await expect(elsewhere(others[0]!, broken, as('ใคร'), 'x.asice')).rejects.toMatchObject({
    code: 'package.not-valid',
  });
}, 120_000);

test('a copy that brings another signature under the name of one that is here is refused', async () => {
  const copy = await exported('mine.asice');
  const [laptop] = others;
  const members = await membersIn(copy);
  const original = members.find(({ name }) => name === 'META-INF/signature001.p7s')!;
  const list = members.find(({ name }) => name === 'META-INF/ASiCManifest.xml')!;
  const forged = await signCades(
    await signerOf(await generateIdentity({ name: second, title: '', organization: '' }, new Date())),
    list.data,
    new Date(),
  );
  // A close of one's own that covers the forged signature.
  const changed = members.map((one) => (one === original ? { ...one, data: Buffer.from(forged) } : one));
  const path = join(outside, 'forged.asice');
  await writeFile(path, rawZip(changed.filter(({ name }) => !name.includes('-close'))));
  const signed = await elsewhere(laptop!, path, as(chair, 'chair', true), 'forged-closed.asice');
  const open = await home.call('package.sign', {
    ...{ submission, key: (await home.call('key.list', {})).find(({ owner }) => owner === second)!.id },
    ...{ passphrase, as: as(second), job: command() },
  });
  const before = await home.call('package.list', { submission });
  const ticket = await home.app.accept(signed);
  await expect(home.call('package.receive', { id: open.id, ticket })).rejects.toMatchObject({ code: 'package.other' });
  expect(await home.call('package.list', { submission })).toEqual(before);
}, 120_000);

test('taking out a signature of a closed package, or changing in whose name it was made, is found', async () => {
  const members = await membersIn(await exported('final.asice'));
  const verdictOf = async (changed: readonly { name: string; data: Buffer }[]) => {
    const path = join(outside, 'tampered.asice');
    await writeFile(path, rawZip([...changed]));
    return verifyPackage(path);
  };
  expect(errors(await verdictOf(members))).toEqual([]);
  const statements = members.filter(({ name }) => name.startsWith('signers/'));
  const ofThird = statements.find(({ data }) => String(data).includes(third))!;
  const id = /signers\/(\w+)\.json/.exec(ofThird.name)?.[1] ?? '';
  const stripped = await verdictOf(members.filter(({ name }) => !name.includes(id)));
  expect(stripped.verdict).toBe('invalid');
  expect(errors(stripped)).toContain('file.missing');
  expect(codes(stripped)).toContain('signer.missing');
  const renamed = await verdictOf(
    members.map((one) =>
      one === ofThird ? { ...one, data: Buffer.from(String(one.data).replace(third, mayor)) } : one,
    ),
  );
  expect(errors(renamed)).toContain('file.digest-mismatch');
});

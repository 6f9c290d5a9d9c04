import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Receipt } from '#common/formats/receipt-schema.ts';
import { buildIfStale } from '#main/build.ts';
import { takeIn, type IntakeOptions } from '#main/intake/take-in.ts';
import { readTrustFile } from '#main/lib/signing/trust-anchors.ts';
import { readReceipt } from '#main/lib/receipt-jws.ts';
import { sha256 } from '#main/lib/sha256.ts';
import type { SigningIdentity } from '#main/lib/signing/identity.ts';
import {
  createAuthority,
  identityOf,
  issueCertificate,
  revocationList,
  revoke,
} from '#tests/support/certificate-authority.ts';
import { lookedAgain, makePackage, put } from '#tests/support/intake-packages.ts';
import { newIdentity } from '#tests/support/package-fixture.ts';
import { root } from '#tests/support/paths.ts';
import { score } from '#tests/support/review-builder.ts';

const base = mkdtempSync(join(tmpdir(), 'lpa-intake-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));

let count = 0;
let folder: string;
let out: string;
beforeEach(() => {
  folder = join(base, `in-${++count}`);
  out = join(base, `out-${count}`);
  put(join(folder, 'readme.txt'), 'not a package');
});

const lao = (number: number) => ({ code: `0599${String(number).padStart(4, '0')}`, name: `ตำบลที่ ${number}` });
let team: SigningIdentity;
let stranger: SigningIdentity;
let good: Buffer;
let newer: Buffer;
let forged: Buffer;
let broken: Buffer;
beforeAll(async () => {
  team = await newIdentity();
  stranger = await newIdentity(undefined, 'นายผู้อื่น');
  good = await makePackage(team);
  newer = await makePackage(team, { changes: lookedAgain });
  forged = await makePackage(stranger, { changes: [...lookedAgain, score('i01', 5), score('i01', 5)] });
  broken = await makePackage(team, { edit: { 'scores.csv': (text) => text.replace('5,5,3,3', '5,5,5,3') } });
});

const take = (more: Partial<IntakeOptions> = {}) =>
  takeIn({
    ...{ folder, out, identity: null, trust: [], choose: [], examinersAtOnce: 2, now: Date.now, version: '0.0.0' },
    onProgress: () => undefined,
    ...more,
  });

async function receipts(): Promise<Readonly<Record<string, Receipt>>> {
  const all = readdirSync(join(out, 'receipts')).map(async (name) => {
    const { receipt } = await readReceipt(readFileSync(join(out, 'receipts', name), 'utf8'));
    return [receipt.package.sha256, receipt] as const;
  });
  return Object.fromEntries(await Promise.all(all));
}

/** Names and bytes of all receipts. */
const receiptFiles = () =>
  Object.fromEntries(
    readdirSync(join(out, 'receipts')).map((name) => [name, readFileSync(join(out, 'receipts', name), 'latin1')]),
  );

test('accepts, rejects with the lines, finds copies, the same content, older versions and what is no package', async () => {
  put(join(folder, 'ก.asice'), good);
  put(join(folder, 'ข', 'สำเนา.ASICE'), good);
  put(join(folder, 'signed-again.asice'), await makePackage(team, { at: new Date('2024-07-06T00:00:00Z') }));
  put(join(folder, 'newer.asice'), newer);
  put(join(folder, 'broken.asice'), broken);
  put(join(folder, 'text.asice'), 'no package');
  put(join(folder, 'empty.asice'), '');
  put(join(folder, 'other.asice'), await makePackage(team, { lao: lao(7) }));
  symlinkSync(join(folder, 'ก.asice'), join(folder, 'link.asice'));
  const summary = await take();
  expect(summary).toMatchObject({
    outcomes: { accepted: 2, rejected: 1, duplicate: 0, superseded: 2, held: 0, unreadable: 2 },
    ...{ files: 8, examined: 8, copies: 1, others: 2, lost: [], unknown: [], issued: 7 },
  });
  const all = await receipts();
  expect(all[sha256(newer)]).toMatchObject({
    outcome: 'accepted',
    content: { submission: '01890a5d-ac96-774b-bcce-b302099a8001', lao: { code: '05990312', province: 'ธารานคร' } },
    signers: [{ name: 'นางสาวปาริชาต วงศ์เมธากุล' }],
    ...{ reasons: [], other: null },
  });
  expect(all[sha256(good)]).toMatchObject({
    ...{ outcome: 'superseded', result: null, other: sha256(newer) },
    reasons: [{ code: 'intake.newer-version' }],
  });
  const rejected = all[sha256(broken)];
  expect(rejected?.outcome).toBe('rejected');
  expect(rejected?.reasons).toContainEqual(
    expect.objectContaining({ code: 'csv.cell', file: 'scores.csv', indicator: '27', expected: '3', actual: '5' }),
  );
  expect(all[sha256('no package')]).toMatchObject({ outcome: 'unreadable', content: null, signers: [] });
});

test('a second run examines nothing, issues nothing, changes no byte; a changed file is looked at again', async () => {
  const path = put(join(folder, 'a.asice'), good);
  put(join(folder, 'b.asice'), broken);
  await take();
  const before = receiptFiles();
  expect(await take()).toMatchObject({ examined: 0, issued: 0, outcomes: { accepted: 1, rejected: 1 } });
  expect(receiptFiles()).toEqual(before);
  const lost = join(out, 'receipts', Object.keys(before)[0] ?? '');
  rmSync(lost);
  await take();
  expect(receiptFiles()).toEqual(before);
  // The same size and time as before: only the disk's own change time tells.
  const { atime, mtime } = statSync(path);
  put(path, broken);
  utimesSync(path, atime, mtime);
  expect(await take()).toMatchObject({ examined: 1, issued: 0 });
});

test('a later package by a stranger waits for a person, who then chooses', async () => {
  put(join(folder, 'a.asice'), good);
  await take();
  put(join(folder, 'b.asice'), forged);
  expect(await take()).toMatchObject({ outcomes: { accepted: 1, held: 1, superseded: 0 } });
  expect((await receipts())[sha256(good)]).toMatchObject({ outcome: 'accepted' });
  expect((await receipts())[sha256(forged)]).toMatchObject({
    ...{ outcome: 'held', other: sha256(good), result: null },
    reasons: [{ code: 'intake.other-signer' }],
  });
  put(join(folder, 'c.asice'), newer);
  expect(await take()).toMatchObject({ outcomes: { accepted: 1, held: 1, superseded: 1 } });
  const chosen = await take({ choose: [sha256(forged), 'ab'.repeat(32)] });
  expect(chosen).toMatchObject({ outcomes: { accepted: 1, held: 0, superseded: 2 }, unknown: ['ab'.repeat(32)] });
  expect((await receipts())[sha256(forged)]).toMatchObject({ outcome: 'accepted' });
  expect(await take()).toMatchObject({ issued: 0, outcomes: { accepted: 1, superseded: 2 } });
});

test('both at once: neither counts', async () => {
  put(join(folder, 'a.asice'), good);
  put(join(folder, 'b.asice'), forged);
  expect(await take()).toMatchObject({ outcomes: { accepted: 0, held: 2 } });
});

test('an examiner that hangs, takes all memory, crashes or ends costs only its own package', async () => {
  const bad = ['hangs', 'eats', 'crashes', 'ends'];
  for (const name of bad) put(join(folder, `${name}.asice`), `${name} ${'x'.repeat(9)}`);
  for (const at of [1, 2, 3, 4, 5, 6])
    put(join(folder, `${at % 2 === 0 ? 'a' : 'z'}${at}.asice`), await makePackage(team, { lao: lao(at) }));
  const file = join(root, 'tests/support/bad-examiner-child.ts');
  const summary = await take({ examiners: { file, patience: () => 20_000, heapMb: 96 } });
  expect(summary).toMatchObject({ outcomes: { accepted: 6, unreadable: 4 }, lost: [], issued: 10 });
  const all = await receipts();
  const codes = bad.map((name) => all[sha256(`${name} ${'x'.repeat(9)}`)]?.reasons.map(({ code }) => code).join());
  expect(codes).toEqual(['intake.time', 'intake.memory', 'intake.crash', 'intake.crash']);
  // They are tried again, by a sound examiner this time.
  expect(await take()).toMatchObject({ examined: 4, outcomes: { accepted: 6, unreadable: 4 } });
});

test('killed in the middle, the next run goes on and ends as if nothing had happened', async () => {
  for (let at = 1; at <= 24; at += 1) put(join(folder, `${at}.asice`), await makePackage(team, { lao: lao(at) }));
  put(join(folder, 'x.asice'), broken);
  const child = spawn(process.execPath, [join(root, 'tests/support/intake-child.ts'), folder, out], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) {
    if (Number(line) < 8) continue;
    child.kill('SIGKILL');
    break;
  }
  await ended;
  const examinedBefore = 25 - (await take()).examined;
  expect(examinedBefore).toBeGreaterThanOrEqual(7);
  expect(examinedBefore).toBeLessThan(25);
  expect(await take()).toMatchObject({ examined: 0, issued: 0, outcomes: { accepted: 24, rejected: 1 } });
  expect(readdirSync(join(out, 'receipts')).filter((name) => name.endsWith('.lpareceipt'))).toHaveLength(25);
});

test('a receipt is a JWS that a stranger checks with OpenSSL and the certificate in it', async () => {
  put(join(folder, 'a.asice'), good);
  await take();
  const [name = ''] = readdirSync(join(out, 'receipts'));
  const jws = readFileSync(join(out, 'receipts', name), 'utf8');
  const [header = '', payload = '', signature = ''] = jws.split('.');
  const { alg, x5c } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { alg: string; x5c: string[] };
  expect(alg).toBe('ES256');
  // r and s as DER, which OpenSSL wants.
  const raw = Buffer.from(signature, 'base64url');
  const integer = (bytes: Buffer) => {
    const trimmed = bytes.subarray(
      Math.max(
        0,
        bytes.findIndex((byte) => byte !== 0),
      ),
    );
    const value = (trimmed[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.of(0), trimmed]) : trimmed;
    return Buffer.concat([Buffer.of(2, value.length), value]);
  };
  const body = Buffer.concat([integer(raw.subarray(0, 32)), integer(raw.subarray(32))]);
  const der = put(join(folder, 'x', 's.der'), Buffer.concat([Buffer.of(0x30, body.length), body]));
  const certificate = put(join(folder, 'x', 'c.der'), Buffer.from(x5c[0] ?? '', 'base64'));
  const key = execFileSync('openssl', ['x509', '-inform', 'DER', '-in', certificate, '-noout', '-pubkey']);
  const keyFile = put(join(folder, 'x', 'k.pem'), key);
  const signed = put(join(folder, 'x', 'signed'), `${header}.${payload}`);
  const verify = ['dgst', '-sha256', '-verify', keyFile, '-signature', der];
  expect(execFileSync('openssl', [...verify, signed], { encoding: 'utf8' })).toContain('Verified OK');
  const other = put(join(folder, 'x', 'other'), `${header}.${payload}A`);
  expect(spawnSync('openssl', [...verify, other]).status).not.toBe(0);
  const own = readFileSync(join(out, 'centre-certificate.pem'), 'utf8');
  expect(execFileSync('openssl', ['x509', '-noout', '-pubkey'], { input: own })).toEqual(key);
  expect(statSync(join(out, 'key', 'centre-key.pem')).mode & 0o77).toBe(0);
});

test('with trust anchors only what leads to them is taken; other anchors put all in question', async () => {
  const root = createAuthority(base, 'root', { subject: '/CN=Root' });
  issueCertificate(root, 'a', { subject: '/CN=Member A' });
  issueCertificate(root, 'b', { subject: '/CN=Member B' });
  const now = new Date();
  const first = await makePackage(await identityOf(root, 'a', []), { at: now });
  const later = await makePackage(await identityOf(root, 'b', []), { at: now, changes: lookedAgain });
  put(join(folder, 'a.asice'), first);
  put(join(folder, 'forged.asice'), forged);
  const trust = [readTrustFile(Buffer.from(root.certificate))];
  expect(await take({ trust })).toMatchObject({ outcomes: { accepted: 1, rejected: 1, held: 0 } });
  expect((await receipts())[sha256(forged)]).toMatchObject({
    outcome: 'rejected',
    reasons: [{ code: 'certificate.not-anchored' }],
  });
  // One whom the centre knows, but who has signed nothing of it before: any certificate of the anchors would do.
  put(join(folder, 'b.asice'), later);
  expect(await take({ trust })).toMatchObject({ outcomes: { accepted: 1, held: 1, rejected: 1 } });
  expect((await receipts())[sha256(later)]?.outcome).toBe('held');
  // A revocation: what lies here is examined again, what was taken away stays as it is.
  revoke(root, 'b', new Date(now.getTime() - 60_000));
  const revoked = [...trust, readTrustFile(Buffer.from(revocationList(root)))];
  rmSync(join(folder, 'forged.asice'));
  expect(await take({ trust: revoked })).toMatchObject({ examined: 2, outcomes: { accepted: 1, rejected: 2 } });
  expect((await receipts())[sha256(first)]?.outcome).toBe('accepted');
  // Nobody is trusted any more: everything is open again, also what is not here to be looked at.
  rmSync(join(folder, 'a.asice'));
  expect(await take()).toMatchObject({ examined: 1, outcomes: { accepted: 1, held: 1, rejected: 1 } });
  expect((await receipts())[sha256(first)]).toMatchObject({
    outcome: 'held',
    reasons: [{ code: 'intake.other-terms' }],
  });
});

describe('lpa intake', () => {
  const lpa = (program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
    const run = spawnSync(process.execPath, [program, 'intake', ...args], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'th_TH.UTF-8', ...env },
    });
    return { code: run.status, out: run.stdout, err: run.stderr };
  };

  test.each(['main/cli/lpa.ts', 'out/lpa.js'])('%s: summary in both languages, exit codes', async (program) => {
    await buildIfStale();
    put(join(folder, 'a.asice'), good);
    const first = lpa(program, [folder, '--out', out]);
    expect([first.code, first.err]).toEqual([0, '']);
    expect(first.out).toMatch(/1 {2}รับแล้ว/);
    put(join(folder, 'b.asice'), broken);
    const second = lpa(program, [folder, '--out', out, '--lang', 'en', '--threads', '1']);
    expect([second.code, second.err]).toEqual([1, '']);
    expect(second.out).toMatch(/2 packages in the folder, 1 examined now/);
    expect(second.out).toMatch(/1 {2}rejected/);
    for (const args of [[join(folder, 'nowhere'), '--out', out], [folder], [folder, '--out', out, '--threads', '0']])
      expect(lpa(program, args).code).toBe(2);
    const odd = lpa(program, [folder, '--out', out, '--choose', 'xyz', '--lang', 'en']);
    expect(odd.code).toBe(2);
    expect(odd.err).toContain('xyz');
  });

  test('signs with the key of an authority', async () => {
    put(join(folder, 'a.asice'), good);
    const at = (name: string) => join(base, name);
    const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '9', '-subj', '/CN=Centre of DLA'];
    execFileSync('openssl', [...made, '-keyout', at('k.pem'), '-out', at('c.pem')], { stdio: 'ignore' });
    const packed = ['pkcs12', '-export', '-inkey', at('k.pem'), '-in', at('c.pem'), '-out', at('k.p12')];
    execFileSync('openssl', [...packed, '-passout', 'pass:ลับ-1']);
    const args = [folder, '--out', out, '--key', at('k.p12'), '--lang', 'en'];
    const wrong = lpa('main/cli/lpa.ts', args, { LPA_KEY_PASSWORD: 'no' });
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain('password');
    expect(lpa('main/cli/lpa.ts', args, { LPA_KEY_PASSWORD: 'ลับ-1' }).code).toBe(0);
    const [name = ''] = readdirSync(join(out, 'receipts'));
    const { issuer, receipt } = await readReceipt(readFileSync(join(out, 'receipts', name), 'utf8'));
    expect([issuer.owner, issuer.key.name, receipt.issuer]).toEqual(['Centre of DLA', 'RSA 2048', 'Centre of DLA']);
    expect(readdirSync(out)).not.toContain('key');
  });
});

test('the out folder may lie inside the folder, and be moved', async () => {
  out = join(folder, 'out');
  put(join(folder, 'a.asice'), good);
  put(join(out, 'kept.asice'), broken);
  expect(await take()).toMatchObject({ files: 1, outcomes: { accepted: 1, rejected: 0 } });
  const moved = join(base, 'moved');
  renameSync(out, moved);
  cpSync(moved, join(base, 'copied'), { recursive: true });
  out = join(base, 'copied');
  expect(await take()).toMatchObject({ examined: 0, issued: 0 });
});

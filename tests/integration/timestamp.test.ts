import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHttpClient } from '#main/lib/http/client.ts';
import { askOver } from '#main/lib/signing/ask-authority.ts';
import type { SigningIdentity } from '#main/lib/signing/identity.ts';
import { signerOf } from '#main/lib/signing/key-signer.ts';
import { timestampSignature } from '#main/lib/signing/request-timestamp.ts';
import { signCades } from '#main/lib/signing/sign-cades.ts';
import { readTrustFile, trustedOf } from '#main/lib/signing/trust-anchors.ts';
import { verifyCades } from '#main/lib/signing/verify-cades.ts';
import { verifyPackage } from '#main/verify/verify-file.ts';
import {
  createAuthority,
  identityOf,
  issueCertificate,
  revocationList,
  revoke,
  type Authority,
} from '#tests/support/certificate-authority.ts';
import { membersOf, newIdentity, packageOf, partsOf } from '#tests/support/package-fixture.ts';
import { root as project } from '#tests/support/paths.ts';
import {
  startTimestampAuthority,
  timestampUse,
  type AuthorityManner,
  type TimestampAuthority,
} from '#tests/support/timestamp-authority.ts';

/** Level T against a real authority: `openssl ts` behind HTTP, good, hostile and gone. */
const folder = mkdtempSync(join(tmpdir(), 'lpa-timestamp-'));
const file = (name: string) => join(folder, name);
const day = 86_400_000;
const now = Date.now();
const content = Buffer.from('<manifest/>');
const client = createHttpClient({ connections: 1, privateAddresses: true });

let ca: Authority;
let authority: TimestampAuthority;
let expired: TimestampAuthority;
let own: SigningIdentity;
beforeAll(async () => {
  const use = { extensions: timestampUse };
  ca = createAuthority(folder, 'ca', { subject: '/CN=ผู้ออกใบรับรอง (ทดสอบ)', from: new Date(now - 900 * day) });
  // RSA: its tokens are all of one length.
  const rsa = { key: ['-newkey', 'rsa:2048'] };
  issueCertificate(ca, 'tsa', { subject: '/CN=ผู้ประทับเวลา (ทดสอบ)', ...rsa, ...use });
  authority = await startTimestampAuthority(ca, 'tsa');
  const old = createAuthority(folder, 'old', { subject: '/CN=เก่า' });
  issueCertificate(old, 'tsa', {
    subject: '/CN=หมดอายุ',
    ...use,
    from: new Date(now - 9 * day),
    to: new Date(now - day),
  });
  expired = await startTimestampAuthority(old, 'tsa');
  own = await newIdentity(new Date(now - day));
});
afterAll(async () => {
  await Promise.all([authority.close(), expired.close(), client.close()]);
  rmSync(folder, { recursive: true, force: true });
});

const ask = (url = authority.url) => askOver(client, new URL(url), Date.now);
const sign = async () => signCades(await signerOf(own), content, new Date());
const openssl = (...args: string[]) => spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' });

/** Where the token and the signature value lie, found by OpenSSL's own reading of the file. */
function takeApart(signature: Uint8Array): void {
  writeFileSync(file('t.p7s'), signature);
  const lines = openssl('asn1parse', '-inform', 'DER', '-in', 't.p7s').stdout.split('\n');
  const at = lines.findIndex((line) => line.includes('id-smime-aa-timeStampToken'));
  const placeOf = (line: string | undefined) => {
    const [, offset = '0', header = '0', length = '0'] =
      /^\s*(\d+):d=\s*\d+\s+hl=\s*(\d+)\s+l=\s*(\d+)/.exec(line ?? '') ?? [];
    return { begin: Number(offset), header: Number(header), length: Number(length) };
  };
  const token = placeOf(lines[at + 2]);
  const value = placeOf(lines.slice(0, at).findLast((line) => line.includes('OCTET STRING')));
  const bytes = Buffer.from(signature);
  writeFileSync(file('token.der'), bytes.subarray(token.begin, token.begin + token.header + token.length));
  writeFileSync(
    file('value.bin'),
    bytes.subarray(value.begin + value.header, value.begin + value.header + value.length),
  );
}

test('a signature is stamped, and OpenSSL confirms both it and the timestamp', async () => {
  authority.manner = 'good';
  const before = await sign();
  expect((await verifyCades(before, content)).timestamp).toBeNull();
  const { signature, timestamp } = await timestampSignature(before, ask());
  expect(timestamp.authority).toBe('ผู้ประทับเวลา (ทดสอบ)');
  expect(Math.abs(Date.parse(timestamp.at) - Date.now())).toBeLessThan(60_000);
  expect(await verifyCades(signature, content)).toMatchObject({
    ...{ valid: true, problems: [] },
    timestamp: { timestamp, problems: [] },
  });
  takeApart(signature);
  writeFileSync(file('ca.pem'), ca.certificate);
  writeFileSync(file('m.xml'), content);
  writeFileSync(file('own.der'), own.certificate);
  openssl('x509', '-inform', 'DER', '-in', 'own.der', '-out', 'own.pem');
  const stamped = ['ts', '-verify', '-token_in', '-in', 'token.der', '-CAfile', 'ca.pem'];
  expect(openssl(...stamped, '-data', 'value.bin').stdout).toContain('Verification: OK');
  expect(openssl(...stamped, '-data', 'm.xml').status).not.toBe(0);
  const cades = openssl('cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', 't.p7s', '-content', 'm.xml',
    '-CAfile', 'own.pem', '-purpose', 'any', '-out', '/dev/null'); // prettier-ignore
  expect([cades.status, cades.stderr]).toEqual([0, expect.stringContaining('CAdES Verification successful')]);
});

test('a timestamp moved to another signature, or changed in any byte, is found', async () => {
  authority.manner = 'good';
  const { signature } = await timestampSignature(await sign(), ask());
  takeApart(signature);
  const token = readFileSync(file('token.der'));
  const other = await sign();
  const moved = await timestampSignature(other, ask());
  takeApart(moved.signature);
  const swapped = Buffer.from(moved.signature);
  const place = swapped.indexOf(readFileSync(file('token.der')));
  expect(readFileSync(file('token.der')).length).toBe(token.length);
  token.copy(swapped, place);
  const verdict = await verifyCades(swapped, content);
  expect(verdict.timestamp?.problems.map(({ code }) => code)).toEqual(['timestamp.imprint']);
  expect(verdict.valid).toBe(true);
  const unnoticed: number[] = [];
  for (let at = place; at < place + token.length; at += 37) {
    const changed = Buffer.from(moved.signature);
    changed[at] = (changed[at] ?? 0) ^ 1;
    const { problems, timestamp } = await verifyCades(changed, content);
    if (problems.length === 0 && timestamp?.problems.length === 0) unnoticed.push(at - place);
  }
  // What is left is the authority's enclosed issuer, which the token does not sign and nobody has to believe.
  const issuer = token.indexOf(Buffer.from(ca.certificate.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64'));
  const end = issuer + Buffer.from(ca.certificate.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64').length;
  expect(unnoticed.filter((at) => at < issuer || at >= end)).toEqual([]);
});

describe('nothing is taken from an authority', () => {
  test.each<[AuthorityManner, string, string?]>([
    ['rejects', 'timestamp.refused', 'rejected'],
    ['page', 'timestamp.refused', 'answer'],
    ['garbage', 'timestamp.refused', 'answer'],
    ['other-nonce', 'timestamp.refused', 'timestamp.nonce'],
    ['no-nonce', 'timestamp.refused', 'timestamp.nonce'],
    ['other-imprint', 'timestamp.refused', 'timestamp.imprint'],
    ['ordinary-certificate', 'timestamp.refused', 'timestamp.purpose'],
    ['busy', 'server.busy'],
    ['endless', 'server.too-much'],
    ['redirects', 'server.not-lpa'],
  ])('that behaves like this: %s', async (manner, code, reason) => {
    authority.manner = manner;
    const failure = await timestampSignature(await sign(), ask()).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code, ...(reason === undefined ? {} : { details: { reason } }) });
  });

  test('whose certificate has expired, or that is not there', async () => {
    const failure = timestampSignature(await sign(), ask(expired.url));
    await expect(failure).rejects.toMatchObject({ details: { reason: 'timestamp.expired' } });
    const gone = timestampSignature(await sign(), ask('http://127.0.0.1:9/'));
    await expect(gone).rejects.toMatchObject({ code: 'server.unreachable' });
  });
});

describe('a package', () => {
  /** Not spawnSync: the authority answers from this process. */
  const lpa = (...args: string[]): Promise<{ status: number; out: string }> =>
    new Promise((resolve) => {
      const all = [join(project, 'main/cli/lpa.ts'), ...args, '--lang', 'en'];
      execFile(process.execPath, all, (error, stdout, stderr) =>
        resolve({ status: error === null ? 0 : Number(error.code), out: stdout + stderr }),
      );
    });
  const trust = (...pems: string[]) => {
    const files = pems.map((pem) => readTrustFile(Buffer.from(pem)));
    return trustedOf({ signers: files, time: files });
  };
  const target = file('one.asice');
  const unpacked = (name: string) => {
    rmSync(file(name), { recursive: true, force: true });
    spawnSync('unzip', ['-q', target, '-d', file(name)]);
    const list = spawnSync('sh', ['-c', 'find . -type f | sort | xargs sha256sum'], {
      cwd: file(name),
      encoding: 'utf8',
    });
    return list.stdout.trim().split('\n');
  };
  const said = async (...pems: string[]) => {
    const report = await verifyPackage(target, trust(...pems));
    const codes = report.findings.filter(({ check }) => check === 'timestamp' || check === 'certificate');
    return { ...report, codes: codes.map(({ severity, code }) => `${severity} ${code}`) };
  };

  beforeAll(async () => {
    authority.manner = 'good';
    // The signer's certificate will have ended before the package is looked at again.
    const subject = '/CN=นางสาวปาริชาต วงศ์เมธากุล';
    issueCertificate(ca, 'signer', { subject, from: new Date(now - 100 * day), to: new Date(now + day) });
    const signer = await identityOf(ca, 'signer', []);
    writeFileSync(target, await packageOf(membersOf(await partsOf()), signer, new Date()));
  });

  test('is of level B first, then of level T, and only its signature changes', async () => {
    expect((await said()).signers).toMatchObject([{ timestamp: null }]);
    const before = unpacked('before');
    const run = await lpa('timestamp', target, '--authority', authority.url);
    expect(run).toMatchObject({ status: 0, out: expect.stringContaining('Level T') as string });
    const after = unpacked('after');
    const changed = after.filter((line, at) => line !== before[at]);
    expect(changed.map((line) => line.slice(66))).toEqual(['./META-INF/signature001.p7s']);
    const report = await said();
    expect(report.signers).toMatchObject([{ timestamp: { authority: 'ผู้ประทับเวลา (ทดสอบ)' } }]);
    expect(report.codes).toContain('info timestamp.authority-unchecked');
    expect(readFileSync(target).subarray(38, 69).toString()).toBe('application/vnd.etsi.asic-e+zip');
    const asked = authority.asked();
    expect((await lpa('timestamp', target, '--authority', authority.url)).out).toContain('already');
    expect(authority.asked()).toBe(asked);
  });

  test('keeps its proof when the signer’s certificate ends or is revoked later', async () => {
    expect((await said(ca.certificate)).codes).toEqual([
      ...['info certificate.trusted', 'info certificate.revocation-unknown'],
    ]);
    revoke(ca, 'signer', new Date(Date.now() + 60_000));
    expect(await said(ca.certificate, revocationList(ca))).toMatchObject({
      verdict: 'valid',
      codes: ['info certificate.trusted'],
    });
    const later = { now: () => now + 900 * day, ...trust(ca.certificate) };
    const codes = (await verifyPackage(target, later)).findings.map(({ code }) => code);
    expect(codes).not.toContain('certificate.expired-since');
    const plain = file('plain.asice');
    writeFileSync(
      plain,
      await packageOf(membersOf(await partsOf()), await identityOf(ca, 'signer', []), new Date(now)),
    );
    expect((await verifyPackage(plain, later)).findings.map(({ code }) => code)).toContain('certificate.expired-since');
    const lost = await verifyPackage(plain, trust(ca.certificate, revocationList(ca)));
    expect(lost.findings.filter(({ severity }) => severity === 'error')).toMatchObject([
      { code: 'certificate.revoked' },
    ]);
  });

  test('proves nothing where the authority is trusted for signers alone', async () => {
    const files = [ca.certificate, revocationList(ca)].map((pem) => readTrustFile(Buffer.from(pem)));
    const report = await verifyPackage(target, trustedOf({ signers: files, time: [] }));
    expect(report.findings.map(({ code }) => code)).toContain('timestamp.authority-unchecked');
    expect(report.signers).toMatchObject([{ timestamp: { trusted: null } }]);
    // Revoked after the signing, which nobody but the signer says was before.
    expect(report.findings.filter(({ severity }) => severity === 'error')).toMatchObject([
      { code: 'certificate.revoked' },
    ]);
    writeFileSync(file('ca.pem'), ca.certificate);
    writeFileSync(file('ca.crl'), revocationList(ca));
    const lists = ['--trust', file('ca.pem'), '--trust', file('ca.crl')];
    expect((await lpa('verify', target, ...lists)).status).toBe(1);
    const both = await lpa('verify', target, ...lists, '--trust-time', file('ca.pem'));
    expect(both).toMatchObject({ status: 0, out: expect.not.stringContaining('not checked') as string });
  });

  test('proves nothing by an authority that is not trusted, or was revoked', async () => {
    const stranger = createAuthority(folder, 'stranger', { subject: '/CN=คนอื่น' });
    writeFileSync(file('signer.pem'), readFileSync(join(ca.folder, 'signer.pem')));
    const pinned = readFileSync(file('signer.pem'), 'utf8');
    const unknown = await said(stranger.certificate, pinned);
    expect(unknown.codes).toContain('warning timestamp.chain-not-anchored');
    expect(unknown.verdict).toBe('valid');
    revoke(ca, 'tsa', new Date(now - day));
    const report = await said(ca.certificate, revocationList(ca));
    expect(report.codes).toContain('error timestamp.chain-revoked');
    // And so the signer's later revocation counts as well.
    expect(report.codes).toContain('error certificate.revoked');
    expect(report.verdict).toBe('invalid');
  });

  test('is not taken from an authority that is not trusted', async () => {
    const plain = file('strange.asice');
    writeFileSync(plain, await packageOf(membersOf(await partsOf()), own, new Date()));
    const before = readFileSync(plain);
    writeFileSync(file('stranger.pem'), readFileSync(join(folder, 'stranger', 'ca.pem')));
    authority.manner = 'good';
    const run = await lpa('timestamp', plain, '--authority', authority.url, '--trust-time', file('stranger.pem'));
    expect(run).toMatchObject({ status: 2, out: expect.stringContaining('not among the trusted') as string });
    expect(readFileSync(plain).equals(before)).toBe(true);
    expect((await lpa('timestamp', plain, '--authority', authority.url)).out).toContain('is not checked');
  });

  test('stays as it was, byte by byte, when the authority fails', async () => {
    writeFileSync(target, await packageOf(membersOf(await partsOf()), own, new Date()));
    const before = readFileSync(target);
    for (const manner of ['other-nonce', 'ordinary-certificate', 'endless', 'busy'] as const) {
      authority.manner = manner;
      expect((await lpa('timestamp', target, '--authority', authority.url)).status).toBe(2);
      expect(readFileSync(target).equals(before)).toBe(true);
    }
    expect(await lpa('timestamp', target, '--authority', 'http://tsa.example/')).toMatchObject({
      ...{ status: 2, out: expect.stringContaining('https') as string },
    });
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

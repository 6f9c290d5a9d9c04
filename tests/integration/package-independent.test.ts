import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAsice } from '#main/lib/asice/create-asice.ts';
import { openPkcs12 } from '#main/lib/signing/pkcs12.ts';
import type { SigningIdentity } from '#main/lib/signing/identity.ts';
import { verifyPackage } from '#main/verify/verify-file.ts';
import { bouncyCastle } from '#tests/support/bouncy-castle.ts';
import { membersOf, newIdentity, packageOf, partsOf } from '#tests/support/package-fixture.ts';
import { root } from '#tests/support/paths.ts';

/** Packages checked by programs that have nothing to do with ours: unzip, sha256sum, OpenSSL, BouncyCastle. */
const folder = mkdtempSync(join(tmpdir(), 'lpa-independent-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const openssl = (...args: string[]) => spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' });
const file = 'one.asice';

const pkcs12 = (newKey: string[]): Promise<SigningIdentity> => {
  openssl(
    'req',
    '-x509',
    ...newKey,
    '-noenc',
    '-keyout',
    'k.pem',
    '-out',
    'c.pem',
    '-days',
    '99',
    '-utf8',
    '-subj',
    '/CN=ทดสอบ',
  );
  openssl('pkcs12', '-export', '-inkey', 'k.pem', '-in', 'c.pem', '-out', 'k.p12', '-passout', 'pass:x');
  return openPkcs12(readFileSync(join(folder, 'k.p12')), 'x');
};

describe.each([
  ['a generated P-256 key', () => newIdentity(new Date())],
  ['an RSA-2048 key', () => pkcs12(['-newkey', 'rsa:2048'])],
  ['a P-384 key', () => pkcs12(['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384'])],
])('a package signed by %s', (_, identityOf) => {
  beforeAll(async () => {
    const identity = await identityOf();
    writeFileSync(join(folder, file), await packageOf(membersOf(await partsOf()), identity, new Date()));
    rmSync(join(folder, 'x'), { recursive: true, force: true });
    execFileSync('unzip', ['-q', file, '-d', 'x'], { cwd: folder });
    writeFileSync(join(folder, 'cert.der'), identity.certificate);
    openssl('x509', '-inform', 'DER', '-in', 'cert.der', '-out', 'cert.pem');
  });

  test('is valid for us', async () => {
    expect((await verifyPackage(join(folder, file))).verdict).toBe('valid');
  });

  test('is a sound archive that `file` knows', () => {
    expect(spawnSync('unzip', ['-t', file], { cwd: folder }).status).toBe(0);
    expect(readFileSync(join(folder, file)).subarray(38, 69).toString()).toBe('application/vnd.etsi.asic-e+zip');
  });

  const verify = (cades: readonly string[] = ['-cades']) =>
    openssl(
      ...['cms', '-verify', ...cades, '-binary', '-inform', 'DER', '-in', 'x/META-INF/signature001.p7s'],
      ...['-content', 'x/META-INF/ASiCManifest.xml', '-CAfile', 'cert.pem', '-purpose', 'any', '-out', '/dev/null'],
    );

  test('carries a signature that OpenSSL confirms as CAdES, and refuses over other content', () => {
    const good = verify();
    expect([good.status, good.stderr]).toEqual([0, expect.stringContaining('CAdES Verification successful')]);
    const manifest = join(folder, 'x/META-INF/ASiCManifest.xml');
    const before = readFileSync(manifest);
    writeFileSync(manifest, before.toString().replace('review.json', 'review.jsom'));
    expect(verify().status).not.toBe(0);
    writeFileSync(manifest, before);
  });

  test('lists every file with the digest that sha256sum computes', () => {
    const manifest = readFileSync(join(folder, 'x/META-INF/ASiCManifest.xml'), 'utf8');
    const listed = [...manifest.matchAll(/URI="([^"]+)">[^]*?<ds:DigestValue>([^<]+)</g)].map(
      ([, uri = '', value = '']) => [decodeURIComponent(uri), Buffer.from(value, 'base64').toString('hex')],
    );
    const names = listed.map(([name = '']) => name);
    const sums = execFileSync('sha256sum', names, { cwd: join(folder, 'x'), encoding: 'utf8' });
    expect(
      sums
        .trim()
        .split('\n')
        .map((line) => [line.slice(66), line.slice(0, 64)]),
    ).toEqual(listed);
    const all = execFileSync('unzip', ['-Z1', file], { cwd: folder, encoding: 'utf8' }).trim().split('\n');
    expect(all.filter((name) => name !== 'mimetype' && !name.startsWith('META-INF/'))).toEqual(names);
  });

  test('is strict DER, as BouncyCastle demands', () => {
    const verdict = bouncyCastle(folder, ['x/META-INF/signature001.p7s', 'x/META-INF/ASiCManifest.xml']);
    // The order of attributes is also checked by our own verification; this is the second opinion where it is installed.
    if (verdict !== null) expect(verdict).toEqual(['true']);
  });
});

test('the commands of resources/formats/review-package.md check a package by hand', async () => {
  const document = readFileSync(join(root, 'resources/formats/review-package.md'), 'utf8');
  const script = /```sh\n([^]*?)```/.exec(document)?.[1] ?? '';
  const hand = join(folder, 'by-hand');
  mkdirSync(hand);
  const bytes = await packageOf(membersOf(await partsOf()), await newIdentity(new Date()), new Date());
  writeFileSync(join(hand, 'PACKAGE.asice'), bytes);
  const run = spawnSync('sh', ['-c', script], { cwd: hand, encoding: 'utf8' });
  expect(run.stderr).toContain('CAdES Verification successful');
  expect(run.stdout.split('\n')[0]).toBe('application/vnd.etsi.asic-e+zip');
  expect(run.stdout.match(/^as signed: /gm)).toHaveLength(8);
  const { content } = await verifyPackage(join(hand, 'PACKAGE.asice'));
  expect(run.stdout.trimEnd().split('\n').at(-1)).toBe(content?.code);
});

test('OpenSSL and we agree on a signature that OpenSSL made', async () => {
  await pkcs12(['-newkey', 'rsa:3072']);
  const parts = membersOf(await partsOf());
  const signer = async (manifest: Uint8Array) => {
    writeFileSync(join(folder, 'm.xml'), manifest);
    openssl('cms', '-sign', '-cades', '-binary', '-md', 'sha256', '-nosmimecap', '-in', 'm.xml', '-signer', 'c.pem',
      '-inkey', 'k.pem', '-outform', 'DER', '-out', 'm.p7s'); // prettier-ignore
    return readFileSync(join(folder, 'm.p7s'));
  };
  writeFileSync(join(folder, 'theirs.asice'), await buffer(createAsice(parts, signer, new Date())));
  expect(
    (await verifyPackage(join(folder, 'theirs.asice'))).findings.filter(({ severity }) => severity === 'error'),
  ).toEqual([]);
});

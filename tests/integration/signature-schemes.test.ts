import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importSigningKey, type SigningIdentity } from '#main/lib/signing/identity.ts';
import { signerOf } from '#main/lib/signing/key-signer.ts';
import { openPkcs12 } from '#main/lib/signing/pkcs12.ts';
import { signCades } from '#main/lib/signing/sign-cades.ts';
import { verifyCades } from '#main/lib/signing/verify-cades.ts';
import { bouncyCastle } from '#tests/support/bouncy-castle.ts';

/** Every kind of key and padding, signed here and by OpenSSL, and judged by OpenSSL, pkijs and BouncyCastle. */
const folder = mkdtempSync(join(tmpdir(), 'lpa-schemes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string) => join(folder, name);
const openssl = (...args: string[]) => {
  const run = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' });
  return { status: run.status, stderr: run.stderr };
};
const done = (...args: string[]) => expect(openssl(...args), args.join(' ')).toMatchObject({ status: 0 });
const content = Buffer.from('<manifest>ผลการประเมิน\r\n</manifest>\n');

const rsa = (bits: number) => ['-newkey', `rsa:${bits}`];
const ec = (curve: string) => ['-newkey', 'ec', '-pkeyopt', `ec_paramgen_curve:${curve}`];
const pssKey = (...more: string[]) => ['-newkey', 'rsa-pss', '-pkeyopt', 'rsa_keygen_bits:2048', ...more];

function makeCertificate(name: string, key: readonly string[]): void {
  done('req', '-x509', ...key, '-noenc', '-keyout', `${name}.key`, '-out', `${name}.crt`, '-days', '99', '-utf8',
    '-subj', '/CN=นายทดสอบ ลงนาม'); // prettier-ignore
}

async function identityOf(name: string, key: readonly string[]): Promise<SigningIdentity> {
  makeCertificate(name, key);
  done('pkcs12', '-export', '-inkey', `${name}.key`, '-in', `${name}.crt`, '-out', `${name}.p12`, '-passout', 'pass:x');
  return openPkcs12(readFileSync(file(`${name}.p12`)), 'x');
}

const opensslOnOurs = (name: string, over: string) =>
  openssl('cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', `${name}.p7s`, '-content', over, '-CAfile',
    `${name}.crt`, '-purpose', 'any', '-out', '/dev/null'); // prettier-ignore

/** As the library itself verifies; it knows no key that is for PSS alone. */
async function pkijsVerifies(signature: Uint8Array, over: Uint8Array): Promise<boolean> {
  const info = new pkijs.ContentInfo({ schema: asn1js.fromBER(Uint8Array.from(signature).buffer).result });
  const signed = new pkijs.SignedData({ schema: info.content });
  return signed.verify({ signer: 0, data: Uint8Array.from(over).buffer }).catch(() => false);
}

const kinds: [name: string, key: string[], pss: boolean, scheme: string][] = [
  ['rsa-2048', rsa(2048), false, 'rsa-pkcs1 sha256'],
  ['rsa-3072-pss', rsa(3072), true, 'rsa-pss sha256'],
  ['pss-only', pssKey(), false, 'rsa-pss sha256'],
  ['p-256', ec('P-256'), false, 'ecdsa sha256'],
  ['p-384', ec('P-384'), false, 'ecdsa sha384'],
];

describe('signed here', () => {
  beforeAll(() => {
    writeFileSync(file('m.xml'), content);
    writeFileSync(file('other.xml'), content.subarray(1));
  });

  test.each(kinds)('%s: we, OpenSSL and pkijs agree', async (name, key, pss, scheme) => {
    const signer = await signerOf(await identityOf(name, key), { pss });
    expect(`${signer.scheme.kind} ${signer.scheme.digest}`).toBe(scheme);
    expect(signer.name).toBe('นายทดสอบ ลงนาม');
    const signature = await signCades(signer, content, new Date());
    writeFileSync(file(`${name}.p7s`), signature);
    expect(await verifyCades(signature, content)).toMatchObject({ valid: true, problems: [] });
    expect(opensslOnOurs(name, 'm.xml')).toMatchObject({
      status: 0,
      stderr: expect.stringContaining('CAdES Verification successful') as string,
    });
    expect(opensslOnOurs(name, 'other.xml').status).not.toBe(0);
    if (name !== 'pss-only') {
      expect(await pkijsVerifies(signature, content)).toBe(true);
      expect(await pkijsVerifies(signature, content.subarray(1))).toBe(false);
    }
  });

  test('BouncyCastle agrees on all of them', () => {
    const verdict = bouncyCastle(folder, ...kinds.map(([name]) => [`${name}.p7s`, 'm.xml'] as const));
    if (verdict !== null) expect(verdict).toEqual(kinds.map(() => 'true'));
  });
});

test('a key file opens also where a digest in it looks like a time that is none', async () => {
  const bytes = readFileSync(join(import.meta.dirname, '..', 'fixtures', 'digest-like-a-time.p12'));
  expect((await openPkcs12(bytes, 'x')).certificate.length).toBeGreaterThan(500);
});

test('a P-521 key, which is not in the profile, does not sign here, and says so', async () => {
  await expect(identityOf('p-521', ec('P-521'))).rejects.toMatchObject({
    code: 'key.profile',
    details: { kind: 'ECDSA P-521' },
  });
  const der = (label: string, name: string) =>
    Buffer.from(
      readFileSync(file(name), 'utf8').split(`-----BEGIN ${label}-----`)[1]?.split('-----')[0] ?? '',
      'base64',
    );
  const identity = { certificate: der('CERTIFICATE', 'p-521.crt'), privateKey: der('PRIVATE KEY', 'p-521.key') };
  await expect(signerOf({ ...identity, chain: [] })).rejects.toMatchObject({ code: 'key.profile' });
});

describe('signed by OpenSSL', () => {
  const codes = async (name: string, ...options: string[]) => {
    done('cms', '-sign', '-binary', '-cades', '-nosmimecap', '-in', 'm.xml', '-signer', `${name}.crt`, '-inkey',
      `${name}.key`, '-outform', 'DER', '-out', 'o.p7s', ...options); // prettier-ignore
    return (await verifyCades(readFileSync(file('o.p7s')), content)).problems.map(({ code }) => code);
  };
  const pss = (...more: string[]) => ['-keyopt', 'rsa_padding_mode:pss', ...more.flatMap((one) => ['-keyopt', one])];

  test.each([
    ['rsa-2048', ['-md', 'sha512']],
    ['rsa-2048', ['-md', 'sha384', ...pss('rsa_pss_saltlen:20')]],
    ['rsa-2048', ['-md', 'sha256', ...pss('rsa_pss_saltlen:0')]],
    ['pss-only', ['-md', 'sha512', ...pss('rsa_pss_saltlen:64')]],
    ['p-256', ['-md', 'sha384']],
    ['p-384', ['-md', 'sha256']],
    ['p-521', ['-md', 'sha512']],
  ])('%s %j is accepted', async (name, options) => {
    expect(await codes(name, ...options)).toEqual([]);
  });

  test.each([
    ['rsa-2048', ['-md', 'sha1']],
    ['rsa-2048', ['-md', 'sha224']],
    ['rsa-2048', ['-md', 'sha1', ...pss('rsa_pss_saltlen:20')]],
    ['rsa-2048', ['-md', 'sha256', ...pss('rsa_pss_saltlen:32', 'rsa_mgf1_md:sha1')]],
    ['p-256', ['-md', 'sha1']],
  ])('%s %j is refused as too weak', async (name, options) => {
    expect(await codes(name, ...options)).toContain('signature.algorithm');
  });

  test.each([
    ['rsa-1024', rsa(1024)],
    ['rsa-2040', rsa(2040)],
    ['pss-1024', ['-newkey', 'rsa-pss', '-pkeyopt', 'rsa_keygen_bits:1024']],
    ['p-224', ec('P-224')],
    ['secp256k1', ec('secp256k1')],
  ])('a key %s is refused', async (name, key) => {
    makeCertificate(name, key);
    expect(await codes(name, '-md', 'sha256')).toContain('certificate.weak-key');
    expect((await verifyCades(readFileSync(file('o.p7s')), content)).valid).toBe(false);
  });

  test('a key that is for PSS with SHA-512 alone signs with nothing less', async () => {
    const fixed = ['rsa_pss_keygen_md:sha512', 'rsa_pss_keygen_mgf1_md:sha512', 'rsa_pss_keygen_saltlen:64'];
    const identity = await identityOf('strict', pssKey(...fixed.flatMap((one) => ['-pkeyopt', one])));
    expect(await codes('strict', '-md', 'sha512', ...pss('rsa_pss_saltlen:64'))).toEqual([]);
    const signer = await signerOf(identity);
    expect(signer.scheme).toEqual({ kind: 'rsa-pss', digest: 'sha512', salt: 64 });
    const scheme = { ...signer.scheme, salt: 32 };
    const key = await importSigningKey(identity, scheme);
    const weaker = {
      ...signer,
      scheme,
      sign: async (bytes: Uint8Array) =>
        new Uint8Array(await crypto.subtle.sign(key.use, key.key, Uint8Array.from(bytes))),
    };
    const { problems } = await verifyCades(await signCades(weaker, content, new Date()), content);
    expect(problems.map(({ code }) => code)).toEqual(['signature.forged']);
  });
});

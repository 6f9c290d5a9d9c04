import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isAppError } from '#common/contract/failures.ts';
import { readCertificate } from './certificate.ts';
import { generateIdentity } from './generate-identity.ts';
import type { SigningIdentity } from './identity.ts';
import { openPkcs12 } from './pkcs12.ts';
import { signerOf } from './key-signer.ts';
import { signCades as signWith } from './sign-cades.ts';
import { verifyCades } from './verify-cades.ts';

const folder = mkdtempSync(join(tmpdir(), 'lpa-signing-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string) => join(folder, name);
const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
const pem = (der: Uint8Array) =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der)
    .toString('base64')
    .replace(/(.{64})/g, '$1\n')}\n-----END CERTIFICATE-----\n`;
const codes = (verdict: { problems: readonly { code: string }[] }) => verdict.problems.map(({ code }) => code);

const content = new TextEncoder().encode('<manifest>ผลการประเมิน\r\n</manifest>\n');
const now = new Date('2026-07-05T07:58:12.345Z');
const subject = { name: 'นางสาวปาริชาต วงศ์เมธากุล', title: 'กรรมการ', organization: 'จังหวัดธารานคร' };

/** Key and self-signed certificate made by OpenSSL, as PKCS#12 file `name`.p12. */
function makePkcs12(name: string, newKey: string[], password: string, ...options: string[]): Buffer {
  openssl('req', '-x509', ...newKey, '-noenc', '-keyout', `${name}.key`, '-out', `${name}.crt`, '-days', '3650',
    '-utf8', '-subj', '/CN=นายทดสอบ ลงนาม', '-addext', 'keyUsage=digitalSignature'); // prettier-ignore
  openssl('pkcs12', '-export', '-inkey', `${name}.key`, '-in', `${name}.crt`, '-out', `${name}.p12`,
    '-passout', `pass:${password}`, ...options); // prettier-ignore
  return readFileSync(file(`${name}.p12`));
}
const rsa = ['-newkey', 'rsa:2048'];
const p256 = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];

function opensslVerifies(signature: Uint8Array, over: Uint8Array, certificate: Uint8Array): string {
  writeFileSync(file('s.p7s'), signature);
  writeFileSync(file('m.xml'), over);
  writeFileSync(file('c.pem'), pem(certificate));
  const run = spawnSync(
    'openssl',
    [
      ...['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', 's.p7s', '-content', 'm.xml'],
      ...['-CAfile', 'c.pem', '-purpose', 'any', '-out', '/dev/null'],
    ],
    { cwd: folder, encoding: 'utf8' },
  );
  return run.stderr;
}

const signCades = async (identity: SigningIdentity, over: Uint8Array, at: Date) =>
  signWith(await signerOf(identity), over, at);

describe('key material that is no key', () => {
  const garbage = new Uint8Array(Buffer.from('3082010a', 'hex'));
  const secret = Buffer.from('-----probe-of-a-secret-----');

  test('is refused in words, and stands in none of them', async () => {
    const other = await generateIdentity(subject, now);
    const rsaKey = makePkcs12('stranger', rsa, 'x');
    const { privateKey } = await openPkcs12(rsaKey, 'x');
    for (const bytes of [new Uint8Array(), garbage, new Uint8Array(secret), other.certificate, privateKey]) {
      const error: unknown = await signerOf({ ...own, privateKey: bytes }).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'key.unsupported', details: { reason: 'no-key' } });
      expect(isAppError(error) && JSON.stringify([error.message, error.details, String(error.cause)])).not.toContain(
        'probe',
      );
    }
  });

  test('in a PKCS#12 file: a certificate without a key, with another key, or nothing of either', async () => {
    makePkcs12('one', p256, 'x');
    makePkcs12('two', p256, 'x');
    openssl('pkcs12', '-export', '-nokeys', '-in', 'one.crt', '-out', 'nokey.p12', '-passout', 'pass:x');
    await expect(openPkcs12(readFileSync(file('nokey.p12')), 'x')).rejects.toMatchObject({ code: 'key.unsupported' });
    for (const bytes of [Buffer.alloc(0), Buffer.from(garbage), secret, readFileSync(file('one.crt'))])
      await expect(openPkcs12(bytes, 'x')).rejects.toMatchObject({
        code: 'key.unsupported',
        details: { reason: 'not-pkcs12' },
      });
  });
});

let own: SigningIdentity;
beforeAll(async () => {
  own = await generateIdentity(subject, now);
});

describe('a generated key', () => {
  test('has a certificate that names its owner in Thai, for two years', async () => {
    expect(await readCertificate(own.certificate)).toMatchObject({
      owner: subject.name,
      title: 'กรรมการ',
      issuer: subject.name,
      selfSigned: true,
      maySign: true,
      key: { name: 'ECDSA P-256', strong: true },
      validFrom: '2026-07-05T07:58:12.000Z',
      validTo: '2028-07-05T07:58:12.000Z',
    });
    writeFileSync(file('own.pem'), pem(own.certificate));
    const text = String(openssl('x509', '-in', 'own.pem', '-noout', '-subject', '-nameopt', 'utf8,show_type'));
    expect(text).toContain(`CN=UTF8STRING:${subject.name}`);
  });

  test('signs so that we and OpenSSL agree', async () => {
    const signature = await signCades(own, content, now);
    expect(await verifyCades(signature, content)).toMatchObject({
      valid: true,
      problems: [],
      signedAt: '2026-07-05T07:58:12.000Z',
      certificate: { owner: subject.name },
    });
    expect(opensslVerifies(signature, content, own.certificate)).toContain('CAdES Verification successful');
  });

  test('does not verify when it was used before or after its time', async () => {
    const problemsAt = async (at: string) =>
      codes(await verifyCades(await signCades(own, content, new Date(at)), content));
    expect(await problemsAt('2026-07-05T07:58:11Z')).toEqual(['certificate.not-yet-valid']);
    expect(await problemsAt('2028-07-05T07:58:12Z')).toEqual([]);
    expect(await problemsAt('2028-07-05T07:58:13Z')).toEqual(['certificate.expired']);
  });
});

describe('a signature that was tampered with', () => {
  test('other content, another signer, trailing bytes', async () => {
    const signature = await signCades(own, content, now);
    expect(codes(await verifyCades(signature, content.subarray(1)))).toEqual(['signature.content']);
    expect(codes(await verifyCades(Buffer.concat([signature, Buffer.of(0)]), content))).toEqual([
      'signature.unreadable',
    ]);
    expect(codes(await verifyCades(new Uint8Array(), content))).toEqual(['signature.unreadable']);
    expect(codes(await verifyCades(new Uint8Array(own.certificate), content))).toEqual(['signature.unreadable']);
  });

  test('any single changed byte is noticed', async () => {
    const signature = await signCades(own, content, now);
    const unnoticed: number[] = [];
    for (let at = 1; at < signature.length; at += 5) {
      const changed = Uint8Array.from(signature);
      changed[at] = (changed[at] ?? 0) ^ 1;
      const verdict = await verifyCades(changed, content);
      if (verdict.valid) unnoticed.push(at);
    }
    expect(unnoticed).toEqual([]);
  });

  test('signatures by OpenSSL: with CAdES attributes valid, without them or with SHA-1 not', async () => {
    makePkcs12('cms', rsa, 'x');
    writeFileSync(file('m.bin'), content);
    const sign = (...options: string[]) => {
      openssl('cms', '-sign', '-binary', '-in', 'm.bin', '-signer', 'cms.crt', '-inkey', 'cms.key', '-outform', 'DER',
        '-out', 'o.p7s', ...options); // prettier-ignore
      return readFileSync(file('o.p7s'));
    };
    const plain = ['-nosmimecap'];
    expect(codes(await verifyCades(sign('-cades', '-md', 'sha256', ...plain), content))).toEqual([]);
    expect(codes(await verifyCades(sign('-cades', '-md', 'sha384', ...plain), content))).toEqual([]);
    const pss = sign('-cades', '-md', 'sha256', '-keyopt', 'rsa_padding_mode:pss', '-keyopt', 'rsa_pss_saltlen:32');
    expect(codes(await verifyCades(pss, content))).toEqual([]);
    expect(codes(await verifyCades(sign('-md', 'sha256'), content))).toEqual(['signature.attribute']);
    expect(codes(await verifyCades(sign('-cades', '-md', 'sha1'), content))).toContain('signature.algorithm');
    expect(codes(await verifyCades(sign('-cades', '-md', 'sha256', '-nodetach'), content))).toEqual([
      'signature.not-detached',
    ]);
  });

  test('a certificate with a short key', async () => {
    openssl('req', '-x509', '-newkey', 'rsa:1024', '-noenc', '-keyout', 'weak.key', '-out', 'weak.crt', '-days', '9',
      '-subj', '/CN=weak'); // prettier-ignore
    writeFileSync(file('m.bin'), content);
    openssl('cms', '-sign', '-binary', '-cades', '-md', 'sha256', '-in', 'm.bin', '-signer', 'weak.crt', '-inkey',
      'weak.key', '-outform', 'DER', '-out', 'weak.p7s'); // prettier-ignore
    expect(codes(await verifyCades(readFileSync(file('weak.p7s')), content))).toContain('certificate.weak-key');
  });
});

describe('a PKCS#12 file', () => {
  const accepts = async (bytes: Buffer, password: string) => {
    const identity = await openPkcs12(bytes, password);
    expect((await readCertificate(identity.certificate)).owner).toBe('นายทดสอบ ลงนาม');
    const signature = await signCades(identity, content, new Date());
    expect((await verifyCades(signature, content)).valid).toBe(true);
    expect(opensslVerifies(signature, content, identity.certificate)).toContain('CAdES Verification successful');
  };
  const refusal = async (bytes: Uint8Array, password: string) => {
    const error = await openPkcs12(bytes, password).catch((thrown: unknown) => thrown);
    return isAppError(error) ? error.code : error;
  };

  test.each([
    ['modern RSA', rsa, 'secret', []],
    ['modern P-256', p256, 'secret', []],
    ['modern with a Thai password', rsa, 'รหัสผ่านภาษาไทย', []],
    ['legacy RSA', rsa, 'secret', ['-legacy']],
    ['legacy P-256', p256, 'secret', ['-legacy']],
    ['legacy with a Thai password', rsa, 'รหัสผ่านภาษาไทย', ['-legacy']],
    ['3DES only', rsa, 'secret', ['-legacy', '-descert']],
    ['without a MAC', rsa, 'secret', ['-nomac']],
  ])('%s', async (name, key, password, options) => {
    const bytes = makePkcs12(name.replaceAll(/\W/g, ''), key, password, ...options);
    await accepts(bytes, password);
    expect(await refusal(bytes, `${password}x`)).toBe('key.wrong-password');
  });

  test('of a kind that we do not sign with, or no such file at all', async () => {
    const small = makePkcs12('small', ['-newkey', 'rsa:1024'], 'secret');
    expect(await refusal(small, 'secret')).toBe('key.unsupported');
    const ed = makePkcs12('ed', ['-newkey', 'ed25519'], 'secret');
    expect(await refusal(ed, 'secret')).toBe('key.unsupported');
    expect(await refusal(new TextEncoder().encode('not a key'), 'secret')).toBe('key.unsupported');
    expect(await refusal(new Uint8Array(), 'secret')).toBe('key.unsupported');
    expect(await refusal(small.subarray(0, 300), 'secret')).toBe('key.unsupported');
  });

  test('that asks for endless key derivation is refused at once', async () => {
    const bytes = makePkcs12('slow', rsa, 'secret', '-macalg', 'sha256', '-iter', '3000000');
    expect(await refusal(bytes, 'secret')).toBe('key.unsupported');
  });
});

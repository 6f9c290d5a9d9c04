import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { bytesOf } from '#main/lib/signing/der.ts';
import { rsaIdentifier } from '#main/lib/signing/verify-value.ts';
import { issueCertificate, signerUse, type Authority } from '#tests/support/certificate-authority.ts';
import { root } from '#tests/support/paths.ts';

/** SoftHSM's own driver. A machine without it cannot run these tests, and says so. */
export function softHsmDriver(): string {
  const known = ['/usr/lib/softhsm/libsofthsm2.so', '/usr/local/lib/softhsm/libsofthsm2.so'];
  const found = known.find((path) => existsSync(path));
  if (found === undefined) throw new Error('SoftHSM is missing: sudo apt-get install -y softhsm2 opensc');
  return found;
}

/** Digits that appear nowhere else. */
export const tokenPin = '7391502846';

const run = (program: string, ...args: string[]) => execFileSync(program, args, { stdio: 'pipe' });

/** Tokens in `folder` that this process and its children see from now on; other tokens are gone. */
export function openSoftHsm(folder: string): void {
  const tokens = join(folder, 'tokens');
  mkdirSync(tokens, { recursive: true });
  const configuration = join(folder, 'softhsm2.conf');
  writeFileSync(configuration, `directories.tokendir = ${tokens}\nobjectstore.backend = file\nlog.level = ERROR\n`);
  process.env.SOFTHSM2_CONF = configuration;
}

export function makeToken(label: string): void {
  run('softhsm2-util', '--init-token', '--free', '--label', label, '--so-pin', '12345678', '--pin', tokenPin);
}

/** PKCS#8 that names RSA and not PSS: what SoftHSM takes. The certificate goes on demanding PSS. */
function withoutPss(pem: string): string {
  const der = Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
  const info = new pkijs.PrivateKeyInfo({ schema: asn1js.fromBER(bytesOf(der)).result });
  info.privateKeyAlgorithm = rsaIdentifier();
  const base64 = Buffer.from(info.toSchema().toBER()).toString('base64');
  return `-----BEGIN PRIVATE KEY-----\n${base64.replaceAll(/(.{64})/g, '$1\n')}\n-----END PRIVATE KEY-----\n`;
}

export interface TokenKey {
  readonly token: string;
  /** CKA_ID, hex. */
  readonly id: string;
  /** Of files; the CommonName where no subject says another. */
  readonly name: string;
  readonly subject?: string;
  /** Arguments of `openssl req`. */
  readonly key: readonly string[];
  /** As qualified cards do: the PIN once more before every signature. */
  readonly alwaysAsks?: boolean;
  readonly digest?: string;
  readonly to?: Date;
  readonly from?: Date;
  readonly extensions?: readonly string[];
}

/** A key with a certificate of `authority`, both put on the token. Returns the certificate's DER. */
export function putKey(authority: Authority, { token, id, name, alwaysAsks = false, ...issue }: TokenKey): Buffer {
  issueCertificate(authority, name, { subject: `/CN=${name}`, extensions: signerUse, ...issue });
  const [pem, plain] = [join(authority.folder, `${name}.key`), join(authority.folder, `${name}.plain.key`)];
  const text = readFileSync(pem, 'utf8');
  writeFileSync(plain, issue.key.includes('rsa-pss') ? withoutPss(text) : text);
  if (alwaysAsks) {
    run('openssl', 'pkey', '-in', plain, '-outform', 'DER', '-out', `${plain}.der`);
    writeObject(token, id, `${plain}.der`, '--type', 'privkey', '--usage-sign', '--always-auth');
  } else run('softhsm2-util', '--import', plain, '--token', token, '--label', name, '--id', id, '--pin', tokenPin);
  return putCertificate(token, id, join(authority.folder, `${name}.pem`));
}

function writeObject(token: string, id: string, file: string, ...as: readonly string[]): void {
  const on = ['--module', softHsmDriver(), '--token-label', token, '--login', '--pin', tokenPin];
  run('pkcs11-tool', ...on, '--write-object', file, '--id', id, '--label', id, ...as);
}

/** Certificates may lie on a token without a key. */
export function putCertificate(token: string, id: string, pem: string): Buffer {
  const der = `${pem}.der`;
  run('openssl', 'x509', '-in', pem, '-outform', 'DER', '-out', der);
  writeObject(token, id, der, '--type', 'cert');
  return readFileSync(der);
}

/** A driver over SoftHSM that does what ODD_DRIVER says, compiled into `folder`. */
export function buildOddDriver(folder: string): string {
  const file = join(folder, 'odd-driver.so');
  run('gcc', '-shared', '-fPIC', '-o', file, `-DSOFT_HSM="${softHsmDriver()}"`, '-I',
    join(root, 'node_modules/pkcs11js/includes/pkcs11'), join(import.meta.dirname, 'odd-driver.c'), '-ldl'); // prettier-ignore
  return file;
}

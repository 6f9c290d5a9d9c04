import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SigningIdentity } from '#main/lib/signing/identity.ts';
import { openPkcs12 } from '#main/lib/signing/pkcs12.ts';

/** A certificate authority as provinces could have one: `openssl ca` with its own folder, register and revocations. */
export interface Authority {
  readonly folder: string;
  readonly certificate: string;
}

interface Issue {
  readonly subject: string;
  /** Lines of an OpenSSL extension section. */
  readonly extensions?: readonly string[];
  readonly key?: readonly string[];
  readonly from?: Date;
  readonly to?: Date;
  readonly digest?: string;
}

const day = 86_400_000;
const p256 = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
export const caUse = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign,cRLSign'];
export const signerUse = ['basicConstraints=critical,CA:FALSE', 'keyUsage=critical,digitalSignature,nonRepudiation'];

const asn1Time = (at: Date): string => `${at.toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`;
const openssl = (cwd: string, ...args: string[]) => execFileSync('openssl', args, { cwd, stdio: 'pipe' });

const config = (extensions: readonly string[]): string =>
  [
    ...['[ca]', 'default_ca=own', '[own]', 'database=index.txt', 'serial=serial', 'crlnumber=crlnumber'],
    ...['new_certs_dir=.', 'certificate=ca.pem', 'private_key=ca.key', 'policy=any', 'default_md=sha256'],
    ...['unique_subject=no', 'default_crl_days=30', 'string_mask=utf8only', '[any]', 'commonName=supplied'],
    ...['organizationName=optional', '[use]', 'subjectKeyIdentifier=hash', ...extensions, ''],
  ].join('\n');

/** Signs the request in file `csr` into file `out`. */
function signInto(
  ca: string,
  csr: string,
  out: string,
  { from, to, digest, extensions = signerUse }: Omit<Issue, 'subject'>,
  self = false,
) {
  writeFileSync(join(ca, 'issue.cnf'), config(extensions));
  const begin = from ?? new Date(Date.now() - day);
  const end = to ?? new Date(begin.getTime() + 3650 * day);
  openssl(ca, 'ca', '-batch', '-notext', '-utf8', '-config', 'issue.cnf', '-extensions', 'use', '-startdate',
    asn1Time(begin), '-enddate', asn1Time(end), '-md', digest ?? 'sha256', '-in', csr, '-out', out,
    ...(self ? ['-selfsign', '-keyfile', 'ca.key'] : [])); // prettier-ignore
}

/** Key and certificate `name.key`, `name.pem` in the authority's folder; by itself when `ca` is the new one. */
function issueInto(ca: string, target: string, name: string, { subject, key = p256, ...rest }: Issue, self: boolean) {
  openssl(target, 'req', '-new', ...key, '-noenc', '-keyout', `${name}.key`, '-out', `${name}.csr`, '-utf8', '-subj',
    subject); // prettier-ignore
  signInto(ca, join(target, `${name}.csr`), join(target, `${name}.pem`), rest, self);
}

/** The certificate for somebody else's request, as PEM. */
export function answerRequest({ folder }: Authority, csr: string, rest: Omit<Issue, 'subject'> = {}): string {
  signInto(folder, csr, join(folder, 'answer.pem'), rest);
  return readFileSync(join(folder, 'answer.pem'), 'utf8');
}

/** Without `issuer` a root of its own. */
export function createAuthority(parent: string, name: string, issue: Issue, issuer?: Authority): Authority {
  const folder = join(parent, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'index.txt'), '');
  writeFileSync(join(folder, 'serial'), `${Buffer.from(name).toString('hex').slice(0, 8)}01`);
  writeFileSync(join(folder, 'crlnumber'), '01');
  issueInto(issuer?.folder ?? folder, folder, 'ca', { extensions: caUse, ...issue }, issuer === undefined);
  return { folder, certificate: readFileSync(join(folder, 'ca.pem'), 'utf8') };
}

export const issueCertificate = (authority: Authority, name: string, issue: Issue): string => {
  issueInto(authority.folder, authority.folder, name, issue, false);
  return readFileSync(join(authority.folder, `${name}.pem`), 'utf8');
};

/** The certificate with its key, and the chain that it would be handed out with. */
export function identityOf(authority: Authority, name: string, chain: readonly Authority[]): Promise<SigningIdentity> {
  const { folder } = authority;
  writeFileSync(join(folder, 'chain.pem'), chain.map(({ certificate }) => certificate).join(''));
  openssl(folder, 'pkcs12', '-export', '-inkey', `${name}.key`, '-in', `${name}.pem`, '-passout', 'pass:x', '-out',
    `${name}.p12`, ...(chain.length === 0 ? [] : ['-certfile', 'chain.pem'])); // prettier-ignore
  return openPkcs12(readFileSync(join(folder, `${name}.p12`)), 'x');
}

/** Revoked as of `at`; the register of `openssl ca` knows only the present. */
export function revoke({ folder }: Authority, name: string, at: Date): void {
  writeFileSync(join(folder, 'issue.cnf'), config([]));
  const register = join(folder, 'index.txt');
  const before = readFileSync(register, 'utf8').split('\n');
  openssl(folder, 'ca', '-config', 'issue.cnf', '-revoke', `${name}.pem`);
  const lines = readFileSync(register, 'utf8').split('\n');
  const place = lines.findIndex((line, index) => line !== before[index]);
  const fields = (lines[place] ?? '').split('\t');
  fields[2] = asn1Time(at).slice(2);
  lines[place] = fields.join('\t');
  writeFileSync(register, lines.join('\n'));
}

/** The list of what was revoked, as PEM. */
export function revocationList({ folder }: Authority, { from, to }: { readonly from?: Date; readonly to?: Date } = {}) {
  writeFileSync(join(folder, 'issue.cnf'), config([]));
  const begin = from ?? new Date(Date.now() - day);
  openssl(folder, 'ca', '-config', 'issue.cnf', '-gencrl', '-out', 'crl.pem', '-crl_lastupdate', asn1Time(begin),
    '-crl_nextupdate', asn1Time(to ?? new Date(Date.now() + 30 * day))); // prettier-ignore
  return readFileSync(join(folder, 'crl.pem'), 'utf8');
}

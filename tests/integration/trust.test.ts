import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkChain } from '#main/lib/signing/check-chain.ts';
import type { SigningIdentity } from '#main/lib/signing/identity.ts';
import { readTrustFile, trustAnchorsOf } from '#main/lib/signing/trust-anchors.ts';
import { verifyPackage } from '#main/verify/verify-file.ts';
import {
  caUse,
  createAuthority,
  identityOf,
  issueCertificate,
  revocationList,
  revoke,
  signerUse,
  type Authority,
} from '#tests/support/certificate-authority.ts';
import { membersOf, newIdentity, packageOf, partsOf } from '#tests/support/package-fixture.ts';
import { root as project } from '#tests/support/paths.ts';

/** A small world of authorities made by `openssl ca`, each certificate judged by us and by `openssl verify`. */
const folder = mkdtempSync(join(tmpdir(), 'lpa-trust-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const day = 86_400_000;
const now = new Date(Math.floor(Date.now() / 1000) * 1000);
const days = (count: number) => new Date(now.getTime() + count * day);

let root: Authority;
let issuing: Authority;
let strange: Authority;
let short: Authority;
let below: Authority;

beforeAll(() => {
  const long = { from: days(-1000), to: days(3000) };
  root = createAuthority(folder, 'root', { subject: '/CN=ผู้ออกใบรับรองแห่งชาติ (ทดสอบ)', ...long });
  issuing = createAuthority(folder, 'issuing', { subject: '/CN=ผู้ออกใบรับรองจังหวัด', ...long }, root);
  strange = createAuthority(folder, 'strange', { subject: '/CN=ผู้ออกใบรับรองจังหวัด', ...long });
  const none = ['basicConstraints=critical,CA:TRUE,pathlen:0', 'keyUsage=critical,keyCertSign,cRLSign'];
  short = createAuthority(folder, 'short', { subject: '/CN=pathlen 0', extensions: none, ...long }, root);
  below = createAuthority(folder, 'below', { subject: '/CN=below pathlen 0', ...long }, short);
});

const derOf = (pem: string): Uint8Array => {
  const [der] = readTrustFile(Buffer.from(pem)).certificates;
  if (der === undefined) throw new Error('no certificate');
  return der;
};
const anchorsOf = (...pems: string[]) => trustAnchorsOf(pems.map((pem) => readTrustFile(Buffer.from(pem))));

interface Case {
  readonly leaf: string;
  readonly chain?: readonly string[];
  readonly trust: readonly string[];
  readonly lists?: readonly string[];
  readonly at?: Date;
  readonly proven?: boolean;
}

async function ours({ leaf, chain = [], trust, lists = [], at = now, proven = false }: Case) {
  const verdict = await checkChain(derOf(leaf), {
    ...{ intermediates: chain.map(derOf), trust: anchorsOf(...trust, ...lists), at, proven },
  });
  return {
    said: verdict.problems.map(({ code, depth }) => `${code} ${depth}`),
    anchor: verdict.anchor,
    revocation: verdict.revocation,
  };
}

/** True when OpenSSL follows the chain too. Its revocation check demands a list for every certificate. */
function openssl({ leaf, chain = [], trust, lists = [], at = now }: Case): boolean {
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write('leaf.pem', leaf);
  write('chain.pem', chain.join(''));
  write('trust.pem', trust.join(''));
  write('lists.pem', lists.join(''));
  const args = ['verify', '-partial_chain', '-CAfile', 'trust.pem', '-attime', String(at.getTime() / 1000)];
  if (chain.length > 0) args.push('-untrusted', 'chain.pem');
  if (lists.length > 0) args.push('-crl_check', '-CRLfile', 'lists.pem');
  return spawnSync('openssl', [...args, 'leaf.pem'], { cwd: folder }).status === 0;
}

describe('a certificate', () => {
  test('under a trusted root, by way of an enclosed issuer', async () => {
    const leaf = issueCertificate(issuing, 'good', { subject: '/CN=นางสาวปาริชาต' });
    const one = { leaf, chain: [issuing.certificate], trust: [root.certificate] };
    expect(await ours(one)).toEqual({ said: [], anchor: 'ผู้ออกใบรับรองแห่งชาติ (ทดสอบ)', revocation: 'unknown' });
    expect(openssl(one)).toBe(true);
    const pinned = { leaf, trust: [leaf] };
    expect(await ours(pinned)).toEqual({ said: [], anchor: 'นางสาวปาริชาต', revocation: 'good' });
    expect(openssl(pinned)).toBe(true);
    const direct = { leaf, trust: [issuing.certificate] };
    expect(await ours(direct)).toMatchObject({ said: [], anchor: 'ผู้ออกใบรับรองจังหวัด' });
    expect(openssl(direct)).toBe(true);
  });

  test.each([
    ['without its issuer', () => ({ chain: [], trust: [root.certificate] })],
    [
      'with an issuer of the same name but another key',
      () => ({ chain: [strange.certificate], trust: [root.certificate] }),
    ],
    [
      'where that other issuer alone is trusted',
      () => ({ chain: [issuing.certificate], trust: [strange.certificate] }),
    ],
  ])('%s is not anchored', async (_, rest) => {
    const leaf = issueCertificate(issuing, 'loose', { subject: '/CN=x' });
    expect(await ours({ leaf, ...rest() })).toEqual({ said: ['not-anchored 0'], anchor: null, revocation: 'unknown' });
    expect(openssl({ leaf, ...rest() })).toBe(false);
  });

  test.each([
    ['expired', days(-20), days(-10), 'expired 0'],
    ['not yet valid', days(10), days(20), 'not-yet-valid 0'],
  ])('that is %s', async (_, from, to, said) => {
    const leaf = issueCertificate(issuing, 'dated', { subject: '/CN=x', from, to });
    const one = { leaf, trust: [issuing.certificate] };
    expect((await ours(one)).said).toEqual([said]);
    expect(openssl(one)).toBe(false);
    const then = { ...one, at: new Date((from.getTime() + to.getTime()) / 2) };
    expect((await ours(then)).said).toEqual([]);
    expect(openssl(then)).toBe(true);
  });

  test('under an issuer that had expired, or below one that allows none', async () => {
    const old = createAuthority(folder, 'old', { subject: '/CN=เก่า', from: days(-90), to: days(-30) }, root);
    const leaf = issueCertificate(old, 'leaf', { subject: '/CN=x' });
    const one = { leaf, chain: [old.certificate], trust: [root.certificate] };
    expect((await ours(one)).said).toEqual(['expired 1']);
    expect(openssl(one)).toBe(false);
    const deep = issueCertificate(below, 'leaf', { subject: '/CN=x' });
    const two = { leaf: deep, chain: [below.certificate, short.certificate], trust: [root.certificate] };
    expect((await ours(two)).said).toEqual(['path-length 2']);
    expect(openssl(two)).toBe(false);
    const near = { ...two, leaf: issueCertificate(short, 'leaf', { subject: '/CN=x' }), chain: [short.certificate] };
    expect((await ours(near)).said).toEqual([]);
    expect(openssl(near)).toBe(true);
  });

  test.each([
    ['no authority', ['basicConstraints=critical,CA:FALSE']],
    ['an authority that may not issue', ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,cRLSign']],
  ])('issued by %s', async (_, extensions) => {
    const fake = createAuthority(folder, 'fake', { subject: '/CN=ไม่มีสิทธิ', extensions }, root);
    const one = {
      leaf: issueCertificate(fake, 'leaf', { subject: '/CN=x' }),
      ...{ chain: [fake.certificate], trust: [root.certificate] },
    };
    expect((await ours(one)).said).toEqual(['no-authority 1']);
    expect(openssl(one)).toBe(false);
  });

  test('with a critical extension that nobody knows', async () => {
    const extensions = [...signerUse, '1.2.3.4=critical,ASN1:NULL'];
    const one = {
      leaf: issueCertificate(issuing, 'odd', { subject: '/CN=x', extensions }),
      trust: [issuing.certificate],
    };
    expect((await ours(one)).said).toEqual(['foreign-extension 0']);
    expect(openssl(one)).toBe(false);
  });

  test('signed with SHA-1, or under a short key, which OpenSSL would take', async () => {
    const sha1 = issueCertificate(issuing, 'sha1', { subject: '/CN=x', digest: 'sha1' });
    expect((await ours({ leaf: sha1, trust: [issuing.certificate] })).said).toEqual(['weak 0']);
    const key = ['-newkey', 'rsa:1024'];
    const weak = createAuthority(folder, 'weak', { subject: '/CN=1024', key, extensions: caUse }, root);
    const leaf = issueCertificate(weak, 'leaf', { subject: '/CN=x' });
    expect((await ours({ leaf, chain: [weak.certificate], trust: [root.certificate] })).said).toEqual([
      'not-anchored 0',
    ]);
  });

  test('that was revoked: before, after, and in a list that is not its issuer’s', async () => {
    const leaf = issueCertificate(issuing, 'lost', { subject: '/CN=กุญแจหาย', from: days(-10) });
    const other = issueCertificate(issuing, 'kept', { subject: '/CN=ยังใช้อยู่' });
    revoke(issuing, 'lost', days(-2));
    const lists = [revocationList(issuing)];
    const base = { chain: [issuing.certificate], trust: [root.certificate], lists };
    expect(await ours({ leaf, ...base })).toMatchObject({ said: ['revoked 0'] });
    expect(openssl({ leaf, ...base })).toBe(false);
    expect(await ours({ leaf: other, ...base })).toMatchObject({ said: [], revocation: 'unknown' });
    expect(openssl({ leaf: other, ...base })).toBe(true);
    const complete = { ...base, lists: [...lists, revocationList(root)] };
    expect(await ours({ leaf: other, ...complete })).toMatchObject({ said: [], revocation: 'good' });
    expect(await ours({ leaf, ...base, at: days(-3) })).toMatchObject({ said: ['revoked-later 0'] });
    expect(await ours({ leaf, ...base, at: days(-3), proven: true })).toMatchObject({ said: [] });
    expect(await ours({ leaf, ...base, lists: [revocationList(strange)] })).toMatchObject({
      said: [],
      revocation: 'unknown',
    });
    const old = revocationList(issuing, { from: days(-40), to: days(-10) });
    const outdated = { ...complete, lists: [old, revocationList(root)] };
    expect(await ours({ leaf: other, ...outdated })).toMatchObject({ said: [], revocation: 'outdated' });
  });

  test('that stands among the thousands that an authority of a country has revoked', async () => {
    const large = createAuthority(folder, 'large', { subject: '/CN=ผู้ออกของประเทศ' });
    const leaf = issueCertificate(large, 'lost', { subject: '/CN=กุญแจหาย', from: days(-10) });
    const kept = issueCertificate(large, 'kept', { subject: '/CN=ยังใช้อยู่' });
    const register = Array.from({ length: 6_000 }, (_, at) =>
      ['R', '400101000000Z', '250101000000Z', (0x100000 + at).toString(16), 'unknown', `/CN=${at}`].join('\t'),
    );
    appendFileSync(join(large.folder, 'index.txt'), `${register.join('\n')}\n`);
    revoke(large, 'lost', days(-2));
    const one = { trust: [large.certificate], lists: [revocationList(large)] };
    expect((await ours({ leaf, ...one })).said).toEqual(['revoked 0']);
    // The same list again, as for the next package.
    expect(await ours({ leaf: kept, ...one })).toMatchObject({ said: [], revocation: 'good' });
  });

  test('whose issuer was revoked', async () => {
    const gone = createAuthority(folder, 'gone', { subject: '/CN=ผู้ออกที่ถูกเพิกถอน' }, root);
    writeFileSync(join(root.folder, 'gone.pem'), gone.certificate);
    revoke(root, 'gone', days(-1));
    const leaf = issueCertificate(gone, 'leaf', { subject: '/CN=x' });
    const one = { leaf, chain: [gone.certificate], trust: [root.certificate], lists: [revocationList(root)] };
    expect((await ours(one)).said).toEqual(['revoked 1']);
  });

  test('among thirty issuers that could all be its own, is judged soon', async () => {
    const leaf = issueCertificate(issuing, 'many', { subject: '/CN=x' });
    const twins = Array.from(
      { length: 30 },
      (_, at) => createAuthority(folder, `twin${at}`, { subject: '/CN=ผู้ออกใบรับรองจังหวัด' }).certificate,
    );
    const started = performance.now();
    expect((await ours({ leaf, chain: twins, trust: [root.certificate] })).said).toEqual(['not-anchored 0']);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

test.each([
  ['nothing', ''],
  ['a letter', 'เรียน ผู้ว่าราชการจังหวัด'],
  ['a broken certificate', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'],
  ['a key', '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n'],
])('%s is no trust file', (_, text) => {
  expect(() => readTrustFile(Buffer.from(text))).toThrow(
    expect.objectContaining({ code: 'trust.unreadable' }) as Error,
  );
});

describe('a package', () => {
  const codes = ({ findings }: { findings: readonly { check: string; code: string; severity: string }[] }) =>
    findings.filter(({ check }) => check === 'certificate').map(({ severity, code }) => `${severity} ${code}`);
  const file = join(folder, 'one.asice');
  const trusted = join(folder, 'anchors.pem');
  let signer: SigningIdentity;
  const lpa = (...args: string[]) =>
    spawnSync(process.execPath, [join(project, 'main/cli/lpa.ts'), ...args, '--lang', 'en'], { encoding: 'utf8' });

  beforeAll(async () => {
    issueCertificate(issuing, 'signer', { subject: '/CN=นายธนพล ศรีสุนทรกิจ', from: days(-900), to: days(900) });
    signer = await identityOf(issuing, 'signer', [issuing]);
    writeFileSync(file, await packageOf(membersOf(await partsOf()), signer, days(-800)));
    writeFileSync(trusted, root.certificate);
  });

  test('is valid without anchors, and says that its issuer is not checked', async () => {
    const report = await verifyPackage(file);
    expect([report.verdict, codes(report)]).toEqual(['valid', ['info certificate.issuer-unchecked']]);
    expect(report.signers.map(({ anchor }) => anchor)).toEqual([null]);
  });

  test('is trusted under the province’s anchor', async () => {
    const report = await verifyPackage(file, { trust: anchorsOf(root.certificate) });
    const said = ['info certificate.trusted', 'info certificate.revocation-unknown'];
    expect([report.verdict, codes(report)]).toEqual(['valid', said]);
    expect(report.signers.map(({ anchor }) => anchor)).toEqual(['ผู้ออกใบรับรองแห่งชาติ (ทดสอบ)']);
    const run = lpa('verify', file, '--trust', trusted);
    expect([run.status, run.stdout]).toEqual([0, expect.stringContaining('trusted through ผู้ออกใบรับรองแห่งชาติ')]);
  });

  test('is refused under somebody else’s, or when self-signed', async () => {
    const report = await verifyPackage(file, { trust: anchorsOf(strange.certificate) });
    expect([report.verdict, codes(report)]).toEqual(['invalid', ['error certificate.not-anchored']]);
    const own = await packageOf(membersOf(await partsOf()), await newIdentity(days(-1)), now);
    writeFileSync(join(folder, 'own.asice'), own);
    const run = lpa('verify', join(folder, 'own.asice'), '--trust', trusted);
    expect([run.status, run.stdout]).toEqual([1, expect.stringContaining('certificate.not-anchored')]);
  });

  test('is refused when the key was revoked, by a list in the same file or another', async () => {
    revoke(issuing, 'signer', days(-850));
    const list = join(folder, 'list.pem');
    writeFileSync(list, revocationList(issuing));
    const run = lpa('verify', file, '--trust', trusted, '--trust', list);
    expect([run.status, run.stdout]).toEqual([1, expect.stringContaining('[certificate.revoked]')]);
    writeFileSync(list, root.certificate + readFileSync(list, 'utf8'));
    expect(lpa('verify', file, '--trust', list).status).toBe(1);
  });

  test('and a trust file that is none ends the command', () => {
    expect(lpa('verify', file, '--trust', file)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('trust file') as string,
    });
  });
});

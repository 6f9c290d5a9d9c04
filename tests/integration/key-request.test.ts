import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { requestCertificate } from '#main/lib/signing/certificate-request.ts';
import { signerOf } from '#main/lib/signing/key-signer.ts';
import {
  answerRequest,
  createAuthority,
  identityOf,
  issueCertificate,
  type Authority,
} from '#tests/support/certificate-authority.ts';
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

/** A key is made in the app, a real `openssl ca` issues the certificate, and what is signed then leads to it. */
const day = 86_400_000;
let world: string;
let root: Authority;
let issuing: Authority;
beforeAll(async () => {
  world = await newFolder();
  root = createAuthority(world, 'root', { subject: '/CN=ผู้ออกใบรับรองแห่งชาติ' });
  issuing = createAuthority(world, 'issuing', { subject: '/CN=ผู้ออกใบรับรองจังหวัด' }, root);
});
afterAll(() => removeFolder(world));

let folder: string;
let outside: string;
let opened: TestApp;
beforeEach(async () => {
  [folder, outside] = [await newFolder(), await newFolder()];
  opened = await openTestApp({ folder, print: () => signablePdf() });
  await createTestLibrary(opened);
});
afterEach(async () => {
  await opened.close();
  await removeFolder(folder);
  await removeFolder(outside);
});

const openssl = (...args: string[]) => spawnSync('openssl', args, { cwd: outside, encoding: 'utf8' });
const offer = async (name: string, content: string | Uint8Array) => {
  await writeFile(join(outside, name), content);
  return opened.app.accept(join(outside, name));
};
const newKey = async (name: string = asMember.name) =>
  (await opened.call('key.generate', { name, title: 'ประธาน' })).id;
async function request(id: string): Promise<string> {
  const { ticket, fileName } = await opened.call('key.request', { id });
  const served = await opened.app.serve({ origin: 'app', path: `/export/${ticket}`, method: 'GET', range: null });
  await writeFile(join(outside, fileName), served.body);
  return join(outside, fileName);
}
const certify = async (id: string, content: string | Uint8Array) =>
  opened.call('key.certify', { id, ticket: await offer('answer.pem', content) });

test('the request says who asks, in Thai, and is signed with the key', async () => {
  const csr = await request(await newKey());
  expect(csr.endsWith(`/${asMember.name}.csr`)).toBe(true);
  expect(openssl('req', '-in', csr, '-verify', '-noout').stderr).toContain('verify OK');
  const shown = openssl('req', '-in', csr, '-noout', '-text', '-subject', '-nameopt', 'utf8,sep_comma_plus').stdout;
  expect(shown).toContain(`CN=${asMember.name}`);
  expect(shown).toContain('Digital Signature, Non Repudiation');
});

test('requests by RSA and RSA-PSS keys hold too', async () => {
  for (const [name, key] of [
    ['rsa', ['-newkey', 'rsa:2048']],
    ['pss', ['-newkey', 'rsa-pss', '-pkeyopt', 'rsa_keygen_bits:2048']],
  ] as const) {
    issueCertificate(root, name, { subject: '/CN=x', key });
    const signer = await signerOf(await identityOf(root, name, []));
    await writeFile(join(outside, 'r.csr'), await requestCertificate(signer));
    expect(openssl('req', '-inform', 'DER', '-in', 'r.csr', '-verify', '-noout').stderr).toContain('verify OK');
  }
});

describe('the answer', () => {
  test('with its chain makes the same key sign under the authority; packages lead to the anchor then', async () => {
    const id = await newKey();
    const [before] = await opened.call('key.list', {});
    const answer = answerRequest(issuing, await request(id));
    const certified = await certify(id, answer + issuing.certificate);
    expect(certified).toMatchObject({ id, selfSigned: false, issuer: 'ผู้ออกใบรับรองจังหวัด', source: 'generated' });
    expect(certified.fingerprint).not.toBe(before?.fingerprint);
    const [kept] = await opened.call('key.list', {});
    expect(kept).toEqual(certified);

    await opened.call('trust.add', { ticket: await offer('root.pem', root.certificate) });
    const submission = await importFixture(opened, outside);
    await finaliseFixture(opened, submission);
    const made = await opened.call('package.sign', {
      ...{ submission, key: id, passphrase, as: asMember, job: command() },
    });
    const { ticket } = await opened.call('package.export', { id: made.id });
    const served = await opened.app.serve({ origin: 'app', path: `/export/${ticket}`, method: 'GET', range: null });
    const report = await opened.call('package.verify', {
      ticket: await offer('one.asice', served.body),
      job: command(),
    });
    expect([report.verdict, report.signers[0]?.anchor]).toEqual(['valid', 'ผู้ออกใบรับรองแห่งชาติ']);
  });

  test('may come as DER or as a PKCS#7 bundle', async () => {
    const id = await newKey();
    await writeFile(join(outside, 'a.pem'), answerRequest(issuing, await request(id)));
    await writeFile(join(outside, 'ca.pem'), issuing.certificate);
    openssl('x509', '-in', 'a.pem', '-outform', 'DER', '-out', 'a.der');
    const bundle = ['crl2pkcs7', '-nocrl', '-certfile', 'a.pem', '-certfile', 'ca.pem'];
    openssl(...bundle, '-out', 'a.p7b');
    openssl(...bundle, '-outform', 'DER', '-out', 'b.p7b');
    for (const name of ['a.der', 'a.p7b', 'b.p7b']) {
      const ticket = await opened.app.accept(join(outside, name));
      expect(await opened.call('key.certify', { id, ticket }), name).toMatchObject({ issuer: 'ผู้ออกใบรับรองจังหวัด' });
    }
  });

  test('is refused when it is for another key, has ended, may not sign, or is a letter', async () => {
    const id = await newKey();
    const csr = await request(id);
    const other = answerRequest(issuing, await request(await newKey('ผู้อื่น')));
    await expect(certify(id, other)).rejects.toMatchObject({ code: 'key.other-certificate' });
    await expect(certify(id, 'เรียน')).rejects.toMatchObject({ code: 'key.other-certificate' });
    const ended = answerRequest(issuing, csr, { from: new Date(Date.now() - 9 * day), to: new Date(Date.now() - day) });
    await expect(certify(id, ended)).rejects.toMatchObject({ code: 'key.expired' });
    const mute = answerRequest(issuing, csr, { extensions: ['keyUsage=critical,keyEncipherment'] });
    await expect(certify(id, mute)).rejects.toMatchObject({ code: 'key.unsupported' });
    expect((await opened.call('key.list', {})).every(({ selfSigned }) => selfSigned)).toBe(true);
  });
});

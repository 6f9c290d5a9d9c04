import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SigningKey } from '#common/contract/channels/package.ts';
import type { Reply } from '#common/contract/failures.ts';
import { listKeys } from '#main/features/package/queries.ts';
import { forkProgram } from '#main/host/shared/fork-program.ts';
import { createTokens } from '#main/lib/signing/pkcs11/token-client.ts';
import { sha256 } from '#main/lib/sha256.ts';
import { refusalOf, refused } from '#tests/support/attacks.ts';
import { createAuthority, issueCertificate, signerUse, type Authority } from '#tests/support/certificate-authority.ts';
import { finaliseFixture, importFixture } from '#tests/support/import-fixture.ts';
import { openLibraryService } from '#tests/support/library.ts';
import { signablePdf } from '#tests/support/signable-pdf.ts';
import { askOpenssl } from '#tests/support/signature-opinions.ts';
import {
  buildOddDriver,
  makeToken,
  openSoftHsm,
  putCertificate,
  putKey,
  softHsmDriver,
  tokenPin,
} from '#tests/support/soft-hsm/soft-hsm.ts';
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

/** Two SoftHSM tokens with keys of all kinds; whole packages are signed by the real application. */
const rsa = ['-newkey', 'rsa:2048'];
const p256 = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
const p384 = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384'];
const pss = ['-newkey', 'rsa-pss', '-pkeyopt', 'rsa_keygen_bits:2048'];
const wrongPin = '5820461937';
const [first, second] = ['บัตรประธาน', 'token-b'];

let world: string;
let authority: Authority;
let odd: string;
beforeAll(async () => {
  world = await newFolder();
  authority = createAuthority(world, 'root', { subject: '/CN=ผู้ออกใบรับรองจังหวัด' });
  openSoftHsm(join(world, 'hsm'));
  odd = buildOddDriver(world);
  for (const token of [first, second]) makeToken(token);
  const put = (id: string, name: string, key: readonly string[], more = {}) =>
    putKey(authority, { token: first, id, name, key, ...more });
  put('01', 'key-rsa', rsa);
  put('02', 'key-p256', p256);
  put('03', 'key-p384', p384);
  put('04', 'key-pss', pss);
  put('05', 'key-short', ['-newkey', 'rsa:1024']);
  put('06', 'key-sha1', rsa, { digest: 'sha1' });
  put('07', 'key-ended', p256, { from: new Date('2020-01-01'), to: new Date('2021-01-01') });
  put('08', 'key-server', p256, { extensions: ['basicConstraints=CA:FALSE', 'keyUsage=keyAgreement'] });
  putKey(authority, { token: second, id: '01', name: 'key-other', key: p256 });
  putKey(authority, { token: second, id: '02', name: 'key-asks', key: p256, alwaysAsks: true });
  issueCertificate(authority, 'alone', { subject: '/CN=key-alone', extensions: signerUse });
  putCertificate(first, '09', join(authority.folder, 'alone.pem'));
  issueCertificate(authority, 'mixed', { subject: '/CN=key-mixed', extensions: signerUse });
  putCertificate(second, '01', join(authority.folder, 'mixed.pem'));
  await writeFile(join(world, 'root.pem'), authority.certificate);
  putCertificate(first, '0a', join(world, 'root.pem'));
});
afterAll(() => removeFolder(world));

let folder: string;
let outside: string;
let opened: TestApp;
/** Everything that went to the page, as it went. */
let told: Reply[];
beforeEach(async () => {
  [folder, outside] = [await newFolder(), await newFolder()];
  opened = await openTestApp({ folder, print: () => signablePdf() });
  told = [];
  const { handle } = opened.app;
  opened.app.handle = async (channel, input) => {
    const reply = await handle(channel, input);
    told.push(reply);
    return reply;
  };
  await createTestLibrary(opened);
});
afterEach(async () => {
  delete process.env.ODD_DRIVER;
  delete process.env.ODD_DRIVER_STATE;
  delete process.env.ODD_DRIVER_TOKEN;
  openSoftHsm(join(world, 'hsm'));
  await opened.close();
  await removeFolder(folder);
  await removeFolder(outside);
});

async function offerDriver(driver: string) {
  const ticket = await opened.app.accept(driver);
  return { ticket, ...(await opened.call('key.tokens', { ticket, passphrase })) };
}

async function addKey(owner: string, driver = softHsmDriver(), pin = tokenPin): Promise<SigningKey> {
  const { ticket, certificates } = await offerDriver(driver);
  const found = certificates.find((one) => one.owner === owner);
  if (found === undefined) throw new Error(`${owner} is not on a token`);
  return opened.call('key.addToken', { ticket, token: found.token, fingerprint: found.fingerprint, pin });
}

async function prepare(): Promise<string> {
  const submission = await importFixture(opened, outside);
  await finaliseFixture(opened, submission);
  return submission;
}

const sign = (submission: string, key: string, pin?: string) =>
  opened.call('package.sign', { submission, key, passphrase, pin, as: asMember, job: command() });

async function exportPackage(id: string): Promise<string> {
  const { ticket } = await opened.call('package.export', { id });
  const { body } = await opened.app.serve({ origin: 'app', path: `/export/${ticket}`, method: 'GET', range: null });
  const file = join(outside, `${id}.asice`);
  await writeFile(file, Buffer.from(body));
  return file;
}

/** The PIN is in no file of the data folder, in no answer and no event. */
async function expectPinNowhere(pin = tokenPin): Promise<void> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(3);
  for (const { parentPath, name } of files)
    expect((await readFile(join(parentPath, name))).includes(pin), name).toBe(false);
  expect(told.length).toBeGreaterThan(0);
  expect(JSON.stringify([told, opened.emitted]).includes(pin)).toBe(false);
}

/** What OpenSSL says of a PDF's one signature over the bytes that it names. */
function askOpensslOfPdf(pdf: Buffer): boolean {
  const text = pdf.toString('latin1');
  const [before = 0, open = 0, close = 0, after = 0] = (/\/ByteRange \[(\d+) (\d+) (\d+) (\d+)/.exec(text) ?? [])
    .slice(1)
    .map(Number);
  expect([before, close + after]).toEqual([0, pdf.length]);
  const hex = text.slice(open + 1, close - 1);
  const content = join(outside, 'covered.bin');
  writeFileSync(content, Buffer.concat([pdf.subarray(0, open), pdf.subarray(close)]));
  const { status } = spawnSync(
    'openssl',
    [
      'cms',
      '-verify',
      '-cades',
      '-binary',
      '-inform',
      'DER',
      '-content',
      content,
      '-CAfile',
      join(world, 'root.pem'),
      '-purpose',
      'any',
      '-out',
      '/dev/null',
    ],
    { input: Buffer.from(hex, 'hex') },
  );
  return status === 0;
}

describe('a whole package', () => {
  test.each([
    ['key-rsa', 'RSA 2048'],
    ['key-p256', 'ECDSA P-256'],
    ['key-p384', 'ECDSA P-384'],
    ['key-pss', 'RSA-PSS 2048'],
  ])(
    'is signed by %s on a token with one PIN: package and report hold for us, for OpenSSL and for pdfsig',
    async (owner, algorithm) => {
      const key = await addKey(owner);
      expect(key).toMatchObject({ owner, algorithm, source: 'token', token: first, issuer: 'ผู้ออกใบรับรองจังหวัด' });
      const submission = await prepare();
      const record = await sign(submission, key.id, tokenPin);
      expect(record.signer).toBe(owner);
      const file = await exportPackage(record.id);
      const report = await opened.call('package.verify', { ticket: await opened.app.accept(file), job: command() });
      expect(report).toMatchObject({ verdict: 'valid', signers: [{ name: owner, selfSigned: false }] });
      const trusted = await readFile(join(authority.folder, `${owner}.pem.der`));
      const asked = { id: owner, file, trusted, trust: authority.certificate, at: new Date() };
      expect(askOpenssl(asked, outside)).toBe('holds');
      const printed = join(outside, 'report.pdf');
      await writeFile(printed, execFileSync('unzip', ['-p', file, 'report.pdf']));
      expect(askOpensslOfPdf(await readFile(printed))).toBe(true);
      const said = spawnSync('pdfsig', ['-nocert', printed], { encoding: 'utf8' }).stdout;
      expect(said).toContain('Total document signed');
      // NSS, and with it pdfsig, knows no key that is for PSS alone, wherever the key lies.
      if (owner !== 'key-pss') expect(said).toContain('Signature is Valid.');
      await expectPinNowhere();
    },
  );

  test('gets a second signature from another token, and a file from elsewhere a third', async () => {
    const { id: chair } = await addKey('key-p256');
    const { id: member } = await addKey('key-other');
    const record = await sign(await prepare(), chair, tokenPin);
    const more = { id: record.id, key: member, passphrase, as: asMember };
    expect(await refused(opened.call('package.addSignature', more))).toBe('token.pin-needed');
    const signed = await opened.call('package.addSignature', { ...more, pin: tokenPin });
    expect(signed.signers).toHaveLength(2);
    const ticket = await opened.app.accept(await exportPackage(record.id));
    const { id: third } = await addKey('key-rsa');
    const file = { ticket, key: third, passphrase, pin: tokenPin, as: asMember };
    expect((await opened.call('package.signFile', file)).size).toBeGreaterThan(signed.size);
    await expectPinNowhere();
  });

  test('is signed where the card only signs digests that were made outside', async () => {
    process.env.ODD_DRIVER = 'hashed';
    const submission = await prepare();
    for (const owner of ['key-rsa', 'key-pss'])
      expect((await sign(submission, (await addKey(owner, odd)).id, tokenPin)).signer).toBe(owner);
  });

  test('is signed where the card wants the PIN before every signature, typed once', async () => {
    const submission = await prepare();
    expect((await sign(submission, (await addKey('key-asks')).id, tokenPin)).signer).toBe('key-asks');
  });

  test('needs no certificate from an authority: a request is made with the PIN, too', async () => {
    const { id } = await addKey('key-p384');
    expect(await refused(opened.call('key.request', { id }))).toBe('token.pin-needed');
    const { ticket } = await opened.call('key.request', { id, pin: tokenPin });
    const { body } = await opened.app.serve({ origin: 'app', path: `/export/${ticket}`, method: 'GET', range: null });
    const { status } = spawnSync('openssl', ['req', '-verify', '-noout'], { input: Buffer.from(body) });
    expect(status).toBe(0);
  });
});

describe('what is offered and kept', () => {
  test('both tokens with owner, issuer and dates; no authority; and why something cannot sign', async () => {
    const { tokens, certificates } = await offerDriver(softHsmDriver());
    expect(tokens).toBe(2);
    const problems = Object.fromEntries(certificates.map(({ owner, problem }) => [owner, problem]));
    expect(problems).toEqual({
      ...{ 'key-rsa': null, 'key-p256': null, 'key-p384': null, 'key-pss': null, 'key-other': null, 'key-asks': null },
      ...{ 'key-alone': null, 'key-mixed': null, 'key-short': 'key', 'key-sha1': 'key' },
      ...{ 'key-ended': 'expired', 'key-server': 'usage' },
    });
    const labels = certificates.filter(({ owner }) => owner === 'key-other').map(({ token }) => token.label);
    expect(labels).toEqual([second]);
    await expectPinNowhere();
  });

  test('only where the key lies: driver, token, object, certificate and its issuer', async () => {
    const added = await addKey('key-rsa');
    opened.emitted.length = 0;
    expect(await addKey('key-rsa', odd)).toEqual(added);
    expect(opened.emitted).toContainEqual(expect.objectContaining({ payload: { what: 'keys' } }));
    expect(await opened.call('key.list', {})).toEqual([added]);
    await opened.close();
    const library = await openLibraryService(folder, 'unlock');
    const { db, vault } = library.current();
    const [kept, ...others] = await listKeys(db, vault);
    expect(others).toEqual([]);
    await library.close();
    opened = await openTestApp({ folder });
    await opened.call('library.unlock', { passphrase });
    expect(await opened.call('key.list', {})).toEqual([added]);
    if (kept?.source !== 'token') throw new Error('the key is kept as another kind');
    expect(Object.keys(kept.identity).sort()).toEqual(['certificate', 'chain', 'token']);
    const { serial, ...place } = kept.identity.token;
    expect(place).toEqual({ label: first, object: '01', driver: odd });
    expect(serial).toMatch(/^[0-9a-f]{16}$/);
    expect(kept.identity.chain.map(sha256)).toEqual([sha256(await readFile(join(world, 'root.pem.der')))]);
    expect(await opened.call('key.delete', { id: added.id, passphrase })).toEqual([]);
  });
});

describe('refused, and nothing is signed', () => {
  test('the key of a file is not taken for the one on the token, nor the other way round', async () => {
    const file = join(authority.folder, 'key-p256');
    const pair = ['-inkey', `${file}.key`, '-in', `${file}.pem`];
    execFileSync('openssl', ['pkcs12', '-export', ...pair, '-out', `${file}.p12`, '-passout', 'pass:x']);
    const importFile = async () =>
      opened.call('key.import', { ticket: await opened.app.accept(`${file}.p12`), password: 'x' });
    const { id } = await importFile();
    expect(await refused(addKey('key-p256'))).toBe('key.kept-otherwise');
    await opened.call('key.delete', { id, passphrase });
    expect(await addKey('key-p256')).toMatchObject({ source: 'token' });
    expect(await refused(importFile())).toBe('key.kept-otherwise');
  });

  test('a wrong PIN is tried once and said; the right one then works', async () => {
    const key = await addKey('key-p256');
    const submission = await prepare();
    expect(await refusalOf(sign(submission, key.id, wrongPin))).toEqual({
      code: 'token.wrong-pin',
      details: { tries: 'few' },
    });
    expect(await refused(sign(submission, key.id, 'ก'))).toBe('token.wrong-pin');
    expect(await refused(sign(submission, key.id))).toBe('token.pin-needed');
    expect(await opened.call('package.list', { submission })).toEqual([]);
    expect((await sign(submission, key.id, tokenPin)).signer).toBe('key-p256');
    await expectPinNowhere(wrongPin);
  });

  test('the card counts down, locks its PIN after three, and no further try is made', async () => {
    process.env.ODD_DRIVER = 'locks';
    const state = join(outside, 'wrong-pins');
    process.env.ODD_DRIVER_STATE = state;
    const key = await addKey('key-p256', odd);
    const submission = await prepare();
    const tries = async () => (await refusalOf(sign(submission, key.id, wrongPin))).details.tries;
    expect([await tries(), await tries()]).toEqual(['few', 'last']);
    expect(await readFile(state, 'utf8')).toBe('2');
    expect(await refused(sign(submission, key.id, wrongPin))).toBe('token.pin-locked');
    expect(await refused(sign(submission, key.id, tokenPin))).toBe('token.pin-locked');
    expect(await readFile(state, 'utf8')).toBe('3');
    expect(await opened.call('package.list', { submission })).toEqual([]);
  });

  test('a token that is not there, or is pulled out between report and package', async () => {
    const key = await addKey('key-p256');
    const pulled = await addKey('key-other', odd);
    const submission = await prepare();
    process.env.ODD_DRIVER = 'pulled';
    expect(await refused(sign(submission, pulled.id, tokenPin))).toBe('token.missing');
    delete process.env.ODD_DRIVER;
    delete process.env.ODD_DRIVER_STATE;
    delete process.env.ODD_DRIVER_TOKEN;
    openSoftHsm(join(outside, 'no-token'));
    expect(await refused(sign(submission, key.id, tokenPin))).toBe('token.missing');
    expect(await offerDriver(softHsmDriver())).toMatchObject({ tokens: 0, certificates: [] });
    expect(await opened.call('package.list', { submission })).toEqual([]);
  });

  test('a driver that is gone, is none, or was not confirmed by the passphrase', async () => {
    const copy = join(outside, 'driver.so');
    await writeFile(copy, await readFile(odd));
    const key = await addKey('key-p256', copy);
    await rm(copy);
    expect(await refused(sign(await prepare(), key.id, tokenPin))).toBe('token.driver-missing');
    const files = { 'text.so': 'no library', 'driver.pdf': await readFile(odd) };
    for (const [name, content] of Object.entries(files)) {
      await writeFile(join(outside, name), content);
      expect(await refused(offerDriver(join(outside, name)))).toBe('token.not-a-driver');
    }
    // A library that is none of PKCS#11.
    execFileSync('gcc', ['-shared', '-o', join(outside, 'other.so'), '-x', 'c', '/dev/null']);
    expect(await refused(offerDriver(join(outside, 'other.so')))).toBe('token.not-a-driver');
    const ticket = await opened.app.accept(softHsmDriver());
    expect(await refused(opened.call('key.tokens', { ticket, passphrase: 'ไม่ใช่' }))).toBe('library.wrong-passphrase');
    const unconfirmed = { ticket, token: { serial: '', label: first }, fingerprint: '', pin: tokenPin };
    expect(await refused(opened.call('key.addToken', unconfirmed))).toBe('file.unknown-ticket');
  });

  test.each([
    ['key-short', 'token.unsupported-key'],
    ['key-sha1', 'token.unsupported-key'],
    ['key-server', 'token.unsupported-key'],
    ['key-ended', 'key.expired'],
    ['key-alone', 'token.no-key'], // no private key on the token
    ['key-mixed', 'token.no-key'], // the key under this name is another one
  ])('%s is not added: %s', async (owner, code) => {
    expect(await refused(addKey(owner))).toBe(code);
    expect(await opened.call('key.list', {})).toEqual([]);
  });

  test('a signature that does not verify, a card that knows only SHA-1, a driver that crashes or prints the PIN', async () => {
    const key = await addKey('key-rsa', odd);
    const submission = await prepare();
    const outcomes = { forges: 'token.no-key', sha1: 'token.no-mechanism', crashes: 'token.failed crash' };
    for (const [way, outcome] of Object.entries(outcomes)) {
      process.env.ODD_DRIVER = way;
      expect(await refused(sign(submission, key.id, tokenPin)), way).toBe(outcome);
    }
    expect(await opened.call('package.list', { submission })).toEqual([]);
    process.env.ODD_DRIVER = 'chatty';
    expect((await sign(submission, key.id, tokenPin)).signer).toBe('key-rsa');
    await expectPinNowhere();
  });

  test('a slot that fails hides no other, whichever comes first, and what lies elsewhere still signs', async () => {
    const [lost, good] = [await addKey('key-rsa', odd), await addKey('key-other', odd)];
    for (const [way, bad, whole] of [
      ['no-info', first, second],
      ['no-session', second, first],
      ['no-objects', first, second],
    ] as const) {
      [process.env.ODD_DRIVER, process.env.ODD_DRIVER_TOKEN] = [way, bad];
      const { tokens, certificates } = await offerDriver(odd);
      expect(tokens, way).toBe(1);
      expect(certificates.length, way).toBeGreaterThan(1);
      expect(new Set(certificates.map(({ token }) => token.label)), way).toEqual(new Set([whole]));
    }
    const submission = await prepare();
    expect(await refused(sign(submission, lost.id, tokenPin))).toMatch(/^token\./);
    expect(await opened.call('package.list', { submission })).toEqual([]);
    expect((await sign(submission, good.id, tokenPin)).signer).toBe('key-other');
  }, 120_000);

  test('a driver that hangs is ended in time, and its process is gone', async () => {
    process.env.ODD_DRIVER = 'hangs';
    const tokens = createTokens(forkProgram, { list: 1_500, open: 1_500, sign: 1_500, close: 300, end: 5_000 });
    const begin = Date.now();
    expect(await refused(tokens.list(odd))).toBe('token.failed time');
    expect(Date.now() - begin).toBeLessThan(20_000);
    const left = () => spawnSync('ps', ['-o', 'args', '--ppid', String(process.pid)], { encoding: 'utf8' }).stdout;
    await expect.poll(left).not.toContain('token-process');
  });

  test('a process that does not end, stuck in the kernel, holds up nothing that is done', async () => {
    const stuck = (file: string) => ({ ...forkProgram(file), ended: new Promise<void>(() => undefined) });
    const tokens = createTokens(stuck, { list: 10_000, open: 10_000, sign: 10_000, close: 1_000, end: 200 });
    expect((await tokens.list(softHsmDriver())).map(({ label }) => label)).toContain(first);
  });
});

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { appendFile, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ExportTicket } from '#common/contract/channels/library.ts';
import type { PackageRecord } from '#common/contract/channels/package.ts';
import { verifyPackage } from '#main/verify/verify-file.ts';
import { createAuthority, issueCertificate, type Authority } from '#tests/support/certificate-authority.ts';
import { finaliseFixture } from '#tests/support/import-fixture.ts';
import { importLarge } from '#tests/support/large-submission.ts';
import { signablePdf } from '#tests/support/signable-pdf.ts';
import { buildOddDriver, makeToken, openSoftHsm, putKey, tokenPin } from '#tests/support/soft-hsm/soft-hsm.ts';
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
import { startTimestampAuthority, timestampUse, type TimestampAuthority } from '#tests/support/timestamp-authority.ts';

/** Further signatures on a package that takes a while: how far they are is told, and each can be ended. */
const megabytes = 120;

let outside: string;
let folder: string;
let opened: TestApp;
let ca: Authority;
let authority: TimestampAuthority;
let submission: string;
let first: PackageRecord;
/** The package as a file that came from elsewhere. */
let file: string;

beforeAll(async () => {
  [folder, outside] = [await newFolder(), await newFolder()];
  ca = createAuthority(outside, 'ca', { subject: '/CN=ผู้ออกใบรับรอง' });
  issueCertificate(ca, 'tsa', { subject: '/CN=ผู้ประทับเวลา', extensions: timestampUse });
  authority = await startTimestampAuthority(ca, 'tsa');
  opened = await openTestApp({ folder, print: () => signablePdf() });
  await createTestLibrary(opened);
  submission = await importLarge(opened, outside, megabytes);
  await finaliseFixture(opened, submission);
  first = await opened.call('package.sign', {
    ...{ submission, key: await newKey('ปาริชาต'), passphrase, as: asMember, job: command(), evidence: 'all' },
  });
  file = await save(await opened.call('package.export', { id: first.id }), 'before.asice');
});
afterAll(async () => {
  await opened.close();
  await authority.close();
  delete process.env.ODD_DRIVER;
  delete process.env.ODD_DRIVER_STATE;
  await removeFolder(folder);
  await removeFolder(outside);
});

const newKey = async (name: string) => (await opened.call('key.generate', { name, title: 'กรรมการ' })).id;
const listed = async () => (await opened.call('package.list', { submission })).find(({ id }) => id === first.id);

/** As the page downloads it: in parts. */
async function save({ ticket, size }: ExportTicket, name: string): Promise<string> {
  const path = join(outside, name);
  await rm(path, { force: true });
  for (let begin = 0; begin < size;) {
    const served = await opened.app.serve({
      ...{ origin: 'app', path: `/export/${ticket}`, method: 'GET', range: `bytes=${begin}-` },
    });
    await appendFile(path, served.body);
    begin += served.body.byteLength;
  }
  return path;
}
async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** What lies on the disk besides the database: sealed files, and what is only needed for a while. */
async function files(): Promise<readonly string[]> {
  const all = await readdir(folder, { recursive: true, withFileTypes: true });
  return all
    .filter((entry) => entry.isFile() && !/\.(?:db|sqlite|log)/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}
/** Everything that a cancelled signature must leave as it was. */
async function state() {
  const ticket = await opened.call('package.export', { id: first.id });
  return {
    record: await listed(),
    sha256: await digestOf(await save(ticket, 'state.asice')),
    files: await files(),
    file: await digestOf(file),
  };
}

interface Told {
  readonly job: string;
  readonly done: number;
  readonly total: number;
}
const shareOf = ({ done, total }: Told): number => done / total;
const toldOf = (job: string): readonly Told[] =>
  opened.emitted
    .filter(({ event }) => event === 'progress')
    .map(({ payload }) => payload as Told)
    .filter((told) => told.job === job);

/** Cancels the job as soon as so much of it is done. */
function cancelAt(job: string, share: number): void {
  const stop = opened.app.onEmit((event, payload) => {
    const told = payload as Told;
    if (event !== 'progress' || told.job !== job || shareOf(told) < share) return;
    stop();
    void opened.call('package.cancel', { job });
  });
}

const addSignature = (key: string, job = command(), id = first.id) =>
  opened.call('package.addSignature', { id, key, passphrase, as: asMember, job });
const signFile = async (key: string, job = command()) =>
  opened.call('package.signFile', { ticket: await opened.app.accept(file), key, passphrase, as: asMember, job });

function expectRising(told: readonly Told[]): void {
  expect(told.length).toBeGreaterThan(3);
  expect(told.map(({ done }) => done)).toEqual(told.map(({ done }) => done).toSorted((a, b) => a - b));
  expect(new Set(told.map(({ total }) => total)).size).toBe(1);
  expect(told.every(({ done, total }) => done <= total)).toBe(true);
  expect(shareOf(told.at(-1)!)).toBeGreaterThan(0.8);
}

test.each([
  ['while the old package is verified', 0.05],
  ['while the new one is written', 0.45],
  ['while the new one is verified', 0.75],
])('a further signature that is cancelled %s leaves everything as it was', async (_, share) => {
  const key = await newKey(`ผู้ยกเลิกที่ ${share}`);
  const before = await state();
  const job = command();
  cancelAt(job, share);
  await expect(addSignature(key, job)).rejects.toMatchObject({ code: 'cancelled' });
  expect(toldOf(job).length).toBeGreaterThan(0);
  expect(await state()).toEqual(before);
});

test('a further signature tells how far it is, holds up nobody, and is there after one that was cancelled', async () => {
  const key = await newKey('ธนพล');
  const gone = command();
  cancelAt(gone, 0.5);
  await expect(addSignature(key, gone)).rejects.toMatchObject({ code: 'cancelled' });
  const job = command();
  let [answers, isDone] = [0, false];
  const signing = addSignature(key, job).finally(() => (isDone = true));
  for (; !isDone; answers += 1) await opened.call('package.list', { submission });
  const record = await signing;
  expect(record.signers.map(({ name }) => name)).toEqual(['ปาริชาต', 'ธนพล']);
  expect(answers).toBeGreaterThan(5);
  expectRising(toldOf(job));
  // Too late: it is done, and stays so.
  await opened.call('package.cancel', { job });
  expect(await listed()).toEqual(record);
  const path = await save(await opened.call('package.export', { id: first.id }), 'second.asice');
  expect(await verifyPackage(path)).toMatchObject({ verdict: 'valid', signers: [{ valid: true }, { valid: true }] });
});

test('who cancels at the moment of the last word gets either nothing or all of it', async () => {
  const key = await newKey('อนุชา');
  const [before, kept] = [await listed(), await files()];
  const job = command();
  // The words of the store come after its last moment.
  const stop = opened.app.onEmit((event, payload) => {
    if (event === 'changed' && (payload as { what: string }).what === 'packages')
      void opened.call('package.cancel', { job });
  });
  const record = await addSignature(key, job);
  stop();
  expect(record.signers).toHaveLength((before?.signers.length ?? 0) + 1);
  expect(await listed()).toEqual(record);
  expect(await files()).toHaveLength(kept.length);
});

test('one that waits for another is left at once, and the other goes on', async () => {
  const [one, two] = [await newKey('คนแรก'), await newKey('คนที่รอ')];
  const [job, waiting] = [command(), command()];
  const order: string[] = [];
  const begun = new Promise<void>((resolve) => {
    const stop = opened.app.onEmit((event, payload) => {
      if (event !== 'progress' || (payload as Told).job !== job) return;
      stop();
      resolve();
    });
  });
  const signing = addSignature(one, job).then((record) => {
    order.push('done');
    return record;
  });
  await begun;
  const left = expect(addSignature(two, waiting)).rejects.toMatchObject({ code: 'cancelled' });
  await opened.call('package.cancel', { job: waiting });
  await left;
  order.push('left');
  const record = await signing;
  expect(order).toEqual(['left', 'done']);
  expect(toldOf(waiting)).toEqual([]);
  expect(record.signers.map(({ name }) => name)).toContain('คนแรก');
  expect(record.signers.map(({ name }) => name)).not.toContain('คนที่รอ');
});

test('a file from elsewhere: cancelled it is as it was and nothing is left; then it is signed, and taken in', async () => {
  const key = await newKey('ผู้แทน');
  const before = await state();
  for (const share of [0.05, 0.45, 0.75]) {
    const job = command();
    cancelAt(job, share);
    await expect(signFile(key, job), String(share)).rejects.toMatchObject({ code: 'cancelled' });
    expect(await files()).toEqual(before.files);
  }
  expect(await state()).toEqual(before);
  const job = command();
  const signed = await save(await signFile(key, job), 'signed.asice');
  expectRising(toldOf(job));
  const { verdict, signers } = await verifyPackage(signed);
  expect(verdict).toBe('valid');
  expect(signers.map(({ name }) => name)).toEqual(['ปาริชาต', 'ผู้แทน']);

  const ready = await state();
  const receive = async (name: string) =>
    opened.call('package.receive', { id: first.id, ticket: await opened.app.accept(signed), job: name });
  for (const share of [0.1, 0.6]) {
    const gone = command();
    cancelAt(gone, share);
    await expect(receive(gone), String(share)).rejects.toMatchObject({ code: 'cancelled' });
    expect(await files()).toEqual(ready.files);
  }
  expect(await state()).toEqual(ready);
  expect((await receive(command())).signers.map(({ name }) => name)).toContain('ผู้แทน');
});

/** The authority is set and cannot be reached yet, so that nothing is stamped by itself. */
async function setAuthority(): Promise<void> {
  authority.manner = 'busy';
  await opened.call('trust.setAuthority', { address: authority.url });
  await expect(opened.call('package.timestamp', { id: first.id })).rejects.toMatchObject({ code: 'server.busy' });
  authority.manner = 'good';
}

/** Resolves when the authority has answered and the package is being written. */
const stampWritten = (job: string): Promise<void> =>
  new Promise((resolve) => {
    const stop = opened.app.onEmit((event, payload) => {
      if (event !== 'progress' || (payload as Told).job !== job || (payload as Told).done !== 1) return;
      stop();
      resolve();
    });
  });

test('a stamp that is cancelled while the package is written anew leaves everything as it was', async () => {
  await setAuthority();
  const before = await state();
  const job = command();
  const refused = expect(opened.call('package.timestamp', { id: first.id, job })).rejects.toMatchObject({
    code: 'cancelled',
  });
  await stampWritten(job);
  await opened.call('package.cancel', { job });
  await refused;
  expect(await state()).toEqual(before);
});

test('the PIN of a token is given once, also when the package is stamped meanwhile and has to be signed again', async () => {
  openSoftHsm(join(outside, 'hsm'));
  makeToken('บัตรประธาน');
  putKey(ca, { token: 'บัตรประธาน', id: '01', name: 'key-counts', key: ['-newkey', 'rsa:2048'] });
  const count = join(outside, 'logins');
  process.env.ODD_DRIVER = 'counts';
  process.env.ODD_DRIVER_STATE = count;
  const driver = await opened.app.accept(buildOddDriver(outside));
  const [found] = (await opened.call('key.tokens', { ticket: driver, passphrase })).certificates;
  const { id: key } = await opened.call('key.addToken', {
    ...{ ticket: driver, token: found!.token, fingerprint: found!.fingerprint, pin: tokenPin },
  });
  const logins = async () => Number(await readFile(count, 'utf8'));
  const before = await logins();
  const withPin = (job: string) =>
    opened.call('package.addSignature', { id: first.id, key, pin: tokenPin, passphrase, as: asMember, job });

  const gone = command();
  cancelAt(gone, 0.45);
  await expect(withPin(gone)).rejects.toMatchObject({ code: 'cancelled' });
  expect(await logins()).toBe(before + 1);

  await setAuthority();
  const job = command();
  const stamping = opened.call('package.timestamp', { id: first.id, job });
  await stampWritten(job);
  await Promise.all([stamping, withPin(command())]);
  expect(await logins()).toBe(before + 2);
  const path = await save(await opened.call('package.export', { id: first.id }), 'stamped.asice');
  const { verdict, signers } = await verifyPackage(path);
  expect(verdict).toBe('valid');
  expect(signers.at(-1)?.name).toBe('key-counts');
  expect(signers[0]?.timestamp).not.toBeNull();
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Instrument } from '#common/domain/instrument.ts';
import type { Change } from '#common/domain/review-event.ts';
import type { Receipt } from '#common/formats/receipt-schema.ts';
import { openBook } from '#main/intake/book.ts';
import { takeIn, type IntakeOptions } from '#main/intake/take-in.ts';
import { readManifest } from '#main/lib/manifest-jws.ts';
import { readReceipt } from '#main/lib/receipt-jws.ts';
import { sha256 } from '#main/lib/sha256.ts';
import type { SigningIdentity } from '#main/lib/signing/identity.ts';
import { readTrustFile } from '#main/lib/signing/trust-anchors.ts';
import { sql } from '#main/storage/database.ts';
import { unpack } from '#tests/support/broken-packages/bed.ts';
import { createAuthority } from '#tests/support/certificate-authority.ts';
import { lookedAgain, makePackage, put } from '#tests/support/intake-packages.ts';
import { honestChanges, newIdentity } from '#tests/support/package-fixture.ts';
import { root } from '#tests/support/paths.ts';
import { rawZip } from '#tests/support/raw-zip.ts';
import { visit } from '#tests/support/visit-builder.ts';

/** What a centre does not take although its signatures hold. */
const base = mkdtempSync(join(tmpdir(), 'lpa-admission-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));

let count = 0;
let folder: string;
let out: string;
let team: SigningIdentity;
let good: Buffer;
beforeAll(async () => {
  team = await newIdentity();
  good = await makePackage(team);
});
beforeEach(() => {
  folder = join(base, `in-${++count}`);
  out = join(base, `out-${count}`);
});

const take = (more: Partial<IntakeOptions> = {}) =>
  takeIn({
    ...{ folder, out, identity: null, trust: [], choose: [], examinersAtOnce: 1, now: Date.now, version: '0.0.0' },
    onProgress: () => undefined,
    ...more,
  });

async function receiptOf(bytes: Uint8Array): Promise<Receipt> {
  for (const name of readdirSync(join(out, 'receipts'))) {
    const { receipt } = await readReceipt(readFileSync(join(out, 'receipts', name), 'utf8'));
    if (receipt.package.sha256 === sha256(bytes)) return receipt;
  }
  throw new Error('no receipt');
}

/** SHA-256 of a member, and the thumbprint of the key behind the submission. */
async function groundOf(bytes: Buffer): Promise<{ readonly instrument: Buffer; readonly sender: string }> {
  const members = new Map((await unpack(bytes)).map(({ name, data }) => [name, data]));
  const { sender } = await readManifest(String(members.get('submission.jws')));
  return { instrument: members.get('instrument.json') ?? Buffer.alloc(0), sender };
}

test('what the chair has not closed is held, named so, and taken once it is closed', async () => {
  const open = await makePackage(team, { closed: false });
  put(join(folder, 'a.asice'), open);
  expect(await take()).toMatchObject({ outcomes: { accepted: 0, held: 1 } });
  const receipt = await receiptOf(open);
  expect(receipt).toMatchObject({ outcome: 'held', result: null, reasons: [{ code: 'intake.not-closed' }] });
  expect(receipt.reasons[0]?.message.th).toContain('ประธานยังไม่ปิดแพ็กเกจ');
  put(join(folder, 'b.asice'), good);
  expect(await take()).toMatchObject({ outcomes: { accepted: 1, held: 1 } });
  expect((await receiptOf(good)).outcome).toBe('accepted');
});

test('a package from which the statement of who closes was taken out is rejected, one without any is held', async () => {
  const stripped = rawZip((await unpack(good)).filter(({ name }) => !name.startsWith('signers/')));
  put(join(folder, 'a.asice'), stripped);
  expect(await take()).toMatchObject({ outcomes: { rejected: 1 } });
  expect((await receiptOf(stripped)).reasons).toContainEqual(expect.objectContaining({ code: 'file.missing' }));
});

test('a person may choose what is not closed', async () => {
  const open = await makePackage(team, { closed: false });
  put(join(folder, 'a.asice'), open);
  await take();
  expect(await take({ choose: [sha256(open)] })).toMatchObject({ outcomes: { accepted: 1, held: 0 } });
});

test('the review of one person, who is the chair, needs no close', async () => {
  const name = 'นางสาวปาริชาต วงศ์เมธากุล';
  const record = (members: readonly { name: string; title: string }[]): Change => ({
    type: 'team.set',
    payload: { team: 'ทีม 1', orderNumber: '1', orderDate: '2024-06-01', visitedOn: null, place: '', members },
  });
  const alone = await makePackage(team, {
    closed: false,
    changes: [record([{ name, title: 'ประธาน' }]), ...honestChanges],
  });
  const two = [
    { name, title: 'ประธาน' },
    { name: 'นายธนพล', title: 'กรรมการ' },
  ];
  const pair = await makePackage(team, {
    ...{ closed: false, changes: [record(two), ...honestChanges], lao: { code: '05990007' } },
  });
  put(join(folder, 'a.asice'), alone);
  put(join(folder, 'b.asice'), pair);
  expect(await take()).toMatchObject({ outcomes: { accepted: 1, held: 1 } });
  expect((await receiptOf(alone)).outcome).toBe('accepted');
});

test('only submissions under the keys that the centre knows', async () => {
  const { sender } = await groundOf(good);
  // Every package of the fixture has an LAO key of its own.
  const other = await makePackage(team, { lao: { code: '05990007' } });
  put(join(folder, 'a.asice'), good);
  put(join(folder, 'b.asice'), other);
  expect(await take()).toMatchObject({ outcomes: { accepted: 2 } });
  expect(await take({ senders: new Set([sender]) })).toMatchObject({
    examined: 0,
    outcomes: { accepted: 1, rejected: 1 },
  });
  expect((await receiptOf(other)).reasons).toMatchObject([{ code: 'intake.unknown-sender' }]);
});

test('only the instruments that the centre names; without, several in one year are told of', async () => {
  const { instrument } = await groundOf(good);
  const changed = { ...(JSON.parse(instrument.toString()) as Instrument), version: '9.9' };
  const other = await makePackage(team, { lao: { code: '05990007' }, instrument: changed });
  put(join(folder, 'a.asice'), good);
  put(join(folder, 'b.asice'), other);
  const { mixedInstruments } = await take();
  expect(mixedInstruments).toMatchObject([
    { year: 2567, packages: 1 },
    { year: 2567, packages: 1 },
  ]);
  expect(mixedInstruments.map(({ digest }) => digest)).toContain(sha256(instrument));
  const only = await take({ instruments: new Set([sha256(instrument)]) });
  expect(only).toMatchObject({ outcomes: { accepted: 1, rejected: 1 }, mixedInstruments: [] });
  expect((await receiptOf(other)).reasons).toMatchObject([{ code: 'intake.other-instrument' }]);
});

test('what is dated in the future is rejected with the date: signature, history, visit', async () => {
  const day = 86_400_000;
  const now = Date.parse('2024-07-05T08:00:00Z'); // just after the fixture's own dates
  const late = new Date(now + 2 * day);
  const signed = await makePackage(await newIdentity(new Date(now - day)), { at: late });
  const visited = await makePackage(team, {
    ...{
      lao: { code: '05990007' },
      changes: [{ type: 'visit.set', payload: visit({ date: '2024-07-08' }) }, ...honestChanges],
    },
  });
  put(join(folder, 'a.asice'), signed);
  put(join(folder, 'b.asice'), visited);
  put(join(folder, 'c.asice'), await makePackage(team, { lao: { code: '05990008' } }));
  expect(await take({ now: () => now })).toMatchObject({ outcomes: { accepted: 1, rejected: 2 } });
  expect((await receiptOf(signed)).reasons).toMatchObject([
    {
      code: 'intake.future-date',
      actual: late.toISOString(),
      message: { th: expect.stringContaining('เวลาลงนาม') as string },
    },
  ]);
  expect((await receiptOf(visited)).reasons).toMatchObject([
    { code: 'intake.future-date', actual: '2024-07-08T00:00:00+07:00' },
  ]);
  // A history that lies ahead: everything the team did happened later than the centre's clock.
  rmSync(out, { recursive: true });
  expect(await take({ now: () => now - 30 * day })).toMatchObject({ outcomes: { accepted: 0, rejected: 3 } });
  const codes = (await receiptOf(signed)).reasons.map(({ message }) => message.en.split(' lies')[0]);
  expect(codes).toContain('A time in the history');
});

test('a book of before is looked at again; what is no longer there is held, not forgotten', async () => {
  const path = put(join(folder, 'a.asice'), good);
  put(join(folder, 'b.asice'), await makePackage(team, { lao: { code: '05990007' } }));
  await take();
  // As the version before had written it.
  const book = await openBook(out);
  await book.write((tx) =>
    tx.run(sql`UPDATE packages SET closed = NULL, sender = NULL, instrument = NULL, terms = 'before'`),
  );
  await book.close();
  rmSync(path);
  expect(await take()).toMatchObject({ examined: 1, outcomes: { accepted: 1, held: 1 } });
  expect((await receiptOf(good)).reasons).toMatchObject([{ code: 'intake.other-terms' }]);
});

test('who vouches for signers does not vouch for time, nor the other way round', async () => {
  const ca = createAuthority(base, 'ca', { subject: '/CN=ผู้ประทับเวลา' });
  put(join(folder, 'a.asice'), good);
  const files = [readTrustFile(Buffer.from(ca.certificate))];
  expect(await take({ trustTime: files })).toMatchObject({ outcomes: { accepted: 1 } });
  expect(await take({ trust: files })).toMatchObject({ outcomes: { accepted: 0, rejected: 1 } });
});

test('a centre key that is no key ends the intake in words before anything is signed; the next run goes on', async () => {
  put(join(folder, 'a.asice'), good);
  const whole = put(join(out, 'key', 'centre-key.pem'), '');
  await expect(take()).rejects.toMatchObject({ code: 'key.unsupported' });
  const { certificate } = team;
  const block = (label: string, bytes: Uint8Array) =>
    `-----BEGIN ${label}-----\n${Buffer.from(bytes).toString('base64')}\n-----END ${label}-----\n`;
  put(whole, block('PRIVATE KEY', Buffer.from('no key')) + block('CERTIFICATE', certificate));
  // Within the certificate's own time, so that it is not simply replaced.
  const now = () => Date.parse('2024-07-06T00:00:00Z');
  await expect(take({ now })).rejects.toMatchObject({ code: 'key.unsupported', details: { reason: 'no-key' } });
  put(whole, block('PRIVATE KEY', Buffer.from('no key')) + block('CERTIFICATE', Buffer.from('no certificate')));
  await expect(take({ now })).rejects.toMatchObject({ code: 'key.unsupported', details: { reason: 'centre-key' } });
  rmSync(whole);
  expect(await take({ now })).toMatchObject({ outcomes: { accepted: 1 }, issued: 1 });
});

test('lpa intake takes the lists from files, and refuses files that are none', async () => {
  const lpa = (...args: string[]) => {
    const all = [join(root, 'main/cli/lpa.ts'), 'intake', folder, '--out', out, '--lang', 'en', ...args];
    const { status, stdout, stderr } = spawnSync(process.execPath, all, { encoding: 'utf8' });
    return { status, text: stdout + stderr };
  };
  put(join(folder, 'a.asice'), good);
  put(join(folder, 'b.asice'), await makePackage(team, { lao: { code: '05990007' }, changes: lookedAgain }));
  const { instrument, sender } = await groundOf(good);
  const [keys, book] = [join(base, 'keys.txt'), join(base, 'book.json')];
  const grouped = sender.toUpperCase().replace(/(.{4})(?=.)/g, '$1 ');
  writeFileSync(keys, `# กุญแจผู้ส่ง\n${grouped} # ทต.ท่าแก้วพัฒนา\r\n\n`);
  writeFileSync(book, instrument);
  expect(lpa('--sender-keys', keys, '--instrument', book)).toMatchObject({
    ...{ status: 1, text: expect.stringMatching(/1 {2}accepted[^]*1 {2}rejected/) as string },
  });
  writeFileSync(keys, '{"keys":[{"kty":"oct"}]}');
  expect(lpa('--sender-keys', keys)).toMatchObject({
    status: 2,
    text: expect.stringContaining('sender keys') as string,
  });
  writeFileSync(book, '{}');
  expect(lpa('--instrument', book)).toMatchObject({ status: 2, text: expect.stringContaining('instrument') as string });
  expect(lpa('--instrument', join(base, 'nowhere.json')).status).toBe(2);
}, 120_000);

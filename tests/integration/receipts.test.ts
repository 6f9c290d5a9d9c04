import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeIn } from '#main/intake/take-in.ts';
import { createReceiptSigner, readReceipt } from '#main/lib/receipt-jws.ts';
import { generateIdentity } from '#main/lib/signing/generate-identity.ts';
import { signablePdf } from '#tests/support/signable-pdf.ts';
import { signHere } from '#tests/support/signed-here.ts';
import {
  command,
  createTestLibrary,
  newFolder,
  openTestApp,
  passphrase,
  removeFolder,
  type TestApp,
} from '#tests/support/test-app.ts';

let folder: string;
let outside: string;
let opened: TestApp;
let submission: string;
let packageId: string;
/** The centre's folder and its receipt of the package. */
let out: string;
let receipt: string;

beforeEach(async () => {
  [folder, outside] = [await newFolder(), await newFolder()];
  opened = await openTestApp({ folder, print: () => signablePdf() });
  await createTestLibrary(opened);
  const signed = await signHere(opened, outside);
  ({ submission, packageId } = signed);
  out = join(outside, 'centre');
  await takeIn({
    ...{
      folder: signed.sent,
      out,
      identity: null,
      trust: [],
      choose: [],
      examinersAtOnce: 1,
      now: Date.now,
      version: '0.0.0',
    },
    onProgress: () => undefined,
  });
  const [name = ''] = readdirSync(join(out, 'receipts'));
  receipt = join(out, 'receipts', name);
});
afterEach(async () => {
  await opened.close();
  await removeFolder(folder);
  await removeFolder(outside);
});

const bring = async (file: string, trust: string[] = []) => {
  const [result] = await opened.call('receipt.import', { tickets: [await opened.app.accept(file)], trust });
  return result;
};
const centreOf = async (file: string) => (await readReceipt(readFileSync(file, 'utf8'))).issuer.fingerprint;
const listed = () => opened.call('receipt.list', { submission: null });

test('a receipt of a package signed here: asked whose it is once, then kept, also over a restart', async () => {
  const first = await bring(receipt);
  expect(first).toMatchObject({
    outcome: 'unknown-centre',
    centre: { name: 'ศูนย์รับผลการประเมิน LPA', selfSigned: true },
  });
  expect(await listed()).toEqual([]);
  const trust = [await centreOf(receipt)];
  expect(await bring(receipt, trust)).toMatchObject({ outcome: 'kept', laoName: 'เทศบาลตำบลท่าแก้วพัฒนา' });
  expect(opened.emitted).toContainEqual({ event: 'changed', payload: { what: 'receipts' } });
  expect(await bring(receipt)).toMatchObject({ outcome: 'already-there' });
  const [record] = await listed();
  expect(record).toMatchObject({ package: packageId, submission, outcome: 'accepted', percent: '80.00', reasons: [] });
  await opened.close();
  opened = await openTestApp({ folder });
  await opened.call('library.unlock', { passphrase });
  expect(await opened.call('receipt.list', { submission })).toEqual([record]);
  expect(await opened.call('receipt.list', { submission: command() })).toEqual([]);
});

test('the one that was issued last holds, whatever the order they come in; an impostor is asked about', async () => {
  const { receipt: said } = await readReceipt(readFileSync(receipt, 'utf8'));
  const identity = await generateIdentity({ name: 'ศูนย์รับผลการประเมิน LPA', title: '', organization: '' }, new Date());
  const sign = await createReceiptSigner(identity);
  const file = async (name: string, change: object) => {
    const path = join(outside, name);
    await writeFile(path, `${await sign({ ...said, ...change })}\n`);
    return path;
  };
  const at = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
  const rejected = { outcome: 'rejected' as const, result: null, issuedAt: at(60) };
  const why = [
    { code: 'csv.cell', message: { th: 'ไม่ตรง', en: 'differs' }, indicator: '27', expected: '3', actual: '5' },
  ];
  const later = await file('later.lpareceipt', { ...rejected, reasons: why });
  await bring(receipt, [await centreOf(receipt)]);
  // The same name, another key.
  expect(await bring(later)).toMatchObject({ outcome: 'unknown-centre' });
  expect(await listed()).toMatchObject([{ outcome: 'accepted' }]);
  expect(await bring(later, [await centreOf(later)])).toMatchObject({ outcome: 'kept' });
  expect(await listed()).toMatchObject([{ outcome: 'rejected', percent: null, reasons: why }]);
  expect(await bring(receipt)).toMatchObject({ outcome: 'older' });
  expect(await listed()).toMatchObject([{ outcome: 'rejected' }]);
  // Dated like the others: the first receipt's time may lie before this centre's certificate, which is refused.
  const other = { issuedAt: at(60), package: { ...said.package, sha256: 'ab'.repeat(32) } };
  expect(await bring(await file('other.lpareceipt', other))).toMatchObject({ outcome: 'unknown-package' });
  expect(await bring(await file('before.lpareceipt', { issuedAt: at(-60) }))).toMatchObject({
    outcome: 'refused',
    failure: { code: 'receipt.bad-signature', details: { reason: 'certificate-time' } },
  });
});

test('what is no receipt, or was changed, is refused with its own reason; nothing is kept', async () => {
  const text = readFileSync(receipt, 'utf8');
  const file = async (name: string, content: string) => {
    await writeFile(join(outside, name), content);
    return bring(join(outside, name), [await centreOf(receipt)]);
  };
  const refused = (code: string) => ({ outcome: 'refused', failure: { code } });
  expect(await file('a', 'no receipt')).toMatchObject(refused('receipt.unreadable'));
  const [head, payload = '', signature] = text.split('.');
  const forged = Buffer.from(payload, 'base64url').toString().replace('"accepted"', '"rejected"');
  const changed = [head, Buffer.from(forged).toString('base64url'), signature].join('.');
  expect(await file('b', changed)).toMatchObject(refused('receipt.bad-signature'));
  expect(await file('c', 'x'.repeat(5_000_000))).toMatchObject(refused('file.too-large'));
  expect(await bring(join(outside, 'nothing'))).toMatchObject(refused('file.unreadable'));
  expect(await bring(outside)).toMatchObject(refused('file.unreadable'));
  expect(await listed()).toEqual([]);
});

test('a receipt lies sealed on the disk', async () => {
  await bring(receipt, [await centreOf(receipt)]);
  await opened.close();
  const bytes = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
  const payload = readFileSync(receipt, 'utf8').split('.')[1] ?? '';
  for (const probe of [payload.slice(0, 60), 'lpa-receipt/1', 'ศูนย์รับผลการประเมิน'])
    expect(bytes.some((content) => content.includes(probe))).toBe(false);
  opened = await openTestApp({ folder });
  await opened.call('library.unlock', { passphrase });
  expect(await listed()).toHaveLength(1);
});

import Ajv2020 from 'ajv/dist/2020.js';
import { CompactSign } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { jsonSchemas } from '#common/formats/json-schemas.ts';
import type { Receipt } from '#common/formats/receipt-schema.ts';
import { createReceiptSigner, readReceipt, receiptType } from './receipt-jws.ts';
import { generateIdentity } from './signing/generate-identity.ts';
import { importSigningKey, schemeFor, type SigningIdentity } from './signing/identity.ts';

const now = new Date('2024-08-01T03:00:00.000Z');
const receipt: Receipt = {
  ...{ format: 'lpa-receipt/1', issuedAt: now.toISOString(), issuer: 'ศูนย์รับ', outcome: 'rejected' },
  software: { name: 'LPA Assessor', version: '1.0.0' },
  package: { sha256: 'ab'.repeat(32), size: 7, fileName: 'ก.asice' },
  ...{ content: null, result: null, signers: [], moreReasons: 0, other: null },
  reasons: [{ code: 'csv.cell', message: { th: 'ไม่ตรง', en: 'differs' }, indicator: '27', expected: '3', actual: '5' }],
};

let centre: SigningIdentity;
let other: SigningIdentity;
let jws: string;
beforeAll(async () => {
  centre = await generateIdentity({ name: 'ศูนย์รับ', title: '', organization: '' }, now);
  other = await generateIdentity({ name: 'ผู้อื่น', title: '', organization: '' }, now);
  jws = await (await createReceiptSigner(centre))(receipt);
});

const base64 = (der: Uint8Array) => Buffer.from(der).toString('base64');
/** Signed properly by the centre, whatever it says. */
async function signedBy(identity: SigningIdentity, payload: unknown, header: object = {}): Promise<string> {
  const { key } = await importSigningKey(identity, schemeFor(identity.certificate)!);
  return new CompactSign(Buffer.from(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'ES256', typ: receiptType, x5c: [base64(centre.certificate)], ...header })
    .sign(key);
}

test('comes back as it was signed, with who signed it; unknown members are kept', async () => {
  const { receipt: read, issuer } = await readReceipt(`${jws}\n`);
  expect(read).toEqual(receipt);
  expect(issuer).toMatchObject({ owner: 'ศูนย์รับ', selfSigned: true });
  expect((await readReceipt(await signedBy(centre, { ...receipt, later: 1 }))).receipt).toMatchObject({ later: 1 });
});

test('fits the published schema', () => {
  const schema = jsonSchemas()['receipt.schema.json'] ?? {};
  const fits = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
  expect(fits(receipt)).toBe(true);
  expect(fits({ ...receipt, outcome: 'maybe' })).toBe(false);
});

describe('refused', () => {
  const parts = () => jws.split('.') as [string, string, string];
  const changed = (part: string) => Buffer.from(JSON.stringify({ ...receipt, outcome: part })).toString('base64url');
  test.each([
    ['another outcome', () => [parts()[0], changed('accepted'), parts()[2]].join('.')],
    ['signed by another key', () => signedBy(other, receipt)],
    [
      'the algorithm of another key',
      () => signedBy(centre, receipt, { alg: 'ES256', x5c: [base64(other.certificate)] }),
    ],
    ['after the certificate', () => signedBy(centre, { ...receipt, issuedAt: '2027-01-01T00:00:00.000Z' })],
    ['before the certificate', () => signedBy(centre, { ...receipt, issuedAt: '2024-07-31T00:00:00.000Z' })],
  ])('%s: the signature does not hold', async (_, make) => {
    await expect(Promise.resolve(make()).then(readReceipt)).rejects.toMatchObject({ code: 'receipt.bad-signature' });
  });

  test.each([
    ['nothing', () => ''],
    ['other text', () => 'a.b.c'],
    ['no signature', () => `${parts()[0]}.${parts()[1]}.`],
    ['another kind of JWS', () => signedBy(centre, receipt, { typ: 'lpa-submission+jws' })],
    ['a key of its own beside the certificate', () => signedBy(centre, receipt, { jwk: {} })],
    ['no certificate', () => signedBy(centre, receipt, { x5c: ['AAAA'] })],
    ['another form', () => signedBy(centre, { ...receipt, outcome: 'maybe' })],
    ['too deep', () => signedBy(centre, { ...receipt, x: JSON.parse('['.repeat(3000) + ']'.repeat(3000)) as unknown })],
  ])('%s: no receipt', async (_, make) => {
    await expect(Promise.resolve(make()).then(readReceipt)).rejects.toMatchObject({ code: 'receipt.unreadable' });
  });

  test('a newer format says so', async () => {
    const newer = signedBy(centre, { ...receipt, format: 'lpa-receipt/2' });
    await expect(newer.then(readReceipt)).rejects.toMatchObject({ code: 'receipt.newer-format' });
  });
});

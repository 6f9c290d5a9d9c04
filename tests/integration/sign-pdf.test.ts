import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildReportData } from '#common/domain/report-data.ts';
import { computeTotals } from '#common/domain/scoring.ts';
import { signerOf } from '#main/lib/signing/key-signer.ts';
import { signPdf } from '#main/lib/signing/sign-pdf.ts';
import { newIdentity, partsOf, signedAt } from '#tests/support/package-fixture.ts';
import { openPrintPage, type PrintPage } from '#tests/support/print-page.ts';
import { signablePdf } from '#tests/support/signable-pdf.ts';

const name = 'นางสาวปาริชาต วงศ์เมธากุล';
const reason = 'ขอรับรองว่าผลการตรวจประเมินนี้ถูกต้อง';
let folder: string;
let page: PrintPage;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lpa-sign-pdf-'));
  page = await openPrintPage();
}, 120_000);
afterAll(async () => {
  await page.close();
  rmSync(folder, { recursive: true });
});

const store = (bytes: Uint8Array): string => {
  const path = join(folder, `${Math.random().toString(36).slice(2)}.pdf`);
  writeFileSync(path, bytes);
  return path;
};
/** Poppler's own words about the signatures; the certificate is nobody's that it knows. */
const pdfsig = (path: string) => spawnSync('pdfsig', ['-nocert', path], { encoding: 'utf8' }).stdout;

/** The report as the package gets it, printed by Chromium. */
async function printedReport(): Promise<Uint8Array> {
  const { manifest, instrument, review, amendments } = await partsOf();
  const data = buildReportData({
    ...{ manifest, instrument, review, cited: amendments.cited, code: '7F3A-91C2-D05E-44B8' },
    ...{ totals: computeTotals(instrument, manifest, review), printedAt: signedAt.toISOString() },
    ...{ language: 'th' as const, digits: 'thai' as const },
    signing: { name, title: 'กรรมการ', at: signedAt.toISOString() },
  });
  return page.print(`/print.html?ticket=${page.printData.offer(data)}`, { format: 'A4' });
}

test('a report is signed where it was printed: pdfsig says valid, nothing before was touched, the day stands in พ.ศ.', async () => {
  const printed = await printedReport();
  const signed = await signPdf(printed, await signerOf(await newIdentity()), { name, reason, at: signedAt });
  expect(Buffer.from(signed).indexOf(Buffer.from(printed))).toBe(0);
  const path = store(signed);
  execFileSync('qpdf', ['--check', path]);
  const said = pdfsig(path);
  expect(said).toContain('Signature is Valid.');
  expect(said).toContain('Total document signed');
  expect(said).toContain('ETSI.CAdES.detached');
  expect(said).toMatch(/Signer Certificate Common Name: นางสาวปาริชาต วงศ์เมธากุล/);
  expect(said).toMatch(/Signing Time: Jul 05 2024/);
  expect(said).toContain('Signing Hash Algorithm: SHA-256');
  const text = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
  for (const line of ['ลงลายมือชื่ออิเล็กทรอนิกส์แล้ว', `(${name})`, '๕ กรกฎาคม ๒๕๖๗ ๑๔.๕๘ น.']) expect(text).toContain(line);
  expect(execFileSync('pdfinfo', [path], { encoding: 'utf8' })).toMatch(/Tagged:\s+yes/);
  // The field lies over the printed block, on the same page, as a widget and no link any more.
  const document = await PDFDocument.load(signed);
  const fields = document.getForm().getFields();
  expect(fields.map((field) => field.getName())).toEqual(['Signature1']);
  const { width, height } = fields[0]!.acroField.getWidgets()[0]!.getRectangle();
  expect(width).toBeGreaterThan(150);
  expect(height).toBeGreaterThan(40);
  expect(Buffer.from(signed).subarray(printed.length).includes('sig.invalid')).toBe(false);
}, 120_000);

test('an edit afterwards is found', async () => {
  const signed = Buffer.from(
    await signPdf(await signablePdf(), await signerOf(await newIdentity()), { name, reason, at: signedAt }),
  );
  expect(pdfsig(store(signed))).toContain('Signature is Valid.');
  const edited = Buffer.from(signed);
  const at = edited.indexOf('/MediaBox');
  edited[at + 1] = (edited[at + 1] ?? 0) ^ 0x20;
  expect(pdfsig(store(edited))).toContain('Digest Mismatch');
  const longer = pdfsig(store(Buffer.concat([signed, Buffer.from('\n% more\n')])));
  expect(longer).not.toContain('Total document signed');
});

test.each([
  ['no PDF', Buffer.from('MZ')],
  ['a PDF without room for a signature', null],
])('%s is not signed', async (_, bytes) => {
  const document = await PDFDocument.create();
  document.addPage();
  const pdf = bytes ?? (await document.save());
  await expect(signPdf(pdf, await signerOf(await newIdentity()), { name, reason, at: signedAt })).rejects.toThrow();
});

import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ownKey } from '#main/intake/centre-key.ts';
import { takeIn } from '#main/intake/take-in.ts';
import { createReceiptSigner, readReceipt } from '#main/lib/receipt-jws.ts';
import { signablePdf } from '#tests/support/signable-pdf.ts';
import { signHere } from '#tests/support/signed-here.ts';
import { openTestApp, passphrase } from '#tests/support/test-app.ts';
import { lookAt } from './support/axe.ts';
import { newStage, openUnlocked, removeAll } from './support/stage.ts';

afterAll(removeAll);

/** From the signed package over the centre and back, through the real window. */
test('the centre says accepted, then rejected with the line: the list and the reports show it', async () => {
  const stage = await newStage('library');
  const outside = join(stage.folder, 'outside');
  await mkdir(outside);
  const prepared = await openTestApp({ folder: stage.data, print: () => signablePdf() });
  await prepared.call('library.unlock', { passphrase });
  const { submission, sent } = await signHere(prepared, outside);
  await prepared.close();
  const out = join(outside, 'centre');
  await takeIn({
    ...{
      folder: sent,
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
  const [name = ''] = await readdir(join(out, 'receipts'));
  const accepted = join(out, 'receipts', name);
  const { receipt, issuer } = await readReceipt(await readFile(accepted, 'utf8'));
  const sign = await createReceiptSigner(await ownKey(out, Date.now()));
  const message = { th: 'คะแนนในตารางไม่ตรงกับประวัติ', en: 'A score in the table differs from the history.' };
  const rejected = join(outside, 'later.lpareceipt');
  const reasons = [{ code: 'csv.cell', message, indicator: '27', expected: '3', actual: '5' }];
  const issuedAt = new Date(Date.parse(receipt.issuedAt) + 60_000).toISOString();
  await writeFile(rejected, await sign({ ...receipt, outcome: 'rejected', result: null, issuedAt, reasons }));

  // As `npm start FILE` and a double click do.
  const { page } = await openUnlocked(stage, { files: [accepted] });
  const dialog = page.getByRole('dialog');
  await dialog.getByText('ศูนย์รับผลการประเมิน LPA').waitFor();
  await dialog.getByRole('button', { name: 'ยังไม่ยืนยัน' }).click();
  await dialog.waitFor({ state: 'detached' });
  const row = page.getByRole('row', { name: /ท่าแก้วพัฒนา/ });
  await row.getByText('ลงนามแล้ว').waitFor();
  await page.goto(`https://app.invalid/#/s/${submission}/reports`);
  const card = page.getByRole('region', { name: 'ใบรับจากศูนย์', exact: true });
  await card.getByText('ยังไม่มีใบรับ').waitFor();
  const pick = (file: string) => page.locator('input[type=file][accept=".lpareceipt"]').setInputFiles(file);
  await pick(accepted);
  // A name proves nothing: the person compares the fingerprint first.
  await dialog.getByText(issuer.fingerprint.slice(0, 4).toUpperCase()).waitFor();
  expect(await lookAt(page, 'centre dialog')).toEqual([]);
  await dialog.getByRole('button', { name: 'ยังไม่ยืนยัน' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('ยังไม่ได้ยืนยันศูนย์ที่ลงนาม').waitFor();
  expect(await card.getByText('รับแล้ว', { exact: true }).count()).toBe(0);
  await pick(accepted);
  await dialog.getByRole('button', { name: 'ตรงกัน ยืนยันศูนย์นี้' }).click();
  await card.getByText('รับแล้ว', { exact: true }).waitFor();
  await page.goto('https://app.invalid/#/');
  await row.getByText('รับแล้ว', { exact: true }).waitFor();
  await pick(rejected);
  await row.getByText('ตีกลับ', { exact: true }).waitFor();
  await row.getByText(`ข้อ 27 ${message.th}`).waitFor();
  await page.goto(`https://app.invalid/#/s/${submission}/reports`);
  await card.getByText('ขณะลงนาม: 3').waitFor();
  expect(await lookAt(page, 'receipts')).toEqual([]);
});

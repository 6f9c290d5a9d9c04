import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { signablePdf } from '#tests/support/signable-pdf.ts';
import {
  answerRequest,
  createAuthority,
  issueCertificate,
  type Authority,
} from '#tests/support/certificate-authority.ts';
import { signPackage } from '#tests/support/signed-library.ts';
import { createTestLibrary, newFolder, openTestApp, removeFolder } from '#tests/support/test-app.ts';
import { startTimestampAuthority, timestampUse, type TimestampAuthority } from '#tests/support/timestamp-authority.ts';
import { invokeInPage } from './support/page-bridge.ts';
import { endAll, newStage, openUnlocked, removeAll } from './support/stage.ts';

let world: string;
let ca: Authority;
let authority: TimestampAuthority;
beforeAll(async () => {
  world = await newFolder();
  ca = createAuthority(world, 'ca', { subject: '/CN=ผู้ออกใบรับรองจังหวัดธารานคร' });
  issueCertificate(ca, 'tsa', { subject: '/CN=ผู้ประทับเวลากลาง', extensions: timestampUse });
  authority = await startTimestampAuthority(ca, 'tsa');
});
afterEach(endAll);
afterAll(async () => {
  await removeAll();
  await authority.close();
  await removeFolder(world);
});

test('the province sets whom to trust and who stamps the time; a package goes from level B to T on the screen', async () => {
  const stage = await newStage('new');
  const before = await openTestApp({ folder: stage.data, print: () => signablePdf() });
  await createTestLibrary(before);
  const { submission } = await signPackage(before, world);
  await before.close();
  const { page } = await openUnlocked(stage);
  const go = (to: string) => page.evaluate((hash) => void (location.hash = hash), to);

  await go('#/settings');
  const part = page.getByRole('region', { name: 'ใบรับรองและเวลาที่เชื่อถือ' });
  await part.getByText('ยังไม่ได้กำหนดผู้ออกใบรับรอง').waitFor();
  const file = join(world, 'province.pem');
  await writeFile(file, ca.certificate);
  await part.locator('input[type=file]').setInputFiles(file);
  await part.getByText('ผู้ออกใบรับรองจังหวัดธารานคร', { exact: true }).waitFor();
  // For signers at first; that it may stamp the time as well, somebody says.
  const forTime = part.getByRole('checkbox', { name: 'ประทับเวลา' });
  await expect.poll(() => part.getByRole('checkbox', { name: 'ผู้ลงนาม' }).isChecked()).toBe(true);
  expect(await forTime.isChecked()).toBe(false);
  await part.getByText('ประทับเวลา', { exact: true }).click();
  await expect.poll(() => forTime.isChecked()).toBe(true);
  await writeFile(file, 'เรียน ผู้ว่าราชการจังหวัด');
  await part.locator('input[type=file]').setInputFiles(file);
  await part.getByText('ไฟล์นี้ไม่มีใบรับรองหรือรายการเพิกถอนที่อ่านได้ ต้องเป็น PEM หรือ DER').waitFor();

  authority.manner = 'busy';
  const address = part.getByRole('textbox', { name: 'ผู้ให้บริการประทับเวลา (RFC 3161)' });
  await address.fill('http://tsa.example/');
  await part.getByRole('button', { name: 'บันทึก' }).click();
  await part.getByText('ที่อยู่นี้ไม่เข้ารหัส', { exact: false }).waitFor();
  await address.fill(authority.url);
  await part.getByRole('button', { name: 'บันทึก' }).click();
  await page.getByText('บันทึกแล้ว').first().waitFor();
  await expect.poll(() => invokeInPage(page, 'trust.get', {})).toMatchObject({ authority: authority.url });

  // A request goes to the authority as a file, and its answer comes back as one.
  const keys = page.getByRole('region', { name: 'ใบรับรองที่ใช้ลงนาม' });
  await keys.getByText('โปรแกรมออกเอง', { exact: false }).waitFor();
  await keys.getByRole('button', { name: 'บันทึกคำขอใบรับรอง (CSR)' }).click();
  const csr = join(stage.downloads, 'นางสาวปาริชาต วงศ์เมธากุล.csr');
  await expect.poll(() => existsSync(csr)).toBe(true);
  const answer = join(world, 'answer.pem');
  await writeFile(answer, answerRequest(ca, csr));
  await keys.locator('input[type=file]').setInputFiles(answer);
  await keys.getByText('ออกโดย ผู้ออกใบรับรองจังหวัดธารานคร', { exact: false }).waitFor();

  await go(`#/s/${submission}/reports`);
  await page.getByText('ระดับ B').waitFor();
  await expect.poll(() => authority.asked()).toBeGreaterThan(0);

  authority.manner = 'good';
  const stamp = page.getByRole('button', { name: /^ประทับเวลา / });
  // The next try of the app itself may come before the hand.
  await Promise.race([stamp.click(), page.getByText('ระดับ T').waitFor()]);
  await page.getByText('ระดับ T').waitFor();
  await page.getByText(/^ประทับเวลา .* โดย ผู้ประทับเวลากลาง$/).waitFor();
  await expect.poll(() => stamp.count()).toBe(0);
});

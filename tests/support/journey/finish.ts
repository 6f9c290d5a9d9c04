import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import type { Look } from './first-run.ts';

/** Finalise and sign with a certificate made on the spot; the result is locked then. */
export async function finaliseAndSign(page: Page, passphrase: string, look: Look): Promise<void> {
  await page.getByRole('navigation', { name: 'ขั้นตอนของงานนี้' }).getByRole('link', { name: 'สรุปและลงนาม' }).click();
  await page.getByRole('button', { name: 'สร้างใบรับรอง' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await look('new-certificate');
  await dialog.getByRole('button', { name: 'สร้าง', exact: false }).last().click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('textbox', { name: 'รหัสผ่านที่ใช้เปิดข้อมูล' }).fill(passphrase);
  await look('ready-to-sign');
  await page.getByRole('button', { name: 'ลงนามและล็อกผล' }).click();
  await page.getByRole('button', { name: 'ส่งออกแพ็กเกจ' }).first().waitFor({ timeout: 60_000 });
  await look('signed');
}

/** Clicks what saves a file, waits for it in the downloads folder and returns its path. */
export async function saveFrom(
  page: Page,
  downloads: string,
  name: RegExp,
  click: () => Promise<void>,
): Promise<string> {
  const before = new Set(await readdir(downloads));
  await click();
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const found = (await readdir(downloads)).find((file) => name.test(file) && !before.has(file));
    if (found !== undefined) return join(downloads, found);
    await page.waitForTimeout(50);
  }
  throw new Error(`no file ${String(name)} appeared in the downloads folder`);
}

export const exportPackage = (page: Page, downloads: string): Promise<string> =>
  saveFrom(page, downloads, /\.asice$/, () => page.getByRole('button', { name: 'ส่งออกแพ็กเกจ' }).first().click());

export async function printReport(page: Page, downloads: string, look: Look): Promise<string> {
  await page.getByRole('link', { name: 'รายงาน', exact: true }).click();
  const create = page.getByRole('button', { name: 'สร้าง PDF และบันทึก' });
  await create.waitFor();
  await look('reports');
  return saveFrom(page, downloads, /\.pdf$/, () => create.click());
}

/** Has the app itself check a package; resolves when the verdict stands on the screen. */
export async function verifyInApp(page: Page, file: string, verdict: string): Promise<void> {
  await page.goto('https://app.invalid/#/verify');
  // The screen before may have such a field, too, and the list an older verdict.
  await page.getByRole('heading', { level: 1, name: 'แพ็กเกจที่ตรวจสอบ' }).waitFor();
  const verified = page.locator('li > button[aria-current]');
  const before = await verified.count();
  await page.locator('input[type=file]').first().setInputFiles(file);
  await verified.nth(before).waitFor();
  await page.getByRole('heading', { name: verdict }).waitFor();
}

import { chromium, type Page } from 'playwright';
import { findBrowser } from '#main/host/chromium/find-browser.ts';
import type { RunningServer } from '#tests/server/server-types.ts';
import type { RunningApp } from '#tests/support/launch-app.ts';
import type { Look } from './first-run.ts';

/** Signs in at the server in the person's own browser, which the app opens, and comes back to the list of work. */
export async function signIn(app: RunningApp, server: RunningServer, look: Look): Promise<void> {
  const account = server.accounts[0];
  if (account === undefined) throw new Error('the server has no account');
  await app.page.getByRole('button', { name: /^เข้าสู่ระบบ/ }).click();
  await app.page.getByText('ทำต่อในเบราว์เซอร์').first().waitFor();
  await look('sign-in-waiting');
  const asRoot = process.getuid?.() === 0;
  const browser = await chromium.launch({
    executablePath: findBrowser() ?? '',
    args: asRoot ? ['--no-sandbox'] : [],
  });
  try {
    const tab = await browser.newPage();
    tab.setDefaultTimeout(60_000);
    await tab.goto(await app.revealed());
    await tab.getByLabel('ชื่อผู้ใช้').fill(account.user);
    await tab.getByLabel('รหัสผ่าน').fill(account.password);
    await tab.getByRole('button', { name: 'เข้าสู่ระบบและอนุญาต' }).click();
    await tab.getByText('เข้าสู่ระบบแล้ว').waitFor();
  } finally {
    await browser.close();
  }
}

export const rowOf = (page: Page, lao: string) => page.getByRole('row', { name: new RegExp(lao) }).first();

/** Downloads everything that is assigned and waits until each of these says that it is ready offline. */
export async function downloadAll(page: Page, laos: readonly string[], look: Look): Promise<void> {
  for (const lao of laos) await rowOf(page, lao).waitFor();
  await look('assignments-not-downloaded');
  await page
    .getByRole('button', { name: /^ดาวน์โหลดทั้งหมด/ })
    .first()
    .click();
  for (const lao of laos) await rowOf(page, lao).getByText('พร้อมตรวจออฟไลน์').waitFor();
  // What was told on the way would cover the pictures of the next screens.
  const told = page.getByRole('button', { name: 'ปิดข้อความ' });
  // One that goes by itself meanwhile needs no click.
  while ((await told.count()) > 0)
    await told
      .first()
      .click({ timeout: 2_000 })
      .catch(() => undefined);
}

/** The check before leaving: every byte and page of what is here. Goes back to the list of work. */
export async function checkReadiness(page: Page, look: Look): Promise<void> {
  await page.getByRole('button', { name: 'ตรวจความพร้อม', exact: true }).click();
  await page.locator('[data-check="content"]').waitFor();
  await look('ready-for-the-field');
  await page.getByRole('link', { name: 'กลับไปงานที่ได้รับมอบหมาย' }).click();
}

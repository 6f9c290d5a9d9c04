import { execFileSync, spawnSync } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createAuthority, type Authority } from '#tests/support/certificate-authority.ts';
import { finaliseFixture, importFixture } from '#tests/support/import-fixture.ts';
import { exportPackage, verifyInApp } from '#tests/support/journey/finish.ts';
import { makeToken, openSoftHsm, putKey, softHsmDriver, tokenPin } from '#tests/support/soft-hsm/soft-hsm.ts';
import { newFolder, openTestApp, passphrase, removeFolder } from '#tests/support/test-app.ts';
import { endAll, newStage, openUnlocked, removeAll } from './support/stage.ts';

/** A person plugs a token in (SoftHSM's), adds its certificate in Settings and signs a finalised review with the PIN. */
const owner = 'นายธนพล ศรีสุนทรกิจ';
let world: string;
let authority: Authority;
beforeAll(async () => {
  world = await newFolder();
  authority = createAuthority(world, 'root', { subject: '/CN=ผู้ออกใบรับรองจังหวัดธารานคร' });
  openSoftHsm(join(world, 'hsm'));
  makeToken('บัตรประธาน');
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
  putKey(authority, { token: 'บัตรประธาน', id: '01', name: 'chair', subject: `/CN=${owner}`, key });
});
afterEach(endAll);
afterAll(async () => {
  await removeAll();
  await removeFolder(world);
});

test('a token’s certificate is added in Settings and signs report and package with one PIN', async () => {
  const stage = await newStage('library');
  const before = await openTestApp({ folder: stage.data });
  await before.call('library.unlock', { passphrase });
  const submission = await importFixture(before, stage.folder);
  await finaliseFixture(before, submission);
  await before.close();
  const { page } = await openUnlocked(stage);
  const look = async (name: string) => {
    const folder = process.env.SHOTS;
    if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`) });
  };
  const go = (to: string) => page.evaluate((hash) => void (location.hash = hash), to);
  const dialog = page.getByRole('dialog');

  await go('#/settings');
  const keys = page.getByRole('region', { name: 'ใบรับรองที่ใช้ลงนาม' });
  await keys.getByRole('button', { name: 'เพิ่มจากโทเคนหรือบัตร' }).click();
  await dialog.getByText('เป็นโปรแกรมที่จะทำงานในเครื่องนี้', { exact: false }).waitFor();
  await dialog.getByRole('button', { name: 'ใช้ไดรเวอร์นี้' }).click();
  await dialog.getByText('เลือกไฟล์ไดรเวอร์ก่อน').waitFor();
  // A text that calls itself a driver is refused, and the person goes on.
  const text = join(world, 'คู่มือ.so');
  await writeFile(text, 'no program');
  const chooser = dialog.locator('input[type=file]');
  const secret = dialog.getByLabel('รหัสผ่านที่ใช้เปิดข้อมูล');
  await chooser.setInputFiles(text);
  await secret.fill(passphrase);
  await look('driver');
  await dialog.getByRole('button', { name: 'ใช้ไดรเวอร์นี้' }).click();
  await dialog.getByText('ไฟล์นี้ไม่ใช่ไดรเวอร์ PKCS#11', { exact: false }).waitFor();
  await look('no-driver');
  await chooser.setInputFiles(softHsmDriver());
  await dialog.getByText(/softhsm2\.so/).waitFor();
  await dialog.getByRole('button', { name: 'ใช้ไดรเวอร์นี้' }).click();
  const choice = dialog.getByRole('button', { name: 'ใบรับรองบนโทเคน' });
  await choice.waitFor();
  await expect.poll(() => choice.textContent()).toContain(owner);
  const pin = page.getByLabel('PIN ของโทเคน “บัตรประธาน”');
  expect([await pin.getAttribute('type'), await pin.getAttribute('autocomplete')]).toEqual(['password', 'off']);
  await pin.fill('99999999');
  await look('choose');
  await dialog.getByRole('button', { name: 'เพิ่มใบรับรอง' }).click();
  await dialog.getByText('PIN ไม่ถูกต้อง', { exact: false }).waitFor();
  await expect.poll(() => pin.inputValue()).toBe('');
  await pin.fill(tokenPin);
  await dialog.getByRole('button', { name: 'เพิ่มใบรับรอง' }).click();
  await dialog.waitFor({ state: 'detached' });
  await keys.getByText('กุญแจอยู่บนโทเคน “บัตรประธาน”', { exact: false }).waitFor();
  await keys.getByText('ออกโดย ผู้ออกใบรับรองจังหวัดธารานคร', { exact: false }).waitFor();
  await look('settings');

  await go(`#/s/${submission}/sign`);
  await page.getByLabel('รหัสผ่านที่ใช้เปิดข้อมูล').fill(passphrase);
  const sign = page.getByRole('button', { name: 'ลงนาม', exact: true });
  await sign.click();
  await page.getByText('พิมพ์ PIN ของโทเคน', { exact: true }).waitFor();
  await pin.fill('00000000');
  await look('sign');
  await sign.click();
  await page.getByText('PIN ไม่ถูกต้อง', { exact: false }).waitFor();
  await expect.poll(() => pin.inputValue()).toBe('');
  await look('wrong-pin');
  await pin.fill(tokenPin);
  await sign.click();
  await page.getByRole('button', { name: 'ส่งออกแพ็กเกจ' }).first().waitFor();

  const file = await exportPackage(page, stage.downloads);
  const report = join(stage.folder, 'report.pdf');
  await writeFile(report, execFileSync('unzip', ['-p', file, 'report.pdf']));
  const said = spawnSync('pdfsig', ['-nocert', report], { encoding: 'utf8' }).stdout;
  expect(said).toContain('Signature is Valid.');
  expect(said).toContain(owner);
  // Once more in a dialog, on the same screen: the token has signed this package already.
  await page.getByRole('button', { name: 'ลงนามเพิ่ม' }).click();
  await dialog.getByLabel('รหัสผ่านที่ใช้เปิดข้อมูล').fill(passphrase);
  await dialog.getByLabel('PIN ของโทเคน “บัตรประธาน”').fill(tokenPin);
  await look('dialog');
  await dialog.getByRole('button', { name: 'ลงนาม', exact: true }).click();
  await dialog.getByText('ใบรับรองนี้ลงนามในแพ็กเกจนี้แล้ว', { exact: false }).waitFor();
  await page.keyboard.press('Escape');
  await verifyInApp(page, file, 'ประธานยังไม่ปิดแพ็กเกจ');

  const files = (await readdir(stage.data, { recursive: true, withFileTypes: true })).filter((one) => one.isFile());
  for (const { parentPath, name } of files)
    expect((await readFile(join(parentPath, name)).catch(() => Buffer.alloc(0))).includes(tokenPin), name).toBe(false);
}, 240_000);

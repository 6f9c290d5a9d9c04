import { execFileSync, spawnSync } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, afterEach, expect, test } from 'vitest';
import { exportPackage, verifyInApp } from '#tests/support/journey/finish.ts';
import { finaliseFixture, importFixture } from '#tests/support/import-fixture.ts';
import { command, openTestApp, passphrase } from '#tests/support/test-app.ts';
import { endAll, newStage, openUnlocked, removeAll, type Stage } from './support/stage.ts';

afterEach(endAll);
afterAll(removeAll);

const [member, chair] = ['นางสาวปาริชาต วงศ์เมธากุล', 'นายธนพล ศรีสุนทรกิจ'] as const;

/** A library with a finalised review and the keys of two people. */
async function prepare(stage: Stage): Promise<string> {
  const app = await openTestApp({ folder: stage.data });
  await app.call('library.unlock', { passphrase });
  const submission = await importFixture(app, stage.folder);
  const { manifest } = await app.call('submission.get', { id: submission });
  const { team, order } = manifest.assignment;
  const members = [
    { name: chair, title: 'ประธาน' },
    { name: member, title: 'กรรมการ' },
  ];
  const record = { team, orderNumber: order.number, orderDate: order.date, visitedOn: null, place: '', members };
  await app.call('review.record', { submission, command: command(), change: { type: 'team.set', payload: record } });
  await finaliseFixture(app, submission);
  await app.call('key.generate', { name: chair, title: 'ประธาน' });
  await app.call('key.generate', { name: member, title: 'กรรมการ' });
  await app.close();
  return submission;
}

const dialog = (page: Page) => page.getByRole('dialog');
async function signInDialog(page: Page, open: string, who: string): Promise<void> {
  await page.getByRole('button', { name: open }).click();
  await dialog(page).getByRole('button', { name: 'ใบรับรองที่ใช้ลงนาม' }).click();
  await page.getByRole('option', { name: who }).click();
  await dialog(page).getByLabel('รหัสผ่านที่ใช้เปิดข้อมูล').fill(passphrase);
  await dialog(page).getByRole('button', { name: 'ลงนาม', exact: true }).click();
  await dialog(page).waitFor({ state: 'detached' });
}

test('two sign the package in the window, the chair closes it, and the report inside is signed for pdfsig', async () => {
  const stage = await newStage('library');
  const submission = await prepare(stage);
  const { page } = await openUnlocked(stage);
  await page.goto(`https://app.invalid/#/s/${submission}/sign`);
  await page.getByLabel('รหัสผ่านที่ใช้เปิดข้อมูล').fill(passphrase);
  await page.getByRole('button', { name: 'ลงนาม', exact: true }).click();
  await page.getByRole('button', { name: 'ส่งออกแพ็กเกจ' }).first().waitFor();

  await page.getByRole('button', { name: 'ลายมือชื่อนี้กับกฎหมาย (ม.26)' }).click();
  await expect.poll(() => dialog(page).getByRole('term').count()).toBe(4);
  await page.keyboard.press('Escape');
  // A wrong passphrase is said where it was typed, and nothing is lost.
  await page.getByRole('button', { name: 'ลงนามเพิ่ม' }).click();
  await dialog(page).getByLabel('รหัสผ่านที่ใช้เปิดข้อมูล').fill('ไม่ใช่');
  await dialog(page).getByRole('button', { name: 'ลงนาม', exact: true }).click();
  await dialog(page).getByText('รหัสผ่านไม่ถูกต้อง', { exact: false }).waitFor();
  await page.keyboard.press('Escape');
  await signInDialog(page, 'ลงนามเพิ่ม', chair);
  await page.getByText(`${chair} ลงนามแล้ว`).waitFor();
  await signInDialog(page, 'ประธานปิดแพ็กเกจ', chair);
  await page.getByText('ประธานปิดแล้ว').waitFor();
  await page.getByRole('button', { name: 'อปท. ลงนามรับทราบ' }).waitFor();
  await expect.poll(() => page.getByRole('button', { name: 'ประธานปิดแพ็กเกจ' }).count()).toBe(0);
  await expect
    .poll(() => page.getByRole('listitem').filter({ hasText: chair }).first().textContent())
    .toContain('ลงนาม');

  const file = await exportPackage(page, stage.downloads);
  const report = join(stage.folder, 'report.pdf');
  await writeFile(report, execFileSync('unzip', ['-p', file, 'report.pdf']));
  const said = spawnSync('pdfsig', ['-nocert', report], { encoding: 'utf8' }).stdout;
  expect(said).toContain('Signature is Valid.');
  expect(said).toContain(member);
  expect(execFileSync('pdftotext', [report, '-'], { encoding: 'utf8' })).toContain('ลงลายมือชื่ออิเล็กทรอนิกส์แล้ว');

  await verifyInApp(page, file, 'แพ็กเกจถูกต้อง');
  for (const words of ['ประธานปิดแพ็กเกจ', chair, member])
    await page.getByText(words, { exact: false }).first().waitFor();
  // From another computer it would be signed here and saved as a file.
  await page.getByRole('button', { name: 'ลงนามในแพ็กเกจนี้' }).click();
  await dialog(page).getByLabel('รหัสผ่านที่ใช้เปิดข้อมูล').fill(passphrase);
  await dialog(page).getByRole('button', { name: 'ลงนาม', exact: true }).click();
  await dialog(page).getByText('ใบรับรองนี้ลงนามในแพ็กเกจนี้แล้ว', { exact: false }).waitFor();
  expect((await readdir(stage.downloads)).filter((name) => name.endsWith('.asice'))).toHaveLength(1);
}, 180_000);

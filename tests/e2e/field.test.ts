import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import sharp from 'sharp';
import { afterAll, afterEach, expect, test } from 'vitest';
import { findReadable } from '#tests/integration/storage-probes.ts';
import { saved } from '#tests/support/journey/score.ts';
import { dropFiles } from './support/drop-files.ts';
import { endAll, newStage, openUnlocked, removeAll, type Stage } from './support/stage.ts';
import { openWorkbench, sampleInstrument, showIndicator, waitForEvidence } from './support/workbench.ts';

afterEach(endAll);
afterAll(removeAll);

const lao = 'ท่าแก้วพัฒนา';
/** Has to be looked at in another system. */
const { number: live } = sampleInstrument().indicators.find(({ systems }) => systems.length > 0)!;

const secrets = {
  paper: 'ใบเสร็จเล่มที่ 0417 พบในตู้เอกสาร',
  seen: 'ยอดเดือนกันยายนในระบบไม่ตรงกับรายงาน',
  officer: 'นางวิไลวรรณ ศรีประเสริฐ ผู้อำนวยการกองคลัง',
  place: 'ห้องประชุมดอกแก้ว ชั้น 2',
};

/** As a copied picture arrives: bytes, no file. */
const paste = (page: Page, colour: string) =>
  page.evaluate(async (fill) => {
    const canvas = new OffscreenCanvas(320, 200);
    const context = canvas.getContext('2d')!;
    context.fillStyle = fill;
    context.fillRect(0, 0, 320, 200);
    const data = new DataTransfer();
    data.items.add(new File([await canvas.convertToBlob({ type: 'image/png' })], 'image.png', { type: 'image/png' }));
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    (document.activeElement ?? document.body).dispatchEvent(event);
  }, colour);

const dialog = (page: Page) => page.getByRole('dialog');
const tab = (page: Page, title: string) => page.getByRole('radio', { name: title });
const keep = (page: Page) => dialog(page).getByRole('button', { name: /^(เก็บเป็นหลักฐาน|ลองเก็บอีกครั้ง)/ });

async function photoFile(stage: Stage): Promise<string> {
  const path = join(stage.folder, 'ป้ายสำนักงาน.jpg');
  const photo = sharp({ create: { width: 640, height: 480, channels: 3, background: '#88aacc' } });
  await writeFile(
    path,
    await photo
      .withExif({ IFD2: { DateTimeOriginal: '2024:07:05 10:22:00' } })
      .jpeg()
      .toBuffer(),
  );
  return path;
}

test('found papers, a live check and the visit: recorded in the field, there after a restart, readable nowhere', async () => {
  const stage = await newStage('sample');
  let { page, quit } = await openUnlocked(stage);
  await openWorkbench(page, lao);
  await showIndicator(page, live);
  await page.getByText('ข้อนี้ต้องเปิดดูจากระบบจริง').waitFor();

  // Picker: one good file and one that is empty. The good one is kept, the other says why.
  const paper = join(stage.folder, 'paper.txt');
  const empty = join(stage.folder, 'empty.pdf');
  await writeFile(paper, secrets.paper);
  await writeFile(empty, '');
  await page.keyboard.press('m');
  await dialog(page).locator('input[type=file]').setInputFiles([paper, empty]);
  await dialog(page).getByLabel('ชื่อหลักฐานลำดับ 1').fill(secrets.paper);
  await keep(page).click();
  await dialog(page).getByText('ไฟล์ “empty.pdf” ว่างเปล่า', { exact: false }).waitFor();
  await dialog(page).getByText('เก็บแล้ว', { exact: true }).waitFor();
  // Esc in the very moment in which the button that had the focus is gone.
  await dialog(page)
    .getByRole('button', { name: 'ไม่เก็บ empty' })
    .evaluate(async (button: HTMLElement) => {
      button.focus();
      button.click();
      await Promise.resolve();
      if (button.isConnected) throw new Error('The row is still there');
      const escape = new KeyboardEvent('keydown', { key: 'Escape', code: 'Escape', bubbles: true, cancelable: true });
      document.activeElement!.dispatchEvent(escape);
    });
  await dialog(page).waitFor({ state: 'detached' });
  await tab(page, secrets.paper).waitFor();
  await page.getByText('นางสาวปาริชาต วงศ์เมธากุล เพิ่มเมื่อ', { exact: false }).waitFor();

  // Dropped on the window: the dialog opens with it. The same content again is told and not doubled.
  const photo = await photoFile(stage);
  await dropFiles(page, [photo], { overFrame: true });
  await dialog(page).getByText('ลากมาวาง', { exact: false }).first().waitFor();
  await keep(page).click();
  await dialog(page).waitFor({ state: 'detached' });
  await page.getByText('ถ่าย 5 ก.ค. 2567 10:22 น.', { exact: false }).first().waitFor();
  await waitForEvidence(page);
  await dropFiles(page, [photo], { overFrame: true });
  await keep(page).click();
  await page.getByText('ไฟล์นี้มีอยู่แล้วในชื่อ “ป้ายสำนักงาน”', { exact: false }).waitFor();
  await dialog(page).waitFor({ state: 'detached' });
  await expect.poll(() => tab(page, 'ป้ายสำนักงาน').count()).toBe(1);

  // A picture without a file behind it.
  await page.locator('main').focus();
  await paste(page, '#cc6633');
  await dialog(page).getByRole('img', { name: 'ภาพตัวอย่าง', exact: false }).waitFor();
  await dialog(page).getByLabel('ชื่อหลักฐานลำดับ 1').fill('ภาพจากโทรศัพท์');
  await keep(page).click();
  await dialog(page).waitFor({ state: 'detached' });
  await tab(page, 'ภาพจากโทรศัพท์').waitFor();
  await waitForEvidence(page);

  // The live check, with a pasted screenshot.
  await page.locator('main').focus();
  await page.keyboard.press('l');
  await dialog(page).getByLabel('สิ่งที่พบ').fill(secrets.seen);
  await dialog(page).getByLabel('ต่อหน้า').fill(secrets.officer);
  await dialog(page).getByLabel('สิ่งที่พบ').focus();
  await paste(page, '#3366cc');
  await dialog(page).getByRole('img', { name: 'ภาพตัวอย่าง', exact: false }).waitFor();
  await dialog(page).getByRole('button', { name: 'บันทึกการดู' }).click();
  const card = page.getByRole('article');
  await card.getByText(secrets.seen).waitFor();
  await expect.poll(() => card.textContent()).toMatch(/SHA-256 [0-9a-f]{64}/);
  await page.getByText('ข้อนี้ต้องเปิดดูจากระบบจริง').waitFor({ state: 'detached' });
  await dialog(page).waitFor({ state: 'detached' });
  await page.locator('main').focus();
  await page.keyboard.press('c');
  const [system = ''] = sampleInstrument().indicators.find(({ number }) => number === live)!.systems;
  await page.getByRole('button', { name: new RegExp(`ไปที่หลักฐานลำดับ 1 ${system} ·`) }).waitFor();
  // Taken away, its citation goes with it; undo brings both back.
  await card.getByRole('button', { name: 'นำออก' }).click();
  await page.getByRole('button', { name: /ไปที่หลักฐานลำดับ 1/ }).waitFor({ state: 'detached' });
  await page.locator('main').focus();
  await page.keyboard.press('Control+z');
  await page.getByRole('button', { name: /ไปที่หลักฐานลำดับ 1/ }).waitFor();

  // The visit, saved by itself.
  await page.locator('main').focus();
  await page.keyboard.press('Shift+V');
  await page.getByRole('textbox', { name: 'สถานที่' }).fill(secrets.place);
  await page.getByRole('button', { name: 'เพิ่มผู้แทน อปท.' }).click();
  await page.getByRole('textbox', { name: 'ชื่อ คนที่ 1' }).fill(secrets.officer);
  await page.getByRole('checkbox').first().click({ force: true });
  await saved(page);
  await page.getByRole('contentinfo').getByText('บันทึกลงเครื่องแล้ว', { exact: false }).waitFor();
  await expect.poll(() => page.getByRole('region', { name: 'หลักฐานจากทีม 4' }).getByRole('link').count()).toBe(4);
  await page.getByRole('region', { name: 'ดูจากระบบจริง 1' }).waitFor();
  expect(await quit()).toBe(0);

  expect(findReadable(stage.data, Object.values(secrets))).toEqual([]);

  ({ page, quit } = await openUnlocked(stage));
  await page.getByRole('row').filter({ hasText: lao }).dblclick();
  await page.getByRole('region', { name: 'บันทึกการออกตรวจ' }).getByText(secrets.place, { exact: false }).waitFor();
  await page.getByRole('link', { name: 'เปิดบันทึก' }).click();
  await expect.poll(() => page.getByRole('textbox', { name: 'สถานที่' }).inputValue()).toBe(secrets.place);
  await expect.poll(() => page.getByRole('textbox', { name: 'ชื่อ คนที่ 1' }).inputValue()).toBe(secrets.officer);
  await expect.poll(() => page.getByRole('checkbox').first().isChecked()).toBe(false);
  await page.getByRole('region', { name: 'ดูจากระบบจริง 1' }).getByRole('link').click();
  await page.getByRole('article').getByText(secrets.seen).waitFor();
  await page.getByRole('button', { name: 'เปิดภาพหน้าจอ' }).click();
  await waitForEvidence(page);
  await quit();
});

test('the camera takes pictures only after it was allowed', async () => {
  const stage = await newStage('sample');
  let { page, quit } = await openUnlocked(stage, { camera: true });
  await openWorkbench(page, lao);
  await page.keyboard.press('m');
  await dialog(page).getByRole('button', { name: 'ถ่ายจากกล้อง' }).click();
  await dialog(page).getByRole('switch', { name: 'อนุญาตให้โปรแกรมใช้กล้องของเครื่องนี้' }).click({ force: true });
  await dialog(page).getByText('ยังใช้กล้องไม่ได้', { exact: false }).waitFor();
  await quit();

  ({ page, quit } = await openUnlocked(stage, { camera: true }));
  await openWorkbench(page, lao);
  await page.keyboard.press('m');
  await dialog(page).getByRole('button', { name: 'ถ่ายจากกล้อง' }).click();
  await dialog(page).getByRole('button', { name: 'ถ่ายภาพ' }).click();
  await dialog(page).getByRole('button', { name: 'ถ่ายใหม่' }).click();
  await dialog(page).getByRole('button', { name: 'ถ่ายภาพ' }).click();
  await dialog(page).getByRole('button', { name: 'ใช้ภาพนี้' }).click();
  await dialog(page).getByRole('button', { name: 'ปิดกล้อง', exact: true }).click();
  await keep(page).click();
  await tab(page, 'ภาพถ่าย').waitFor();
  await waitForEvidence(page);
  await quit();
  expect((await readFile(join(stage.data, 'settings.json'), 'utf8')).includes('"camera": true')).toBe(true);
});

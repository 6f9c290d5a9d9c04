import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import sharp from 'sharp';
import { afterAll, afterEach, expect, test } from 'vitest';
import { bundleOf, manifestOf, newKey, sha256 } from '#tests/support/bundles.ts';
import { lookAt } from './support/axe.ts';
import { readBundle, sampleBundles } from './support/bundles.ts';
import { openPalette } from './support/keyboard.ts';
import { invokeInPage } from './support/page-bridge.ts';
import { endAll, newStage, openUnlocked, removeAll, type Stage } from './support/stage.ts';

afterEach(endAll);
afterAll(removeAll);

const patience = { timeout: 120_000, interval: 300 };
const shots = process.env.SHOTS;

async function shoot(page: Page, name: string): Promise<void> {
  if (shots === undefined) return;
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name}.png`) });
}

interface Handed {
  readonly title: string;
  readonly bytes: Buffer;
  readonly mediaType: string;
  readonly indicator: string;
}
const pdf = 'application/pdf';
const jpeg = 'image/jpeg';

async function bundleWith(stage: Stage, lao: { id: string; code: string; name: string }, files: readonly Handed[]) {
  const contents = files.map(({ bytes }) => bytes);
  const manifest = manifestOf(contents, { id: lao.id });
  const changed = {
    ...manifest,
    lao: { ...manifest.lao, code: lao.code, name: lao.name },
    evidence: manifest.evidence.map((item, index) => {
      const { title, mediaType, bytes, indicator } = files[index]!;
      return { ...item, title, mediaType, sha256: sha256(bytes), indicators: [indicator] };
    }),
  };
  const path = join(stage.folder, `${lao.code}.lpasub`);
  await writeFile(path, await bundleOf(changed, newKey(), contents));
  return path;
}

/** Two LAOs: a scan and a long document of the one; the same document and a photo, smaller and worse, of the other. */
async function twoOffices(stage: Stage): Promise<string[]> {
  const sample = await readBundle(sampleBundles.find((path) => path.includes('thakaeo'))!);
  const bytesOf = (name: string) => sample.evidence.find(({ path }) => path.includes(name))!.bytes;
  const photo = bytesOf('57-water-point');
  const again = await sharp(photo).resize(700).jpeg({ quality: 45 }).toBuffer();
  const plan = bytesOf('01-development-plan');
  const one = { id: '0197a1b2-0000-7000-8000-00000000000a', code: '05010101', name: 'บ้านหนึ่ง' };
  const other = { id: '0197a1b2-0000-7000-8000-00000000000b', code: '05010102', name: 'บ้านสอง' };
  return [
    await bundleWith(stage, one, [
      { title: 'แผนพัฒนาท้องถิ่น', bytes: plan, mediaType: pdf, indicator: 'i01' },
      { title: 'ประกาศที่สแกนมา', bytes: bytesOf('90-no-gift-policy'), mediaType: pdf, indicator: 'i03' },
      { title: 'จุดเก็บน้ำ', bytes: photo, mediaType: jpeg, indicator: 'i03' },
      { title: 'ไฟล์เสีย', bytes: plan.subarray(0, 3000), mediaType: pdf, indicator: 'i03' },
    ]),
    await bundleWith(stage, other, [
      { title: 'แผนพัฒนาท้องถิ่น', bytes: plan, mediaType: pdf, indicator: 'i01' },
      { title: 'ภาพถ่ายน้ำประปา', bytes: again, mediaType: jpeg, indicator: 'i03' },
    ]),
  ];
}

async function importAll(page: Page, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await page.locator('input[type=file][accept=".lpasub"]').setInputFiles(path);
    const result = page.getByRole('region', { name: 'ผลการนำเข้า' });
    await result.getByRole('button', { name: 'ปิด' }).click();
    // What the next one brings is told anew.
    await result.waitFor({ state: 'detached' });
  }
}

/** Everything is read, as the status bar would say. */
const untilRead = (page: Page) =>
  expect.poll(async () => (await invokeInPage(page, 'search.status', {})).state, patience).toBe('done');

const field = (page: Page) => page.getByRole('searchbox', { name: 'ค้นในเอกสาร ชื่อ คำตอบ และข้อความ' });
const hits = (page: Page) => page.getByRole('option');

/** The finds are those of these words: those of the words before stand there dimmed until they come. */
async function untilFound(page: Page, words: string): Promise<void> {
  await expect.poll(() => decodeURIComponent(page.url())).toContain(words);
  await page.locator('#hits[aria-busy="false"]').waitFor();
  await hits(page).first().waitFor();
}

test('what is imported is read by itself, pages of paper too; words lead to the page where they stand', async () => {
  const stage = await newStage('library');
  const { page } = await openUnlocked(stage);
  await importAll(page, await twoOffices(stage));
  const line = page.getByRole('contentinfo').getByRole('button', { name: /อ่าน/ });
  await line.click();
  await page.getByRole('dialog', { name: 'อ่านเอกสารเพื่อค้นหา' }).waitFor();
  await shoot(page, 'search-reading');
  await page.getByRole('button', { name: 'หยุดพัก', exact: true }).click();
  await page.getByRole('contentinfo').getByText('หยุดพักการอ่านเอกสาร').waitFor();
  await page.getByRole('button', { name: 'อ่านต่อ', exact: true }).click();
  await page.keyboard.press('Escape');
  await untilRead(page);
  await expect.poll(() => line.count()).toBe(0);
  expect((await invokeInPage(page, 'search.status', {})).failed).toBe(1);

  // From the palette, where a few finds are shown, to all of them.
  await openPalette(page);
  await page.keyboard.insertText('ของขวัญ');
  await page
    .getByRole('menuitem', { name: /เจตนารมณ์/ })
    .first()
    .waitFor();
  await shoot(page, 'search-palette');
  await page.getByRole('menuitem', { name: /ทั้งหมด/ }).click();
  await untilFound(page, 'ของขวัญ');
  await shoot(page, 'search-scan');
  expect(await hits(page).first().innerText()).toMatch(/ประกาศที่สแกนมา[\s\S]*จากหน้าสแกน[\s\S]*บ้านหนึ่ง · ข้อ\u00a03/);
  expect(await hits(page).first().locator('mark').first().innerText()).toBe('ของขวัญ');

  // Thai digits find Arabic ones and the other way round; the keyboard alone leads to the page.
  await field(page).fill('โครงการ ๒๕๖๖');
  await untilFound(page, 'โครงการ ๒๕๖๖');
  await expect.poll(() => hits(page).count()).toBeGreaterThan(2);
  const thai = await hits(page).count();
  await shoot(page, 'search-many');
  await field(page).fill('โครงการ 2566');
  await untilFound(page, 'โครงการ 2566');
  await expect.poll(() => hits(page).count()).toBe(thai);
  const found = await lookAt(page, 'search');
  expect(found).toEqual([]);
  await page.evaluate(() => (document.documentElement.dataset.theme = 'light'));
  await field(page).press('Enter');
  await page.locator('#hits:focus').waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.locator('#hit-2[aria-selected=true]').waitFor();
  const chosen = await page.locator('[role=option][aria-selected=true]').innerText();
  await page.keyboard.press('Enter');
  const at = /หน้า (\d+)/.exec(chosen)![1]!;
  await expect.poll(() => page.getByRole('textbox', { name: /หน้า/ }).first().inputValue(), patience).toBe(at);
  await shoot(page, 'search-opened');

  // The way back leads to the same finds.
  await page.goBack();
  await expect.poll(() => field(page).inputValue()).toBe('โครงการ 2566');
  await field(page).fill('ไม่มีคำนี้แน่นอน');
  await page.getByRole('heading', { name: 'ไม่พบ “ไม่มีคำนี้แน่นอน”' }).waitFor();
  await shoot(page, 'search-nothing');
  await field(page).fill('');
  await page.getByRole('heading', { name: 'พิมพ์คำที่ต้องการค้น' }).waitFor();
  await shoot(page, 'search-empty');
});

test('a photo that another LAO handed in too, smaller and worse, is set beside it; so is the same file', async () => {
  const stage = await newStage('library');
  const { page } = await openUnlocked(stage);
  await importAll(page, await twoOffices(stage));
  await untilRead(page);
  await openPalette(page);
  await page.keyboard.insertText('คล้ายกัน');
  await page.getByRole('menuitem', { name: 'ดูหลักฐานที่คล้ายกัน' }).click();
  const groups = page.getByRole('region', { name: 'กลุ่มที่คล้ายกัน' }).getByRole('listitem');
  await groups.first().waitFor();
  await shoot(page, 'alike-list');
  await expect.poll(() => groups.count()).toBe(2);
  await expect.poll(() => groups.nth(0).innerText()).toMatch(/ไฟล์เดียวกัน[\s\S]*แผนพัฒนาท้องถิ่น[\s\S]*บ้านหนึ่ง[\s\S]*บ้านสอง/);
  await expect.poll(() => groups.nth(1).innerText()).toMatch(/คล้ายกัน[\s\S]*จุดเก็บน้ำ[\s\S]*ภาพถ่ายน้ำประปา/);
  await groups.nth(1).getByRole('button', { name: 'เทียบ' }).click();
  const dialog = page.getByRole('dialog', { name: 'เทียบหลักฐานที่คล้ายกัน' });
  for (const title of ['จุดเก็บน้ำ', 'ภาพถ่ายน้ำประปา'])
    await dialog.frameLocator(`iframe[title="หลักฐาน: ${title}"]`).locator('img, canvas').first().waitFor();
  await shoot(page, 'alike-compare');
  expect(await lookAt(page, 'look-alikes')).toEqual([]);
  await dialog.getByRole('button', { name: 'ไปที่หลักฐานนี้' }).last().click();

  // In the workbench the open file says so itself.
  const chip = page.getByRole('button', { name: 'คล้ายหลักฐานของ บ้านหนึ่ง' });
  await chip.waitFor();
  await expect.poll(() => page.getByRole('radio', { name: /ภาพถ่ายน้ำประปา/ }).getAttribute('aria-checked')).toBe('true');
  await shoot(page, 'alike-chip');
  await chip.click();
  await dialog.waitFor();
});

import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, afterEach, expect, test } from 'vitest';
import type { SubmissionDetail } from '#common/contract/channels/submission.ts';
import { applicableIndicators } from '#common/domain/scoring.ts';
import { assessor } from '#tests/support/journey/first-run.ts';
import { root } from '#tests/support/paths.ts';
import { passphrase } from '#tests/support/test-app.ts';
import { lookAt } from './support/axe.ts';
import { isOffered, openPalette } from './support/keyboard.ts';
import { invokeInPage } from './support/page-bridge.ts';
import { endAll, newStage, openUnlocked, openWindow, removeAll } from './support/stage.ts';
import { openWorkbench, sampleInstrument, showIndicator, waitForEvidence } from './support/workbench.ts';

afterEach(endAll);
afterAll(removeAll);

const sampleFolder = join(root, 'resources', 'sample');
const bundle = join(
  sampleFolder,
  readdirSync(sampleFolder).find((name) => name.endsWith('.lpasub'))!,
);

test('axe on the first run, its mistakes, and the empty list of work', async () => {
  const { page } = await openWindow(await newStage('new'));
  const found: string[] = [];
  const look = async (screen: string) => found.push(...(await lookAt(page, screen)));

  await page.getByLabel('ชื่อและนามสกุล').waitFor();
  await look('first run 1');
  const mistake = page.locator('[aria-invalid=true]').first();
  await page.getByRole('button', { name: 'ถัดไป: ตั้งรหัสผ่าน' }).click();
  await mistake.waitFor();
  await look('first run 1 with mistakes');
  await page.getByLabel('ชื่อและนามสกุล').fill(assessor.name);
  await page.getByLabel('ตำแหน่ง').fill(assessor.position);
  await page.getByLabel('หน่วยงานต้นสังกัด').fill(assessor.office);
  await page.getByRole('button', { name: 'ถัดไป: ตั้งรหัสผ่าน' }).click();
  const first = page.getByLabel('รหัสผ่าน', { exact: true });
  await first.fill('สั้น');
  await page.getByRole('button', { name: 'ถัดไป: พิมพ์ใบกู้คืน' }).click();
  await mistake.waitFor();
  await look('first run 2 with mistakes');
  await first.fill(passphrase);
  await page.getByLabel('พิมพ์รหัสผ่านอีกครั้ง').fill(passphrase);
  await look('first run 2');
  await page.getByRole('button', { name: 'ถัดไป: พิมพ์ใบกู้คืน' }).click();
  await page.getByRole('button', { name: 'พิมพ์ใบกู้คืน', exact: true }).waitFor();
  await look('first run 3');
  await page.getByRole('button', { name: 'พิมพ์ใบกู้คืน', exact: true }).click();
  await page.getByRole('button', { name: 'เริ่มใช้งาน' }).click();
  await page.getByRole('button', { name: 'ลองใช้กับข้อมูลตัวอย่าง' }).waitFor();
  await look('assignments, empty');
  expect(found).toEqual([]);
});

test('axe on unlock, recovery, list of work, import result, settings, verify, palette and keys', async () => {
  const stage = await newStage('sample');
  const { page } = await openWindow(stage);
  const found: string[] = [];
  const look = async (screen: string) => found.push(...(await lookAt(page, screen)));

  await page.getByLabel('รหัสผ่าน', { exact: true }).fill('ไม่ใช่รหัสผ่านนี้แน่นอน');
  await look('unlock');
  await page.keyboard.press('Enter');
  await page.getByText('รหัสผ่านไม่ถูกต้อง').waitFor();
  await look('unlock, wrong passphrase');
  await page.getByRole('button', { name: 'ใช้ใบกู้คืน' }).click();
  await page.getByRole('button', { name: 'ย้อนกลับ' }).waitFor();
  await look('recovery');
  await page.getByRole('button', { name: 'ย้อนกลับ' }).click();
  await page.getByLabel('รหัสผ่าน', { exact: true }).fill(passphrase);
  await page.keyboard.press('Enter');
  await page.getByRole('row').filter({ hasText: 'ธาราบุรี' }).waitFor();
  await look('assignments');

  const bad = join(stage.folder, 'bad.lpasub');
  await writeFile(bad, 'not a zip');
  await page.locator('input[type=file][accept=".lpasub"]').setInputFiles([bundle, bad]);
  await page.getByRole('region', { name: 'ผลการนำเข้า' }).getByText('bad.lpasub').waitFor();
  await look('import result');

  await page.getByRole('link', { name: 'ตั้งค่า' }).click();
  await page.getByRole('heading', { name: 'ตั้งค่า' }).first().waitFor();
  await look('settings');
  await page.getByRole('link', { name: 'ตรวจสอบแพ็กเกจ' }).click();
  await page.getByText('ตรวจว่าแพ็กเกจไม่ถูกแก้ไขหลังลงนาม').waitFor();
  await look('verify, empty');
  await openPalette(page);
  await page.keyboard.insertText('ท่าแก้ว');
  await page.getByRole('menuitem', { name: 'ท่าแก้ว' }).first().waitFor();
  await look('command palette');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('Shift+Slash');
  await page.getByRole('dialog').waitFor();
  await look('all keys');
  expect(found).toEqual([]);
});

/** One indicator of each kind of rule, one with a photo, one without evidence. */
function examplesOf(detail: SubmissionDetail) {
  const indicators = applicableIndicators(sampleInstrument(), detail.manifest.lao.type);
  const evidenceOf = (id: string) => detail.manifest.evidence.filter((item) => item.indicators.includes(id));
  const first = (fits: (indicator: (typeof indicators)[number]) => boolean) => indicators.find(fits)!.number;
  const kind = (wanted: string) => first(({ id, rule }) => rule.kind === wanted && evidenceOf(id).length > 0);
  const photo = detail.manifest.evidence.find(({ mediaType }) => mediaType === 'image/jpeg')!;
  return {
    kinds: {
      levels: kind('levels'),
      percent: kind('percent'),
      checklist: kind('checklist'),
      deadline: kind('deadline'),
    },
    photo: { indicator: first(({ id }) => photo.indicators.includes(id)), title: photo.title },
    without: first(({ id }) => evidenceOf(id).length === 0),
  };
}

test('axe on the overview, the workbench in all its states, finalise and reports', async () => {
  const { page } = await openUnlocked(await newStage('sample'));
  const found: string[] = [];
  const look = async (screen: string) => found.push(...(await lookAt(page, screen)));
  const row = (await invokeInPage(page, 'submission.list', {})).find(({ laoName }) => laoName === 'ท่าแก้วพัฒนา')!;
  const examples = examplesOf(await invokeInPage(page, 'submission.get', { id: row.id }));

  await page.getByRole('row').filter({ hasText: row.laoName }).dblclick();
  await page.getByRole('link', { name: 'ภาพรวม' }).waitFor();
  await look('overview');
  await page
    .getByRole('link', { name: 'งานที่ได้รับมอบหมาย' })
    .or(page.getByRole('button', { name: 'กลับไปงานที่ได้รับมอบหมาย' }))
    .first()
    .click();
  await openWorkbench(page, row.laoName);
  for (const [kind, number] of Object.entries(examples.kinds)) {
    await showIndicator(page, number);
    await waitForEvidence(page);
    await look(`workbench, ${kind}`);
    await fill(page, kind);
    await look(`workbench, ${kind}, filled in`);
  }
  await showIndicator(page, examples.photo.indicator);
  await page.getByRole('radio', { name: examples.photo.title }).first().click();
  await waitForEvidence(page);
  await look('workbench, photo');
  await showIndicator(page, examples.without);
  await look('workbench, no evidence');
  await page.keyboard.press('x');
  await page.getByRole('dialog').waitFor();
  await look('not applicable');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'ประวัติ' }).click();
  await page.getByRole('dialog').waitFor();
  await look('history');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await page.getByRole('link', { name: 'สรุปและลงนาม' }).click();
  await page.getByRole('region', { name: 'ให้คะแนน' }).waitFor({ state: 'detached' });
  await page.locator('main :is(h1, h2)').first().waitFor();
  await look('finalise, blocked');
  await page.getByRole('link', { name: 'รายงาน', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'รายงานผลการประเมิน' }).waitFor();
  await look('reports');
  expect(found).toEqual([]);
}, 600_000);

test('the search for findings finds one in the page and one in the evidence frame', async () => {
  const { page } = await openUnlocked(await newStage('sample'));
  await openWorkbench(page, 'ธาราบุรี');
  await waitForEvidence(page);
  const addNameless = () => {
    document.body.insertAdjacentHTML('beforeend', '<img class="nameless" src="data:," width="9" height="9">');
  };
  for (const frame of page.frames()) await frame.evaluate(addNameless);
  const found = (await lookAt(page, 'spoilt')).filter((finding) => finding.includes('image-alt'));
  expect(found.map((finding) => finding.split('\n')[0])).toEqual([
    'spoilt, light: image-alt',
    'spoilt, evidence, light: image-alt',
    'spoilt, dark: image-alt',
    'spoilt, evidence, dark: image-alt',
  ]);
});

/** Gives points that differ from the claim, so that the reason's field stands there too. */
async function fill(page: Page, kind: string): Promise<void> {
  const form = page.getByRole('region', { name: 'ให้คะแนน' });
  if (kind === 'levels') await page.keyboard.press('0');
  if (kind === 'checklist') await page.keyboard.press('1');
  if (kind === 'percent') {
    await form.getByRole('textbox').nth(0).fill('1');
    await form.getByRole('textbox').nth(1).fill('100');
    await page.keyboard.press('Enter');
  }
  if (kind === 'deadline') {
    await form.getByRole('textbox').first().fill('ไม่ใช่วันที่');
    await form.getByText('ใส่วันที่เป็น พ.ศ.').first().waitFor();
  }
  await page.locator('[data-durable=saved]').waitFor();
}

test('a person without a mouse unlocks, finds work, scores and cites', async () => {
  const stage = await newStage('sample');
  const { page } = await openWindow(stage);
  // Nothing here may use the mouse, not even by a driver's click.
  await page.getByLabel('รหัสผ่าน', { exact: true }).and(page.locator(':focus')).waitFor();
  await page.keyboard.insertText(passphrase);
  await page.keyboard.press('Enter');
  await page.getByRole('row').filter({ hasText: 'ธาราบุรี' }).waitFor();
  await openPalette(page);
  await page.keyboard.insertText('ธาราบุรี');
  await isOffered(page, 'ธาราบุรี');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'ตรวจและให้คะแนน' }).waitFor();
  await tabTo(page, 'ตรวจและให้คะแนน');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /^1\. / }).waitFor();
  await waitForEvidence(page);
  await page.keyboard.press('c');
  await page.getByRole('button', { name: 'เลิกอ้างลำดับ 1' }).waitFor();
  await tabTo(page, 'โครงการปี พ.ศ. 2566 ที่ได้ตั้งงบประมาณ');
  await page.keyboard.insertText('104');
  await page.keyboard.press('Tab');
  await page.keyboard.insertText('120');
  await page.keyboard.press('Enter');
  await page.getByText('ยืนยันแล้ว 5 คะแนน').waitFor();
  await page.locator('[data-durable=saved]').waitFor();
  await page.keyboard.press('Alt+ArrowDown');
  await page.getByRole('heading', { level: 1, name: /^2\. / }).waitFor();
  await page.keyboard.press('Alt+ArrowUp');
  await page.getByText('ยืนยันแล้ว 5 คะแนน').waitFor();
  await expect.poll(() => page.getByRole('row', { name: /^ข้อ 1 / }).getAttribute('aria-label')).toMatch(/ทีม.?5|5/);
});

/** Tab by Tab, as far as a person would go. */
async function tabTo(page: Page, label: string): Promise<void> {
  for (let step = 0; step < 60; step++) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => {
      const element = document.activeElement;
      if (element instanceof HTMLInputElement) return element.labels?.[0]?.textContent ?? '';
      const own = element?.matches('a, button') === true ? element.textContent : '';
      return element?.getAttribute('aria-label') ?? own;
    });
    if (name.includes(label)) return;
  }
  throw new Error(`the Tab key does not reach “${label}”`);
}

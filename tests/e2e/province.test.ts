import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { read } from '@e965/xlsx';
import { afterAll, afterEach, expect, test } from 'vitest';
import { importScored } from '#tests/support/import-fixture.ts';
import { readPdf } from '#tests/support/read-pdf.ts';
import { command, createTestLibrary, openTestApp } from '#tests/support/test-app.ts';
import { lookAt } from './support/axe.ts';
import { goTo } from './support/new-screens.ts';
import { endAll, newStage, openUnlocked, removeAll, type Stage } from './support/stage.ts';

afterEach(endAll);
afterAll(removeAll);

async function stageWithLockedResult(): Promise<Stage> {
  const stage = await newStage('new');
  await mkdir(stage.data, { recursive: true });
  const opened = await openTestApp({ folder: stage.data });
  await createTestLibrary(opened);
  const submission = await importScored(opened, stage.folder);
  await opened.call('review.finalise', { submission, command: command() });
  await opened.close();
  return stage;
}

test('the reports of a province are made where no submission is open, and saved', async () => {
  const stage = await stageWithLockedResult();
  const { page } = await openUnlocked(stage);
  const found: string[] = [];
  const look = async (screen: string) => found.push(...(await lookAt(page, screen)));
  const saved = (name: string) =>
    expect.poll(() => readFile(join(stage.downloads, name)).catch(() => null), { timeout: 60_000 }).not.toBeNull();

  await page.getByRole('link', { name: 'รายงาน', exact: true }).click();
  await page.getByRole('heading', { name: 'จังหวัดธารานคร ปี 2567' }).waitFor();
  await look('province');
  await page.getByRole('button', { name: 'ข้อมูล', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Excel (.xlsx)' }).click();
  await saved('LPA2567-ธารานคร.xlsx');
  expect(read(await readFile(join(stage.downloads, 'LPA2567-ธารานคร.xlsx'))).SheetNames).toHaveLength(3);

  await page.getByRole('button', { name: 'สรุปผลจังหวัด (PDF)' }).click();
  await saved('สรุปผลจังหวัด-LPA2567-ธารานคร.pdf');

  await page.getByRole('button', { name: 'มุมมองผู้บริหาร (PDF)' }).click();
  await page.getByLabel('ประเด็นที่ 3').fill('คุณธรรมและความโปร่งใส');
  await look('executive dialog');
  await page.getByRole('button', { name: 'สร้าง PDF' }).click();
  const executive = 'ผู้บริหารท้องถิ่น-LPA2567-ธารานคร.pdf';
  await saved(executive);
  expect(readPdf(await readFile(join(stage.downloads, executive))).pages.join()).toContain('คุณธรรมและความโปร่งใส');

  await page.getByRole('button', { name: 'รายงานผลราย อปท.' }).click();
  await page.getByRole('menuitem', { name: 'ทั้งแห่งละไฟล์และรวมเล่ม' }).click();
  for (const name of ['รายงานผล-LPA2567-ธารานคร.zip', 'รายงานผล-LPA2567-ธารานคร.pdf']) {
    await page.getByRole('button', { name: `บันทึก ${name}` }).click();
    await saved(name);
  }
  await page.getByText('มีผลของ 1 แห่ง').first().waitFor();
  await look('province, done');
  expect(found).toEqual([]);
});

test('before anything is locked the screen says what to do', async () => {
  const { page } = await openUnlocked(await newStage('sample'));
  await goTo(page, '/reports');
  await page.getByText('เมื่อสรุปผลของ อปท. อย่างน้อยหนึ่งแห่ง').first().waitFor();
  expect(await page.getByRole('button', { name: 'สรุปผลจังหวัด (PDF)' }).count()).toBe(0);
});

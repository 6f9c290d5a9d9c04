import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { readPdf } from '#tests/support/read-pdf.ts';
import { visit } from '#tests/support/visit-builder.ts';
import { lookAt } from './support/axe.ts';
import { invokeInPage } from './support/page-bridge.ts';
import { endAll, newStage, openUnlocked, removeAll } from './support/stage.ts';

afterEach(endAll);
afterAll(removeAll);

test('papers say why they are not ready, are seen before they are saved, and are saved in the digits chosen', async () => {
  const stage = await newStage('sample');
  const { page } = await openUnlocked(stage);
  const list = await invokeInPage(page, 'submission.list', {});
  const { id: submission } = list.find(({ laoName }) => laoName === 'ท่าแก้วพัฒนา')!;
  await page.evaluate((to) => {
    location.hash = to;
  }, `#/s/${submission}/reports`);
  const card = page.getByRole('region', { name: 'เอกสารประกอบรายแห่ง' });
  const row = (name: string) => card.getByRole('row', { name });
  await row('บันทึกข้อความรายงานการเข้าตรวจ').getByText('ยังไม่มีบันทึกการเข้าตรวจ').waitFor();
  await row('บันทึกการตรวจเชิงประจักษ์').getByText('ยังไม่มีการตรวจเชิงประจักษ์').waitFor();
  expect(await card.getByRole('button', { name: /บันทึกข้อความ/ }).count()).toBe(0);
  await expect(
    invokeInPage(page, 'report.paper', { submission, kind: 'memo', language: 'th', digits: 'thai' }),
  ).rejects.toThrow('report.nothing-to-print');

  const change = { type: 'visit.set' as const, payload: visit({ note: 'นำตรวจโดยปลัดเทศบาล' }) };
  await invokeInPage(page, 'review.record', { submission, command: randomUUID(), change });
  await page.reload();
  await card.getByRole('button', { name: 'ดูตัวอย่าง บันทึกข้อความรายงานการเข้าตรวจ' }).click();
  const dialog = page.getByRole('dialog', { name: 'บันทึกข้อความรายงานการเข้าตรวจ' });
  await dialog.getByText('1 หน้า · ที่เห็นคือไฟล์ที่จะบันทึก').waitFor();
  const seen = page.frameLocator('iframe[title="ตัวอย่างก่อนพิมพ์"]');
  await seen.locator('canvas').first().waitFor();
  expect(await lookAt(page, 'preview of a memo')).toEqual([]);
  await dialog.getByRole('button', { name: 'บันทึก PDF' }).click();
  const memo = 'บันทึกข้อความ-LPA2567-05990312-ท่าแก้วพัฒนา.pdf';
  await expect.poll(() => readdir(stage.downloads), { timeout: 30_000 }).toEqual([memo]);
  const text = readPdf(await readFile(join(stage.downloads, memo))).pages.join('\n');
  expect(text).toContain('นำตรวจโดยปลัดเทศบาล');
  expect(text).toContain('๐๙.๓๐ น.');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await lookAt(page, 'papers')).toEqual([]);

  await page.getByRole('radio', { name: 'เลขอารบิก 123' }).click();
  await card.getByRole('button', { name: 'บันทึก PDF ใบรายการคะแนนสำหรับบันทึกลงระบบ' }).click();
  const sheet = 'ใบบันทึกคะแนน-LPA2567-05990312-ท่าแก้วพัฒนา.pdf';
  await expect.poll(async () => (await readdir(stage.downloads)).toSorted(), { timeout: 30_000 }).toContain(sheet);
  const sheetText = readPdf(await readFile(join(stage.downloads, sheet))).pages.join('\n');
  expect(sheetText).toContain('ฉบับร่าง ยังไม่สรุปผล');
  expect(sheetText).not.toMatch(/[๐-๙]/);
}, 180_000);

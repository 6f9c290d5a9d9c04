import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import exceljs from 'exceljs';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sheetNames } from '#common/domain/instrument-sheet.ts';
import { isOffered, openPalette } from './support/keyboard.ts';
import { newStage, openUnlocked, removeAll, type Stage } from './support/stage.ts';

/** A province's instruments, by mouse and keyboard in the real window. */
describe('instruments', () => {
  let stage: Stage;
  let page: Page;
  beforeAll(async () => {
    stage = await newStage('sample');
    page = (await openUnlocked(stage)).page;
  });
  afterAll(() => removeAll());
  const look = async (name: string) => {
    const folder = process.env.LPA_PICTURES;
    if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`) });
  };

  const savedFile = async (ending: string): Promise<string> => {
    await expect
      .poll(async () => (await readdir(stage.downloads)).filter((name) => name.endsWith(ending)), { timeout: 15_000 })
      .toHaveLength(1);
    const [name = ''] = (await readdir(stage.downloads)).filter((one) => one.endsWith(ending));
    return join(stage.downloads, name);
  };

  test('found by the palette; the template is saved', async () => {
    await openPalette(page);
    await page.keyboard.insertText('ชุดตัวชี้วัด');
    await look('palette');
    await isOffered(page, /ชุดตัวชี้วัด: ดู/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'ชุดตัวชี้วัด', level: 1 }).waitFor();
    await look('instruments');
    await page.getByRole('button', { name: 'ทำอย่างอื่น' }).click();
    await page.getByRole('menuitem', { name: 'บันทึกแม่แบบ Excel' }).click();
    expect(await savedFile('.xlsx')).toContain('lpa-2567-sample-1.xlsx');
  });

  test('a template with faults says each cell; put right, it is kept', async () => {
    const file = await savedFile('.xlsx');
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(file);
    book.getWorksheet(sheetNames.set)!.getCell('B1').value = 'lpa-2568-ธาราคร';
    book.getWorksheet(sheetNames.indicators)!.getCell('F2').value = 'ห้า';
    await book.xlsx.writeFile(file);
    await page.getByLabel('เลือกไฟล์แม่แบบ Excel').setInputFiles(file);
    await page.getByText('มี 2 ช่องที่ต้องแก้').first().waitFor();
    await look('instruments-faults');
    await expect.poll(() => page.getByRole('row', { name: /ตัวชี้วัด F2 .*ห้า/ }).count()).toBe(1);
    await expect.poll(() => page.getByRole('row', { name: /ชุดตัวชี้วัด B1/ }).count()).toBe(1);

    book.getWorksheet(sheetNames.set)!.getCell('B1').value = 'lpa-2568-tharanakhon';
    book.getWorksheet(sheetNames.indicators)!.getCell('F2').value = 5;
    await book.xlsx.writeFile(file);
    await page.getByLabel('เลือกไฟล์แม่แบบ Excel').setInputFiles(file);
    await page.getByText('ถูกต้องทุกช่อง').first().waitFor();
    await page.getByRole('button', { name: 'บันทึกชุดนี้' }).click();
    await page.getByText('ทำในเครื่องนี้').waitFor();
  });

  test('the province writes its own indicator; the warning stands at the field until it is right', async () => {
    await page.getByRole('link', { name: 'เขียนตัวชี้วัดของจังหวัด' }).first().click();
    const part = page.getByRole('region', { name: 'ข้อ 10' });
    await part.getByLabel('ชื่อตัวชี้วัด').fill('โครงการถนนสีขาวปลอดอุบัติเหตุ');
    await part
      .getByRole('radio', { name: 'รายการ' })
      .or(part.getByRole('button', { name: 'รายการ', exact: true }))
      .first()
      .click();
    await page.getByLabel('รุ่นของชุดนี้').fill('1-ธารานคร');
    await page.getByRole('button', { name: 'บันทึกชุดนี้' }).click();
    await page.getByText('แก้ช่องที่มีข้อความเตือนก่อน').waitFor();
    await expect.poll(() => part.getByText('ต้องกรอก').count()).toBe(3);
    await look('instruments-provincial-faults');
    const items = part.getByRole('group', { name: 'รายการที่ตรวจ' }).getByRole('textbox');
    for (const [index, text] of ['มีแผนงาน', 'มีงบประมาณ', 'มีผลการดำเนินงาน'].entries()) await items.nth(index).fill(text);
    await page.getByRole('button', { name: 'บันทึกชุดนี้' }).click();
    await page.getByRole('heading', { name: 'ชุดตัวชี้วัด', level: 1 }).waitFor();
    await page.getByText('รุ่น 1-ธารานคร').waitFor();
    await look('instruments-own');

    await page.getByRole('button', { name: 'ทำอย่างอื่น' }).first().click();
    await page.getByRole('menuitem', { name: 'บันทึกแฟ้มชุดตัวชี้วัด' }).click();
    const file = JSON.parse(await readFile(await savedFile('.json'), 'utf8')) as {
      indicators: { id: string; title: { th: string }; rule: { kind: string } }[];
    };
    expect(file.indicators.find(({ id }) => id === 'i10')).toMatchObject({
      title: { th: 'โครงการถนนสีขาวปลอดอุบัติเหตุ' },
      rule: { kind: 'checklist' },
    });
  });
});

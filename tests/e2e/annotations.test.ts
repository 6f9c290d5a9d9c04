import type { Page } from 'playwright';
import { afterAll, afterEach, expect, test } from 'vitest';
import { inHand, takeTool } from '#tests/support/journey/mark.ts';
import { saved } from '#tests/support/journey/score.ts';
import { isOffered } from './support/keyboard.ts';
import { invokeInPage } from './support/page-bridge.ts';
import { endAll, newStage, openUnlocked, removeAll } from './support/stage.ts';
import { openWorkbench, showIndicator, waitForEvidence } from './support/workbench.ts';

afterEach(endAll);
afterAll(removeAll);

const frame = (page: Page) => page.locator('iframe').first().contentFrame();
const marks = (page: Page, name = '') => frame(page).locator(`.mark[aria-label^="${name}"]`);
const comment = (page: Page) => page.getByRole('textbox', { name: 'คำอธิบาย' });

const kinds = [
  { key: 'h', name: 'ข้อความที่เน้น' },
  { key: 'u', name: 'ข้อความที่ขีดเส้นใต้' },
  { key: 'r', name: 'กรอบ' },
  { key: 'a', name: 'ลูกศร' },
  { key: 'i', name: 'ลายเส้น' },
  { key: 't', name: 'หมุดบันทึก' },
  { key: 's', name: 'ตราประทับ' },
  { key: 'g', name: 'ส่วนที่ปกปิดในสำเนา' },
] as const;

async function openFile(page: Page, indicator: string) {
  await openWorkbench(page, 'ธาราบุรี');
  await showIndicator(page, indicator);
  await waitForEvidence(page);
  await frame(page).locator('.page[data-drawn="true"]').first().waitFor();
}

const expectMarks = async (page: Page, name: string, count: number) => {
  await expect.poll(() => marks(page, name).count()).toBe(count);
  await saved(page);
};

/** Lets the mark that was made go, and the tool with it. */
async function letGo(page: Page) {
  await page.keyboard.press('Escape');
  await takeTool(page, 'v');
}

async function drag(page: Page, from: readonly [number, number], to: readonly [number, number]) {
  const box = (await frame(page).locator('.page').first().boundingBox())!;
  await page.mouse.move(box.x + from[0] * box.width, box.y + from[1] * box.height);
  await page.mouse.down();
  await page.mouse.move(box.x + to[0] * box.width, box.y + to[1] * box.height, { steps: 8 });
  await page.mouse.up();
}

/** The box of the only mark, as main has it. */
async function keptBox(page: Page) {
  const submission = new URL(page.url()).hash.split('/')[2]!;
  const { review } = await invokeInPage(page, 'review.get', { submission });
  return review.marks[0]!.rects[0]!;
}

test.each([
  ['a PDF', '5'],
  ['a photo', '57'],
])(
  'on %s every kind of mark is made by keyboard alone, then by mouse, and a restart keeps them all',
  async (_what, number) => {
    const stage = await newStage('sample');
    let { page, quit } = await openUnlocked(stage);
    await openFile(page, number);
    // Words are chosen where they lie; a scan has none.
    if (number === '5') await frame(page).locator('.page').first().locator('.textLayer span').nth(2).waitFor();
    await frame(page).locator('#stage').focus();
    for (const { key, name } of kinds) {
      await takeTool(page, key);
      await page.keyboard.press('Enter');
      // On a page with words the first Enter chooses a line of them.
      if ((key === 'h' || key === 'u') && number === '5') await page.keyboard.press('Enter');
      await expectMarks(page, name, 1);
      await letGo(page);
    }
    for (const { key, name } of kinds) {
      await takeTool(page, key);
      if ((key === 'h' || key === 'u') && number === '5') {
        const line = (await frame(page)
          .locator('.page')
          .first()
          .locator('.textLayer span')
          .nth(key === 'h' ? 1 : 2)
          .boundingBox())!;
        await page.mouse.move(line.x + 1, line.y + line.height / 2);
        await page.mouse.down();
        await page.mouse.move(line.x + line.width - 1, line.y + line.height / 2, { steps: 5 });
        await page.mouse.up();
      } else if (key === 't') await drag(page, [0.15, 0.2], [0.15, 0.2]);
      else await drag(page, [0.1, 0.1 + 0.03 * kinds.findIndex((one) => one.key === key)], [0.35, 0.2]);
      await expectMarks(page, name, 2);
      await letGo(page);
    }
    expect(await quit()).toBe(0);
    ({ page, quit } = await openUnlocked(stage));
    await openFile(page, number);
    for (const { name } of kinds) await expectMarks(page, name, 2);
  },
);

test('move, pull, recolour, comment, copy to another indicator, list with filter and jump, undo and redo', async () => {
  const stage = await newStage('sample');
  const first = await openUnlocked(stage);
  let { page } = first;
  await openFile(page, '5');
  await frame(page).locator('#stage').focus();
  await takeTool(page, 'r');
  await page.keyboard.press('Enter');
  await expectMarks(page, 'กรอบ', 1);
  await frame(page).locator('.mark.selected').waitFor();
  await frame(page).locator('.mark').focus();
  const box = async () => (await marks(page, 'กรอบ').boundingBox())!;
  const placed = await box();
  const kept = await keptBox(page);
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowDown');
  await expect.poll(async () => (await box()).height).toBeGreaterThan(placed.height + 2);
  await expect.poll(async () => (await box()).x).toBeGreaterThan(placed.x + 8);
  // A run of presses is kept once the hand rests.
  await expect.poll(async () => (await keptBox(page)).x).toBeGreaterThan(kept.x);
  await expect.poll(async () => (await keptBox(page)).height).toBeGreaterThan(kept.height);
  await saved(page);

  for (const colour of ['green', 'red']) {
    await page.keyboard.press('k');
    await expect.poll(() => marks(page, 'กรอบ').getAttribute('class')).toContain(`in-${colour}`);
  }
  await saved(page);
  await page.keyboard.press('F2');
  // The key comes from the frame: the field has the focus a moment later.
  await comment(page).and(page.locator(':focus')).waitFor();
  await page.keyboard.insertText('ลงนามครบถ้วน');
  await expect.poll(() => marks(page, 'กรอบ').getAttribute('aria-label')).toContain('ลงนามครบถ้วน');
  await saved(page);

  // To no. 8, found by its number; there it is cited.
  await frame(page).locator('.mark').focus();
  await page.keyboard.press('y');
  const search = page.getByRole('searchbox', { name: 'ค้นหาตัวชี้วัดด้วยเลขข้อหรือชื่อ' });
  await search.and(page.locator(':focus')).waitFor();
  await page.keyboard.insertText('8');
  await isOffered(page, /^8/);
  await page.keyboard.press('Enter');
  await expectMarks(page, 'กรอบ', 2);
  await showIndicator(page, '8');
  await page.getByRole('button', { name: /ลำดับ 1.*ลงนามครบถ้วน/ }).waitFor();
  await showIndicator(page, '5');
  await waitForEvidence(page);
  await expectMarks(page, 'กรอบ', 2);

  // A second kind, so that the filter has something to leave out.
  await frame(page).locator('#stage').focus();
  await takeTool(page, 's');
  await page.keyboard.press('Enter');
  await expectMarks(page, 'ตราประทับ', 1);
  await letGo(page);
  await page.keyboard.press('b');
  const list = page.getByRole('complementary', { name: 'รายการเครื่องหมาย' });
  await list.getByText('ทั้งหมด', { exact: true }).click();
  await expect.poll(() => list.getByRole('row').count()).toBe(3);
  await list.getByRole('searchbox').fill('ลงนาม');
  await expect.poll(() => list.getByRole('row').count()).toBe(2);
  await list.getByRole('searchbox').fill('');
  await list.getByRole('button', { name: /ทุกสถานะ/ }).click();
  await page.getByRole('option', { name: 'ยังไม่อ้าง' }).click();
  await expect.poll(() => list.getByRole('row').count()).toBe(2);
  await list.getByRole('row').first().focus();
  await page.keyboard.press('Enter');
  await frame(page).locator('.mark.selected').waitFor();
  await expect.poll(() => comment(page).inputValue()).toBe('ลงนามครบถ้วน');
  await list.getByRole('searchbox').focus();
  await page.keyboard.press('Escape');
  await list.waitFor({ state: 'detached' });

  // The stamp goes and comes back; then a restart, after which it can still be taken back.
  await frame(page).locator('#stage').focus();
  await page.keyboard.press('Control+z');
  await expectMarks(page, 'ตราประทับ', 0);
  await page.keyboard.press('Control+y');
  await expectMarks(page, 'ตราประทับ', 1);
  expect(await first.quit()).toBe(0);
  ({ page } = await openUnlocked(stage));
  await openFile(page, '5');
  await expectMarks(page, 'ตราประทับ', 1);
  await expectMarks(page, 'กรอบ', 2);
  await page.keyboard.press('Control+z');
  await expectMarks(page, 'ตราประทับ', 0);
});

test('own words for a stamp are kept, put down, and fit their box', async () => {
  const stage = await newStage('sample');
  const { page } = await openUnlocked(stage);
  await openFile(page, '57');
  await frame(page).locator('#stage').focus();
  await page.keyboard.press('Shift+S');
  const dialog = page.getByRole('dialog', { name: 'ตราประทับของฉัน' });
  await dialog.getByRole('textbox').fill('ขอสำเนาที่รับรองแล้ว ภายใน 7 วัน');
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: /^ใช้/ }).click();
  await dialog.waitFor({ state: 'detached' });
  await inHand(page, 'stamp');
  await expect
    .poll(async () => (await invokeInPage(page, 'settings.get', {})).marking.stamp)
    .toBe('ขอสำเนาที่รับรองแล้ว ภายใน 7 วัน');
  await drag(page, [0.5, 0.5], [0.5, 0.5]);
  await expectMarks(page, 'ตราประทับ, ขอสำเนาที่รับรองแล้ว ภายใน 7 วัน', 1);
  const [words, box] = await Promise.all(
    ['.lines .stamp text', '.lines .stamp .inner'].map((part) => frame(page).locator(part).boundingBox()),
  );
  expect(words!.x).toBeGreaterThan(box!.x);
  expect(words!.x + words!.width).toBeLessThan(box!.x + box!.width);
});

import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { RunningApp } from '#tests/support/launch-app.ts';
import { makePdf } from '#tests/support/evidence-pdfs.ts';
import { nextRevision, sampleBundles } from './support/bundles.ts';
import { endAll, newStage, openUnlocked, removeAll, type Stage } from './support/stage.ts';
import { openWorkbench, showIndicator, waitForEvidence } from './support/workbench.ts';

const lao = 'ท่าแก้วพัฒนา';
/** Pictures to look at, where somebody wants them. */
const pictures = process.env.PICTURES;

let stage: Stage;
let bundle = '';

beforeAll(async () => {
  stage = await newStage('library');
  bundle = join(stage.folder, 'work.lpasub');
  await writeFile(
    bundle,
    await withRoomFiles(sampleBundles.find((name) => name.includes('05990312')) ?? sampleBundles[0]!),
  );
});
afterEach(endAll);
afterAll(removeAll);

test('find, strip, outline, password, two documents and the pages that were seen', async () => {
  const app = await openUnlocked(stage, { files: [bundle] });
  const { page } = app;
  const look = lookWith(page);
  await openWorkbench(page, lao);
  await showIndicator(page, '3');
  await openFile(page, 'แผนควบคุมภายใน');
  const frame = page.locator('iframe').first().contentFrame();
  await waitForEvidence(page);

  // What the file carries besides its pages.
  await page.getByText(/ช่องกรอก 1 ช่อง, เลเยอร์ที่ซ่อนอยู่ 1 ชั้น/).waitFor();
  await look('room-1-facts-bar');
  await page.keyboard.press('Control+i');
  const about = page.getByRole('dialog', { name: 'ข้อมูลของไฟล์' });
  await about.getByText('สำนักปลัด').waitFor();
  await about.getByText('ลายน้ำ').click();
  await look('room-2-about');
  await about.getByRole('button', { name: /ขอเอกสารเพิ่ม/ }).click();
  await about.waitFor({ state: 'detached' });
  await expect.poll(() => pageField(page).inputValue()).toBe('60');

  // Search, by keys alone.
  await page.keyboard.press('Control+f');
  await page.getByRole('search').locator('input:focus').waitFor();
  await page.keyboard.type('needle');
  await page.getByText('3 จาก 3').waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('1 จาก 3').waitFor();
  await expect.poll(() => pageField(page).inputValue()).toBe('20');
  await look('room-3-find');
  await page.keyboard.press('Shift+Enter');
  await page.getByText('3 จาก 3').waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('3 จาก 3').waitFor({ state: 'detached' });

  // Strip and outline.
  await page.keyboard.press('F4');
  await frame.locator('.thumbnail canvas').first().waitFor();
  await frame.getByRole('option', { name: /^หน้า 20/ }).click();
  await expect.poll(() => pageField(page).inputValue()).toBe('20');
  await frame.locator('.thumbnail.seen').first().waitFor();
  await look('room-4-thumbnails');
  await page.keyboard.press('Shift+F4');
  await frame.getByRole('treeitem', { name: 'ผลการประเมิน' }).click();
  await expect.poll(() => pageField(page).inputValue()).toBe('30');
  await look('room-5-outline');
  await page.keyboard.press('F4');
  await frame.locator('.thumbnail').first().waitFor();

  // A second document; F6 reaches both, and the closed one opens with its password.
  await page.keyboard.press('Control+\\');
  const right = page.getByRole('region', { name: 'เอกสารขวา' });
  await openFile(page, 'ไฟล์มีรหัส', right);
  await right.getByLabel('รหัสผ่านของไฟล์', { exact: true }).fill('ผิด');
  await right.getByRole('button', { name: 'เปิดไฟล์' }).click();
  await right.getByText('รหัสผ่านไม่ถูกต้อง').waitFor();
  await look('room-6-password');
  await right.getByLabel('รหัสผ่านของไฟล์', { exact: true }).fill('2566');
  await page.keyboard.press('Enter');
  await right.frameLocator('iframe').locator('canvas').first().waitFor();
  await look('room-7-side-by-side');
  const inside = () => page.evaluate(() => document.activeElement?.closest('[data-pane]')?.getAttribute('aria-label'));
  await page.getByRole('region', { name: 'ให้คะแนน' }).getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Shift+F6');
  await expect.poll(inside).toBe('เอกสารขวา');
  await expect.poll(() => right.getAttribute('data-active')).toBe('true');
  await page.keyboard.press('Shift+F6');
  await expect.poll(inside).toBe('เอกสารซ้าย');

  // Pages that stood before the eyes are part of the review, also after a restart.
  const tabIn = (one: Page) =>
    one.getByRole('region', { name: 'เอกสารซ้าย' }).getByRole('radio', { name: /แผนควบคุมภายใน/ });
  await expect.poll(() => tabIn(page).getAttribute('aria-label')).toMatch(/ดูแล้ว [2-9] หน้า/);
  expect(await app.quit()).toBe(0);
  const again = await openUnlocked(stage);
  await openWorkbench(again.page, lao);
  await showIndicator(again.page, '3');
  await expect.poll(() => tabIn(again.page).getAttribute('aria-label')).toMatch(/ดูแล้ว [2-9] หน้า/);
  await again.page.getByRole('region', { name: 'เอกสารขวา' }).locator('iframe').waitFor();
  await lookWith(again.page)('room-8-again');
});

const pageField = (page: Page) => page.getByRole('textbox', { name: 'หน้า', exact: true });

async function openFile(page: Page, title: string, within: Pick<Page, 'getByRole'> = page): Promise<void> {
  await within.getByRole('radio', { name: new RegExp(title) }).click();
  await within.getByRole('radio', { name: new RegExp(title), checked: true }).waitFor();
}

const lookWith = (page: RunningApp['page']) => async (name: string) => {
  if (pictures === undefined) return;
  await mkdir(pictures, { recursive: true });
  await page.waitForTimeout(400);
  await page.screenshot({ path: join(pictures, `${name}.png`) });
};

/** The submission with files in which there is something to look for. */
async function withRoomFiles(file: string): Promise<Buffer> {
  const files = [
    {
      title: 'แผนควบคุมภายใน',
      bytes: await makePdf({
        pages: 60,
        rich: true,
        text: (number) => (number % 20 === 0 ? `Page ${String(number)} needle` : `Page ${String(number)}`),
        outline: [
          { title: 'บทนำ', page: 1 },
          { title: 'ผลการประเมิน', page: 30, below: 'ข้อสังเกตของผู้ตรวจสอบภายใน' },
        ],
      }),
    },
    { title: 'ไฟล์มีรหัส', bytes: await makePdf({ pages: 2, password: '2566' }) },
  ];
  return nextRevision(file, ({ manifest, evidence }) => {
    const added = files.map(({ title, bytes }, index) => ({
      id: `room-${String(index)}`,
      indicators: ['i03'],
      title,
      path: `evidence/room-${String(index)}.pdf`,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      size: bytes.length,
      mediaType: 'application/pdf',
    }));
    return {
      manifest: { ...manifest, evidence: [...added, ...manifest.evidence] },
      evidence: [...added.map(({ path }, index) => ({ path, bytes: files[index]!.bytes })), ...evidence],
    };
  });
}

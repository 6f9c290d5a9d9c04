import { execFileSync } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, afterEach, expect, test } from 'vitest';
import { saved } from '#tests/support/journey/score.ts';
import { seenPage } from '#tests/support/seen-page.ts';
import { goTo } from './support/new-screens.ts';
import { invokeInPage } from './support/page-bridge.ts';
import { endAll, newStage, openUnlocked, removeAll } from './support/stage.ts';
import { waitForEvidence } from './support/workbench.ts';

afterEach(endAll);
afterAll(removeAll);

const patience = { timeout: 20_000 };
const frame = (page: Page) => page.locator('iframe').first().contentFrame();
const hidden = (page: Page) => frame(page).locator('.mark.redaction');

const reason = 'เลขประจำตัวประชาชน';

const chosen = async (page: Page) =>
  (await invokeInPage(page, 'submission.list', {})).find(({ laoName }) => laoName.includes('ธาราบุรี'))!;

/** The marks as they are kept. */
async function stored(page: Page) {
  const { review } = await invokeInPage(page, 'review.get', { submission: (await chosen(page)).id });
  return review.marks.map((mark) => ({ ...mark, isChanged: mark.modifiedAt !== mark.createdAt }));
}

async function takeTool(page: Page) {
  await page.keyboard.press('g');
  await expect.poll(() => frame(page).locator('#stage').getAttribute('data-tool'), patience).toBe('redaction');
}

test('what is drawn black by keyboard and by mouse is black in the copy, and its words are gone', async () => {
  const stage = await newStage('sample');
  const { page } = await openUnlocked(stage);
  await page.setViewportSize({ width: 1366, height: 690 }).catch(() => undefined);
  // Straight to it: where another file was open before, its pages would stand there for a moment.
  await goTo(page, `/s/${(await chosen(page)).id}/review/i05`);
  await waitForEvidence(page);
  await frame(page).locator('.page[data-drawn="true"]').first().waitFor();

  await frame(page).locator('#stage').focus();
  await takeTool(page);
  await page.keyboard.press('Enter');
  await expect.poll(() => hidden(page).count(), patience).toBe(1);
  await page.keyboard.press('Shift+ArrowRight');
  // A run of arrow presses is one change, which comes when it is over.
  await expect.poll(async () => (await stored(page)).map(({ isChanged }) => isChanged), patience).toEqual([true]);
  await takeTool(page);
  const box = (await frame(page).locator('.page').first().boundingBox())!;
  await page.mouse.move(box.x + 0.1 * box.width, box.y + 0.06 * box.height);
  await page.mouse.down();
  await page.mouse.move(box.x + 0.9 * box.width, box.y + 0.2 * box.height, { steps: 8 });
  await page.mouse.up();
  await expect.poll(() => hidden(page).count(), patience).toBe(2);
  await page.getByRole('button', { name: 'เหตุผล', exact: true }).click();
  await page.getByRole('menuitem', { name: reason }).click();
  const comments = async () => (await stored(page)).map(({ comment }) => comment);
  await expect.poll(comments, patience).toEqual(['', reason]);
  await saved(page);
  await expect(page.getByRole('button', { name: /^อ้าง$/ }).count()).resolves.toBe(0);

  await frame(page).locator('#stage').focus();
  await page.keyboard.press('Control+z');
  await expect.poll(comments, patience).toEqual(['', '']);
  await page.keyboard.press('Control+z');
  await expect.poll(() => hidden(page).count(), patience).toBe(1);
  await page.keyboard.press('Control+y');
  await expect.poll(() => hidden(page).count(), patience).toBe(2);
  await page.keyboard.press('Control+y');
  await expect.poll(comments, patience).toEqual(['', reason]);

  await page.keyboard.press('b');
  await page.getByText('มีการปกปิด 2 จุด', { exact: true }).waitFor();
  if (process.env.LOOK !== undefined) await page.screenshot({ path: process.env.LOOK });
  await page.getByRole('button', { name: 'บันทึกสำเนา PDF ที่ปกปิดแล้ว (มีการปกปิด 2 จุด)' }).click();
  await page.getByText(/^บันทึก .* - ปกปิดแล้ว\.pdf แล้ว$/).waitFor({ timeout: 60_000 });
  const copies = async () => (await readdir(stage.downloads)).filter((name) => name.endsWith('ปกปิดแล้ว.pdf'));
  await expect.poll(async () => (await copies()).length, patience).toBe(1);
  const copy = join(stage.downloads, (await copies())[0]!);

  const marks = await stored(page);
  expect(marks.map(({ kind, comment, quote }) => ({ kind, comment, quote }))).toEqual([
    { kind: 'redaction', comment: '', quote: null },
    { kind: 'redaction', comment: reason, quote: null },
  ]);
  const seen = await seenPage(copy, 1);
  for (const { rects } of marks)
    for (const { x, y, width, height } of rects)
      for (const share of [0.05, 0.5, 0.95])
        expect(seen.at(Math.round(x + width * share), Math.round(y + height * 0.5))).toEqual([0, 0, 0]);
  // Nothing but what the list at the end says is text.
  const words = execFileSync('pdftotext', ['-l', '1', copy, '-']).toString().trim();
  expect(words.replace(/[\s\d]/g, '')).toBe('');
  expect(execFileSync('pdftotext', [copy, '-']).toString()).toContain(reason);
}, 240_000);

import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, expect, test } from 'vitest';
import { formatDate } from '#common/domain/thai-date.ts';
import { planFor, type Finding } from '#tests/support/journey/plan.ts';
import { openIndicator, saved } from '#tests/support/journey/score.ts';
import { root } from '#tests/support/paths.ts';
import { passphrase } from '#tests/support/test-app.ts';
import { command, moveTo } from './support/keyboard.ts';
import { invokeInPage } from './support/page-bridge.ts';
import { newStage, openWindow, removeAll } from './support/stage.ts';

afterAll(removeAll);

const bundle = join(root, 'resources', 'sample', '05990312-thakaeo-phatthana.lpasub');

/**
 * One LAO from the lock screen to the last indicator without a pointer. Nothing here clicks or fills: what the keys do
 * not reach, an assessor without a mouse does not either.
 */
test('an LAO is reviewed from the first to the last indicator by keyboard alone', async () => {
  const plan = await planFor(bundle);
  const { page } = await openWindow(await newStage('sample'));
  await page.getByLabel('รหัสผ่าน', { exact: true }).waitFor();
  await moveTo(page, /^รหัสผ่าน$/);
  await page.keyboard.insertText(passphrase);
  await page.keyboard.press('Enter');
  await page.getByRole('row', { name: /ท่าแก้วพัฒนา/ }).waitFor();

  await command(page, 'ท่าแก้วพัฒนา');
  await page.getByRole('heading', { name: 'เทศบาลตำบลท่าแก้วพัฒนา' }).waitFor();
  await command(page, 'ตรวจและให้คะแนน');
  for (const [index, finding] of plan.findings.entries()) {
    await openIndicator(page, finding);
    await review(page, finding);
    if (index === 0) {
      await markByKeys(page);
      await leaveFrame(page);
    }
    await page.keyboard.press('Control+Enter');
  }
  await saved(page);

  // What stood there as saved may be what was before the last keys.
  const snapshot = () => invokeInPage(page, 'review.get', { submission: plan.manifest.id });
  const open = async () => (await snapshot()).gaps.find(({ kind }) => kind === 'not-scored')?.indicators ?? [];
  await expect.poll(open).toEqual([]);
  await expect.poll(async () => (await snapshot()).totals.settled).toBe(plan.findings.length);
  const undone = ['not-scored', 'not-cited', 'reason-missing'];
  await expect.poll(async () => (await snapshot()).gaps.filter(({ kind }) => undone.includes(kind))).toEqual([]);
  expect((await snapshot()).review.marks.map(({ kind }) => kind)).toContain('rectangle');

  await command(page, 'สรุปและลงนาม');
  await page.getByRole('button', { name: /ลงนามและล็อกผล/ }).waitFor();
}, 600_000);

async function review(page: Page, finding: Finding): Promise<void> {
  const { indicator, measure, points, self, removed, cited, reason } = finding;
  if (removed !== null) {
    await leaveText(page);
    await page.keyboard.press('x');
    await page.getByRole('dialog').waitFor();
    await moveTo(page, /^เหตุผลที่ไม่นำข้อนี้มาคิดคะแนน/);
    await page.keyboard.insertText(removed);
    await moveTo(page, /^ผู้เห็นชอบ/);
    await page.keyboard.insertText('มติทีมประเมิน 4 คน');
    await moveTo(page, /^ตัดฐานข้อนี้/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    return;
  }
  const { rule } = indicator;
  if (rule.kind === 'levels') await page.keyboard.press(String(points));
  else if (measure === null) {
    await moveTo(page, /^ให้ 0 คะแนน/);
    await page.keyboard.press('Enter');
  } else {
    if (measure.kind === 'percent' && rule.kind === 'percent') {
      await write(page, rule.numerator.th, measure.numerator);
      await write(page, rule.denominator.th, measure.denominator);
    } else if (measure.kind === 'deadline') {
      const day = formatDate(measure.doneOn ?? '', { language: 'th', style: 'short', digits: 'thai' });
      await write(page, 'วันที่ดำเนินการจริง', day);
    } else if (measure.kind === 'checklist' && rule.kind === 'checklist')
      for (const [index, item] of rule.items.entries())
        if (measure.ticked.includes(item.id)) await page.keyboard.press(String(index + 1));
    await page.getByRole('button', { name: `ยืนยัน ${points} คะแนน` }).waitFor();
    await page.keyboard.press('Enter');
  }
  await leaveText(page);
  if (cited) await page.keyboard.press('c');
  if (self !== null && points !== self) {
    await page.getByRole('textbox', { name: 'เหตุผลที่คะแนนต่างจาก อปท.' }).waitFor();
    await page.keyboard.press('e');
    // A key pressed in the evidence frame takes a moment to the page; nobody types within it.
    await page.locator('textarea:focus').waitFor();
    await page.keyboard.insertText(reason);
  }
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

async function write(page: Page, label: string, text: string): Promise<void> {
  await moveTo(page, new RegExp(`^${escaped(label)}`));
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text);
}

/** Plain letters are commands only outside text; F6 goes to the next pane. */
async function leaveText(page: Page): Promise<void> {
  const inText = () =>
    page.evaluate(() => document.activeElement?.matches('input[type=text], input:not([type]), textarea'));
  for (let press = 0; press < 4 && (await inText()) === true; press++) await page.keyboard.press('F6');
}

async function leaveFrame(page: Page): Promise<void> {
  const inFrame = () => page.evaluate(() => document.activeElement instanceof HTMLIFrameElement);
  for (let press = 0; press < 6 && (await inFrame()); press++) {
    await page.keyboard.press('F6');
    await page.waitForTimeout(100);
  }
}

/** A box in the middle of what is seen, moved and made larger, then cited. */
async function markByKeys(page: Page): Promise<void> {
  await page.locator('iframe').first().contentFrame().locator('canvas').first().waitFor();
  await page.keyboard.press('r');
  for (let press = 0; press < 5; press++) {
    if (await page.evaluate(() => document.activeElement instanceof HTMLIFrameElement)) break;
    await page.keyboard.press('F6');
  }
  await page.keyboard.press('Enter');
  await page.locator('iframe').first().contentFrame().locator('.mark.rectangle').waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('c');
}

import type { Page } from 'playwright';
import { formatDate } from '#common/domain/thai-date.ts';
import type { Finding } from './plan.ts';

const heading = (page: Page, finding: Finding) =>
  page.getByRole('heading', { name: `${finding.indicator.number}. ${finding.indicator.title.th}`, exact: true });

/** Resolves when the status bar says that everything typed so far is durable. */
export const saved = (page: Page) =>
  // Not by its words: what is read out to a screen reader lags behind by seconds.
  page.locator('[data-durable=saved]').waitFor();

/** Resolves when the form of this indicator is open. */
export const openIndicator = (page: Page, finding: Finding): Promise<void> => heading(page, finding).waitFor();

/** Scores the indicator that is open, by keyboard as an assessor does, and goes to the next one. */
export async function scoreAndGoOn(
  page: Page,
  finding: Finding,
  beforeLeaving: () => Promise<void> = async () => undefined,
): Promise<void> {
  await openIndicator(page, finding);
  if (finding.removed === null) {
    await score(page, finding);
    if (finding.cited && (await page.locator('[aria-label^="เลิกอ้าง"]').count()) === 0) await page.keyboard.press('c');
    if (finding.self !== null && finding.points !== finding.self) await explain(page, finding.reason);
  } else await remove(page, finding.removed);
  await beforeLeaving();
  await page.keyboard.press('Control+Enter');
}

async function explain(page: Page, text: string): Promise<void> {
  const reason = page.getByRole('textbox', { name: 'เหตุผลที่คะแนนต่างจาก อปท.' });
  if ((await reason.inputValue()) !== '') return;
  await page.keyboard.press('e');
  await reason.and(page.locator(':focus')).waitFor();
  await page.keyboard.insertText(text);
}

async function score(page: Page, { indicator, measure, points }: Finding): Promise<void> {
  const { rule } = indicator;
  if (rule.kind === 'levels') return page.keyboard.press(String(points));
  if (measure === null) return page.getByRole('button', { name: 'ให้ 0 คะแนน' }).press('Enter');
  switch (measure.kind) {
    case 'percent': {
      if (rule.kind !== 'percent') return;
      const field = (part: 'numerator' | 'denominator') =>
        page.getByRole('textbox', { name: `${rule[part].th} (${rule.unit.th})` });
      await field('numerator').fill(measure.numerator);
      await field('denominator').fill(measure.denominator);
      break;
    }
    case 'checklist':
      if (rule.kind !== 'checklist') return;
      for (const [index, item] of rule.items.entries())
        if (measure.ticked.includes(item.id)) await page.keyboard.press(String(index + 1));
      break;
    case 'deadline':
      await page
        .getByRole('textbox', { name: 'วันที่ดำเนินการจริง' })
        .fill(formatDate(measure.doneOn ?? '', { language: 'th', style: 'short', digits: 'thai' }));
  }
  await page.getByRole('button', { name: `ยืนยัน ${points} คะแนน` }).press('Enter');
}

async function remove(page: Page, reason: string): Promise<void> {
  await page.keyboard.press('x');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'เหตุผลที่ไม่นำข้อนี้มาคิดคะแนน' }).fill(reason);
  await dialog.getByRole('textbox', { name: 'ผู้เห็นชอบ' }).fill('มติทีมประเมิน 4 คน');
  await dialog.getByRole('button', { name: 'ตัดฐานข้อนี้' }).click();
  await dialog.waitFor({ state: 'detached' });
}

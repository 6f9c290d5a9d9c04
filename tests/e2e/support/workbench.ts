import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import type { Instrument } from '#common/domain/instrument.ts';
import { applicableIndicators } from '#common/domain/scoring.ts';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import { root } from '#tests/support/paths.ts';
import type { FormContent } from './acknowledged.ts';

/** The instrument of the sample data. */
export const sampleInstrument = (): Instrument =>
  JSON.parse(readFileSync(join(root, 'resources', 'instruments', 'lpa-2567-sample.json'), 'utf8')) as Instrument;

/**
 * Numbers of indicators that stand one after another in the rail and have no file to open, in groups of `size`: the
 * test then waits for scores and words only.
 */
export function groupsWithoutEvidence(manifest: SubmissionManifest, size: number): string[][] {
  const withFiles = new Set(manifest.evidence.flatMap(({ indicators }) => indicators));
  const groups: string[][] = [[]];
  for (const { id, number } of applicableIndicators(sampleInstrument(), manifest.lao.type)) {
    if (withFiles.has(id)) groups.push([]);
    else if (groups.at(-1)!.length < size) groups.at(-1)!.push(number);
    else groups.push([number]);
  }
  return groups.filter((group) => group.length === size);
}

/** From the list of work into the review of the organisation with this name. */
export async function openWorkbench(page: Page, name: string): Promise<void> {
  await page.getByRole('row').filter({ hasText: name }).dblclick();
  await page.getByRole('link', { name: 'ตรวจและให้คะแนน' }).click();
  await page.getByRole('heading', { level: 1, name: /^\d+\. / }).waitFor();
  // The address gets the indicator that the screen chose; another address before that would be replaced by it.
  await page.waitForURL(/\/review\/./);
}

/** Goes to the indicator by its address (the rail draws only the rows in view) and waits for its form. */
export async function showIndicator(page: Page, number: string): Promise<void> {
  const { id } = sampleInstrument().indicators.find((indicator) => indicator.number === number)!;
  await page.evaluate((to) => {
    location.hash = location.hash.replace(/\/review.*$/, `/review/${to}`);
  }, id);
  await page.getByRole('heading', { level: 1, name: new RegExp(`^${number}\\. `) }).waitFor();
}

/** What the score form shows, all of it at one moment. */
export async function readForm(page: Page): Promise<FormContent> {
  const form = page.getByRole('region', { name: 'ให้คะแนน' });
  await form.getByLabel('หมายเหตุ (ไม่บังคับ)').waitFor();
  return form.evaluate((element) => {
    const areas = [...element.querySelectorAll('textarea')];
    const textOf = (label: string) =>
      areas.find((area) => [...area.labels].some((one) => one.textContent.includes(label)))?.value ?? '';
    const chosen = element.querySelector<HTMLInputElement>('input[type=radio]:checked');
    return {
      remark: textOf('หมายเหตุ (ไม่บังคับ)'),
      reason: textOf('เหตุผลที่คะแนนต่างจาก อปท.'),
      points: chosen === null ? null : Number(chosen.value),
    };
  });
}

/** The evidence frame has put the file before away: what it shows is of the file that is open, or is yet to come. */
export async function waitForOpenFile(page: Page): Promise<void> {
  const frame = page.locator('iframe[data-pane-start]');
  const deadline = Date.now() + 60_000;
  for (;;) {
    const title = (await frame.getAttribute('title'))?.replace(/^(?:ตัวแสดงหลักฐาน|Evidence viewer) /, '') ?? '';
    const inside = (await frame.contentFrame().locator('#stage').getAttribute('aria-label')) ?? '';
    if (title !== '' && inside.endsWith(title)) return;
    if (Date.now() > deadline) throw new Error(`the frame shows “${inside}”, not “${title}”`);
    await page.waitForTimeout(30);
  }
}

/** The evidence frame shows its document or picture, and the page knows that it does: its keys work from now on. */
export async function waitForEvidence(page: Page): Promise<void> {
  await waitForOpenFile(page);
  await page.frameLocator('iframe[data-pane-start]').locator('canvas, img').first().waitFor();
  await page.locator('main [role=status][aria-busy=true]').first().waitFor({ state: 'detached' });
}

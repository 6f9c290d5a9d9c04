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
}

/** Goes to the indicator by its address (the rail draws only the rows in view) and waits for its form. */
export async function showIndicator(page: Page, number: string): Promise<void> {
  const { id } = sampleInstrument().indicators.find((indicator) => indicator.number === number)!;
  await page.evaluate((to) => {
    location.hash = location.hash.replace(/\/review.*$/, `/review/${to}`);
  }, id);
  await page.getByRole('heading', { level: 1, name: new RegExp(`^${number}\\. `) }).waitFor();
}

/** What the score form shows. */
export async function readForm(page: Page): Promise<FormContent> {
  const form = page.getByRole('region', { name: 'ให้คะแนน' });
  const reason = form.getByLabel('เหตุผลที่คะแนนต่างจาก อปท.');
  const chosen = form.locator('input[type=radio]:checked');
  return {
    remark: await form.getByLabel('หมายเหตุ (ไม่บังคับ)').inputValue(),
    reason: (await reason.isVisible()) ? await reason.inputValue() : '',
    points: (await chosen.count()) === 0 ? null : Number(await chosen.inputValue()),
  };
}

/** The evidence frame shows its document or picture. */
export async function waitForEvidence(page: Page): Promise<void> {
  await page.frameLocator('iframe[data-pane-start]').locator('canvas, img').first().waitFor();
}

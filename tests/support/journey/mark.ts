import type { Locator, Page } from 'playwright';
import { saved } from './score.ts';

const evidence = (page: Page) => page.frameLocator('iframe[data-pane-start]');

/** Resolves when the first page of the open file is drawn. */
export const evidenceDrawn = (page: Page) => evidence(page).locator('.page[data-drawn="true"]').first().waitFor();

async function boxOf(locator: Locator) {
  await locator.scrollIntoViewIfNeeded();
  const box = await locator.boundingBox();
  if (box === null) throw new Error('not on the screen');
  return box;
}

async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
}

/** Drags over the n-th run of text of the page with the highlighter. */
export async function highlightText(page: Page, run: number): Promise<void> {
  await page.keyboard.press('h');
  const box = await boxOf(evidence(page).locator('.textLayer span').nth(run));
  const middle = box.y + box.height / 2;
  await drag(page, { x: box.x + 2, y: middle }, { x: box.x + box.width - 2, y: middle });
}

/** Draws a rectangle on the first page; shares of its width and height. */
export async function drawRectangle(
  page: Page,
  area: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number },
): Promise<void> {
  await page.keyboard.press('r');
  const box = await boxOf(evidence(page).locator('.page').first());
  await drag(
    page,
    { x: box.x + box.width * area.left, y: box.y + box.height * area.top },
    { x: box.x + box.width * area.right, y: box.y + box.height * area.bottom },
  );
}

/** Writes the comment of the mark that was just made, cites it, and goes back to choosing. */
export async function commentAndCite(page: Page, comment: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'คำอธิบาย' });
  await field.fill(comment);
  await field.blur();
  await saved(page);
  await page.keyboard.press('v');
  await page.keyboard.press('c');
  await saved(page);
}

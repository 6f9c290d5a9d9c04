import type { Locator, Page } from 'playwright';
import { saved } from './score.ts';

const evidence = (page: Page) => page.frameLocator('iframe[data-pane-start]');

/** Resolves when the first page of the open file is drawn. */
export const evidenceDrawn = (page: Page) => evidence(page).locator('.page[data-drawn="true"]').first().waitFor();

const tools = {
  v: 'select',
  h: 'highlight',
  u: 'underline',
  r: 'rectangle',
  a: 'arrow',
  i: 'ink',
  t: 'note',
  s: 'stamp',
  g: 'redaction',
} as const;

/** Resolves when the frame has heard of the tool that was taken last: it comes from the page, a moment after the key. */
export const inHand = (page: Page, tool: (typeof tools)[keyof typeof tools]): Promise<void> =>
  evidence(page).locator(`#stage[data-tool="${tool}"]`).waitFor();

/** Takes the tool of this key; "v" puts the one in hand away. */
export async function takeTool(page: Page, key: keyof typeof tools): Promise<void> {
  await page.keyboard.press(key);
  await inHand(page, tools[key]);
}

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
  const made = await nextMark(page);
  await takeTool(page, 'h');
  const box = await boxOf(evidence(page).locator('.textLayer span').nth(run));
  const middle = box.y + box.height / 2;
  await drag(page, { x: box.x + 2, y: middle }, { x: box.x + box.width - 2, y: middle });
  await made.waitFor();
}

/** Draws a rectangle on the first page; shares of its width and height. */
export async function drawRectangle(
  page: Page,
  area: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number },
): Promise<void> {
  const made = await nextMark(page);
  await takeTool(page, 'r');
  const box = await boxOf(evidence(page).locator('.page').first());
  await drag(
    page,
    { x: box.x + box.width * area.left, y: box.y + box.height * area.top },
    { x: box.x + box.width * area.right, y: box.y + box.height * area.bottom },
  );
  await made.waitFor();
}

/** The mark that comes next to those that are drawn now. */
async function nextMark(page: Page): Promise<Locator> {
  const marks = evidence(page).locator('.mark');
  return marks.nth(await marks.count());
}

/** Writes the comment of the mark that was just made, cites it, and goes back to choosing. */
export async function commentAndCite(page: Page, comment: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'คำอธิบาย' });
  await field.fill(comment);
  await field.blur();
  await saved(page);
  await takeTool(page, 'v');
  await page.keyboard.press('c');
  await evidence(page).locator('.mark.selected.cited').waitFor();
  await saved(page);
}

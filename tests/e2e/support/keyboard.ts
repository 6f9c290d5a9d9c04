import type { Page } from 'playwright';

/** What has the focus: its role and its name as a screen reader says it, "" in the evidence frame. */
async function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement)) return '';
    const labelled = (element.getAttribute('aria-labelledby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent)
      .join(' ')
      .trim();
    const labels =
      element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.labels : null;
    const label = [...(labels ?? [])].map((one) => one.textContent).join(' ');
    const name = element.getAttribute('aria-label') ?? (labelled === '' ? label : labelled);
    return name === '' ? element.textContent.trim() : name;
  });
}

/** Presses Tab (or another key) until what has the focus is called so; fails after `most` presses. */
export async function moveTo(page: Page, name: RegExp, { key = 'Tab', most = 80 } = {}): Promise<void> {
  const passed: string[] = [];
  for (let press = 0; press <= most; press++) {
    const now = await focused(page);
    if (name.test(now)) return;
    passed.push(now.slice(0, 40));
    await page.keyboard.press(key);
  }
  throw new Error(`${String(name)} is not reached by ${key}: ${[...new Set(passed)].join(' | ')}`);
}

/** Opens the palette; resolves when its field takes what is typed. */
export async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').locator('input:focus').waitFor();
}

/** Resolves when Enter would take the thing that is called so: the first of a list follows what is typed a moment later. */
export const isOffered = (page: Page, words: string | RegExp): Promise<void> =>
  page.locator('[role=menuitem][data-focused]').filter({ hasText: words }).waitFor();

/** Opens the palette, types, and takes the first thing that is called so. */
export async function command(page: Page, words: string): Promise<void> {
  await openPalette(page);
  await page.keyboard.insertText(words);
  await isOffered(page, words);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

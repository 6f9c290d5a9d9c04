import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { invokeInPage } from './page-bridge.ts';
import type { Stage } from './stage.ts';
import { sampleInstrument, showIndicator, waitForEvidence } from './workbench.ts';

/** What is done with each screen: axe looks at it, or a picture is taken of it. */
export type Look = (screen: string) => Promise<void>;

/** Has to be looked at in another system. */
const { number: live } = sampleInstrument().indicators.find(({ systems }) => systems.length > 0)!;

const frame = (page: Page) => page.frameLocator('iframe[data-pane-start]');

/** To the screen at this address of the app. */
export async function goTo(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to;
  }, address);
  await page.locator('main :is(h1, h2)').first().waitFor();
}

/** Opens a dialog by its key from the screen's own ground, and closes it again. */
async function inDialog(page: Page, key: string, look: () => Promise<void>): Promise<void> {
  await page.locator('main').focus();
  await page.keyboard.press(key);
  const dialog = page.locator('[role=dialog], [role=alertdialog]');
  await dialog.first().waitFor();
  await look();
  while ((await dialog.count()) > 0) {
    await page.keyboard.press('Escape');
    await page.waitForTimeout(250);
  }
}

/** A page with marks on it, one of them cited, one with a comment. */
async function mark(page: Page): Promise<void> {
  for (const key of ['r', 'h', 's']) {
    const before = await frame(page).locator('.mark').count();
    await frame(page).locator('#stage').focus();
    await page.keyboard.press(key);
    await frame(page).locator('#stage:not([data-tool=select])').waitFor();
    await page.keyboard.press('Enter');
    if (key === 'h') await page.keyboard.press('Enter');
    await frame(page).locator('.mark').nth(before).waitFor();
    if (key === 'r') {
      await page.locator('main').focus();
      await page.keyboard.press('c');
      await frame(page).locator('.mark.cited').waitFor();
    }
    await page.keyboard.press('Escape');
    await page.keyboard.press('v');
  }
}

/** The workbench in each of its states. The library holds the sample data, `submission` is one of them. */
export async function workbenchScreens(page: Page, submission: string, stage: Stage, look: Look): Promise<void> {
  await goTo(page, `/s/${submission}/review/i05`);
  await waitForEvidence(page);
  await frame(page).locator('.page[data-drawn="true"]').first().waitFor();
  await look('workbench');
  await mark(page);
  await look('marks, the last one selected');
  const key = async (keys: string) => {
    await page.locator('main').focus();
    await page.keyboard.press(keys);
    await page.waitForTimeout(400);
  };
  for (const [keys, name] of [
    ['b', 'mark list'],
    ['F4', 'thumbnails'],
    ['Shift+F4', 'outline'],
    ['Control+\\', 'side by side'],
  ] as const) {
    await key(keys);
    await look(`workbench, ${name}`);
    if (name !== 'outline') await key(keys);
  }
  await key('Control+f');
  await page.keyboard.insertText('เทศบาล');
  await page.waitForTimeout(1200);
  await look('workbench, find bar');
  await page.keyboard.press('Escape');
  const menus = page.locator('button[aria-haspopup=true]:visible');
  for (let index = 0; index < (await menus.count()); index++) {
    await menus.nth(index).click();
    await page.waitForTimeout(300);
    await look(`workbench, menu ${index}`);
    await page.keyboard.press('Escape');
    await page.waitForTimeout(300);
  }
  for (const [keys, name] of [
    ['Control+i', 'facts'],
    ['Shift+C', 'certificates'],
    ['q', 'requests dialog'],
    ['p', 'phrases'],
    ['Shift+S', 'own stamps'],
    ['m', 'add evidence'],
    ['Shift+H', 'history'],
    ['x', 'not applicable'],
  ] as const)
    await inDialog(page, keys, () => look(name));
  await showIndicator(page, live);
  await look('workbench, live check missing');
  await inDialog(page, 'l', () => look('live check'));
  const paper = join(stage.folder, 'paper.txt');
  await writeFile(paper, 'เรียน นายกเทศมนตรี');
  await page.locator('main').focus();
  await page.keyboard.press('m');
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[type=file]').setInputFiles([paper]);
  await page.waitForTimeout(500);
  await look('add evidence, one file');
  await dialog.locator('button').last().click();
  await dialog.waitFor({ state: 'detached' });
  await page.waitForTimeout(800);
  await look('workbench, brought evidence');
}

/** The screens around it. */
export async function otherScreens(page: Page, submission: string, look: Look): Promise<void> {
  await goTo(page, `/s/${submission}/visit`);
  await page.waitForTimeout(400);
  await look('visit');
  const digest = (await invokeInPage(page, 'submission.get', { id: submission })).manifest.instrument.digest;
  for (const [name, address] of [
    ['overview', `/s/${submission}`],
    ['requests', `/s/${submission}/requests`],
    ['activity', `/s/${submission}/activity`],
    ['look-alikes', `/s/${submission}/look-alikes`],
    ['search', `/search/all/${encodeURIComponent('เทศบาล')}`],
    ['search, nothing found', `/search/all/${encodeURIComponent('ไม่มีคำนี้แน่นอน')}`],
    ['ready', '/ready'],
    ['instruments', '/instruments'],
    ['provincial indicators', `/instruments/${digest}/provincial`],
    ['settings', '/settings'],
  ] as const) {
    await goTo(page, address);
    await page.waitForTimeout(700);
    await look(name);
  }
}

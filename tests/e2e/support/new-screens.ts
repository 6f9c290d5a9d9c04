import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { takeTool } from '#tests/support/journey/mark.ts';
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
  await page.evaluate(async (to) => {
    if (location.hash === `#${to}`) return;
    // The page hears of it in a task of its own; the heading of the screen before would do until then.
    const heard = new Promise((resolve) => addEventListener('hashchange', () => setTimeout(resolve), { once: true }));
    location.hash = to;
    await heard;
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
  for (let open = await dialog.count(); open > 0; open = await dialog.count()) {
    await page.keyboard.press('Escape');
    // The first may close a list within it, or be a search's.
    const last = dialog.nth(open - 1);
    await last.waitFor({ state: 'detached', timeout: 2_000 }).catch(() => undefined);
  }
}

/** A page with marks on it, one of them cited, one with a comment. */
async function mark(page: Page): Promise<void> {
  for (const key of ['r', 'h', 's'] as const) {
    const before = await frame(page).locator('.mark').count();
    await frame(page).locator('#stage').focus();
    await takeTool(page, key);
    await page.keyboard.press('Enter');
    if (key === 'h') await page.keyboard.press('Enter');
    await frame(page).locator('.mark').nth(before).waitFor();
    if (key === 'r') {
      await page.locator('main').focus();
      await page.keyboard.press('c');
      await frame(page).locator('.mark.cited').waitFor();
    }
    await page.keyboard.press('Escape');
    await takeTool(page, 'v');
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
  };
  const side = (kind: string) => page.locator('iframe[data-pane-start]').first().contentFrame().locator(`#side${kind}`);
  for (const [keys, name, part] of [
    ['b', 'mark list', page.getByRole('complementary', { name: 'รายการเครื่องหมาย' })],
    ['F4', 'thumbnails', side('[data-kind=thumbnails]')],
    ['Shift+F4', 'outline', side('[data-kind=outline]')],
    ['Control+\\', 'side by side', page.getByRole('region', { name: 'เอกสารขวา' })],
  ] as const) {
    await key(keys);
    await part.waitFor({ state: 'attached' });
    await look(`workbench, ${name}`);
    if (name === 'outline') continue;
    await key(keys);
    await part.waitFor({ state: 'detached' });
  }
  await key('Control+f');
  const find = page.getByRole('search');
  await find.locator('input:focus').waitFor();
  await page.keyboard.insertText('เทศบาล');
  await find
    .getByRole('status')
    .filter({ hasText: /^(?!กำลังค้น)./ })
    .waitFor();
  await look('workbench, find bar');
  await page.keyboard.press('Escape');
  await find.waitFor({ state: 'detached' });
  const menus = page.locator('button[aria-haspopup=true]:visible');
  for (let index = 0; index < (await menus.count()); index++) {
    await menus.nth(index).click();
    const opened = page.locator('[role=menu], [role=listbox], [role=dialog]').first();
    await opened.waitFor();
    await look(`workbench, menu ${index}`);
    await page.keyboard.press('Escape');
    await opened.waitFor({ state: 'detached' });
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
  await dialog.getByLabel('ชื่อหลักฐานลำดับ 1').waitFor();
  await look('add evidence, one file');
  await dialog.locator('button').last().click();
  await dialog.waitFor({ state: 'detached' });
  await frame(page).locator('.reading').waitFor();
  await look('workbench, brought evidence');
}

/** The screens around it. */
export async function otherScreens(page: Page, submission: string, look: Look): Promise<void> {
  await goTo(page, `/s/${submission}/visit`);
  await page.getByRole('textbox', { name: 'สถานที่' }).waitFor();
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
    await look(name);
  }
}

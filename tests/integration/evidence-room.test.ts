import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { makePdf, makeScan } from '#tests/support/evidence-pdfs.ts';
import { launchForFrames, openFrame, type FrameBed } from '#tests/support/frame-bed.ts';
import { root } from '#tests/support/paths.ts';

/** What stands around the pages of a document in the evidence frame: strip, search, facts, layers, remarks, seen pages. */
const pdf = 'application/pdf';
const patience = { timeout: 15_000 };
const files = new Map<string, Buffer>();
let browser: Browser;
let bed: FrameBed;

beforeAll(async () => {
  browser = await launchForFrames();
  const sheets = ['การควบคุมภายในของเทศบาล พ.ศ. ๒๕๖๖', 'ไม่มีอะไร', 'ประเมินผลที่นี่ และประเมินอีกครั้ง'];
  files.set('thai', await printThai(sheets));
  files.set(
    'long',
    await makePdf({
      pages: 300,
      text: (number) => (number % 50 === 0 ? `needle ${String(number)}` : `hay ${String(number)}`),
    }),
  );
  files.set(
    'rich',
    await makePdf({
      pages: 8,
      rich: true,
      outline: [
        { title: 'บทนำ', page: 1 },
        { title: 'ผลการประเมิน', page: 5, below: 'ข้อสังเกต' },
      ],
    }),
  );
  files.set('plain', await makePdf({ pages: 1 }));
  files.set('closed', await makePdf({ pages: 2, password: 'ปลัด-2566' }));
  files.set('scan', await makeScan(12));
}, 120_000);
beforeEach(async () => {
  bed = await openFrame(browser, files);
});
afterEach(() => bed.page.close());
afterAll(() => browser.close());

test('a query is found on all pages, beginning at the one that is read, forwards and backwards', async () => {
  await bed.open('long', pdf);
  await bed.hear('opened');
  await bed.say({ kind: 'go', page: 120, mark: null });
  await bed.say({ kind: 'find', query: 'NEEDLE', back: false });
  await bed.hearLast('found', { query: 'NEEDLE', total: 6, index: 3, wordless: 0, complete: true });
  await bed.hearLast('moved', { page: 150 });
  await bed.say({ kind: 'find', query: 'NEEDLE', back: false });
  await bed.hearLast('found', { index: 4 });
  await bed.hearLast('moved', { page: 200 });
  for (const index of [3, 2, 1, 6]) {
    await bed.say({ kind: 'find', query: 'NEEDLE', back: true });
    await bed.hearLast('found', { index });
  }
  await bed.hearLast('moved', { page: 300 });
  await expect.poll(() => shownWords('found-here'), patience).toEqual(['needle']);
  await bed.say({ kind: 'find', query: '', back: false });
  await expect.poll(() => shownWords('found-here'), patience).toEqual([]);
  await bed.say({ kind: 'find', query: 'absent', back: false });
  await bed.hearLast('found', { query: 'absent', total: 0, index: 0, complete: true });
  expect(bed.problems).toEqual([]);
});

test('Thai whose vowels the extractor lost is found; digits of both kinds are the same', async () => {
  await bed.open('thai', pdf);
  await bed.hear('opened');
  await bed.say({ kind: 'find', query: 'ควบคุมภายใน', back: false });
  await bed.hearLast('found', { query: 'ควบคุมภายใน', total: 1, index: 1, complete: true });
  await bed.say({ kind: 'find', query: '2566', back: false });
  await bed.hearLast('found', { query: '2566', total: 1 });
  await bed.say({ kind: 'find', query: 'ประเมิน', back: false });
  await bed.hearLast('found', { query: 'ประเมิน', total: 2, complete: true });
  await expect
    .poll(async () => (await shownWords('found')).length + (await shownWords('found-here')).length, patience)
    .toBe(2);
});

test('a scan has no words, and the search says so', async () => {
  await bed.open('scan', pdf);
  await bed.hear('opened');
  await bed.say({ kind: 'find', query: 'ประเมิน', back: false });
  await bed.hearLast('found', { total: 0, wordless: 12, complete: true });
});

test('a closed file opens with its password only, and another password is said to be wrong', async () => {
  await bed.open('closed', pdf);
  expect((await bed.hear('failed')).code).toBe('password');
  await bed.say({ kind: 'password', password: 'ปลัด-2567' });
  expect((await bed.hear('failed', 2)).code).toBe('password');
  await bed.say({ kind: 'password', password: 'ปลัด-2566' });
  expect((await bed.hear('opened')).pages).toBe(2);
  await bed.open('plain', pdf);
  await bed.hear('opened', 2);
  await bed.say({ kind: 'password', password: 'ปลัด-2566' });
  await bed.open('closed', pdf);
  expect((await bed.hear('failed', 3)).code).toBe('password');
});

test('300 small pages: only near ones are drawn, the present one is marked, keys and clicks go there', async () => {
  await bed.say({ kind: 'side', side: 'thumbnails' });
  await bed.open('long', pdf);
  await bed.hear('opened');
  await expect.poll(() => bed.frame.locator('.thumbnail canvas').count(), patience).toBeGreaterThan(3);
  expect(await bed.frame.locator('.thumbnail').count()).toBe(300);
  expect(await bed.frame.locator('.thumbnail canvas').count()).toBeLessThan(20);
  await bed.frame.getByRole('option', { name: 'หน้า 3', exact: true }).click();
  await bed.hearLast('moved', { page: 3 });
  await bed.frame.locator('.thumbnails').focus();
  await bed.page.keyboard.press('End');
  await bed.page.keyboard.press('ArrowUp');
  await bed.page.keyboard.press('Enter');
  await bed.hearLast('moved', { page: 299 });
  await expect
    .poll(() => bed.frame.locator('[aria-selected="true"]').getAttribute('data-thumbnail'), patience)
    .toBe('299');
  await expect.poll(() => bed.frame.locator('[data-thumbnail="299"] canvas').count(), patience).toBe(1);
  await expect.poll(() => bed.frame.locator('[data-thumbnail="1"] canvas').count(), patience).toBe(0);
  await bed.page.keyboard.press('Escape');
  expect(await bed.frame.evaluate(() => document.activeElement?.id)).toBe('stage');
  await bed.say({ kind: 'side', side: 'none' });
  await expect.poll(() => bed.frame.locator('#side').isVisible(), patience).toBe(false);
  expect(bed.problems).toEqual([]);
});

test('the outline is a tree for arrows and Enter; a file without one says so', async () => {
  await bed.open('rich', pdf);
  await bed.hear('opened');
  await bed.say({ kind: 'side', side: 'outline' });
  await bed.frame.getByRole('treeitem', { name: 'บทนำ' }).focus();
  await bed.page.keyboard.press('ArrowDown');
  await bed.page.keyboard.press('ArrowRight');
  await bed.page.keyboard.press('Enter');
  await bed.hearLast('moved', { page: 5 });
  expect(await bed.frame.evaluate(() => document.activeElement?.textContent)).toBe('ข้อสังเกต');
  await bed.open('plain', pdf);
  await bed.hear('opened', 2);
  await expect.poll(() => bed.frame.locator('.outline').textContent(), patience).toBe('ไฟล์นี้ไม่มีสารบัญ');
});

test('a file says what it carries besides its pages; a layer can be shown', async () => {
  await bed.open('rich', pdf);
  const { facts } = await bed.hear('facts');
  expect(facts).toMatchObject({
    hasOutline: true,
    formFields: 1,
    layers: [{ name: 'ลายน้ำ', visible: false }],
    attachments: 1,
    hasScripts: true,
    isSigned: false,
    title: 'แผนการควบคุมภายใน',
    author: 'สำนักปลัด',
  });
  expect(facts.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/);
  expect(await redAtFoot()).toBe(false);
  await bed.say({ kind: 'layer', layer: facts.layers[0]!.id, visible: true });
  await expect.poll(redAtFoot, patience).toBe(true);
  await bed.say({ kind: 'layer', layer: facts.layers[0]!.id, visible: false });
  await expect.poll(redAtFoot, patience).toBe(false);
  await bed.open('plain', pdf);
  await bed.hear('opened', 2);
  await expect
    .poll(async () => (await bed.heard('facts')).at(-1)?.facts, patience)
    .toMatchObject({ formFields: 0, layers: [], attachments: 0, hasScripts: false });
  expect(bed.problems).toEqual([]);
});

test('remarks of others in the file are told with text, author and place; form fields are not', async () => {
  await bed.open('rich', pdf);
  const { marks } = await bed.hear('foreign');
  expect(marks).toMatchObject([
    {
      page: 1,
      kind: 'Highlight',
      text: 'ดูวันที่อีกครั้ง',
      author: 'ปลัดเทศบาล',
      rect: { x: 60, y: 57, width: 140, height: 30 },
    },
    { page: 8, kind: 'Text', text: 'ขอเอกสารเพิ่ม', author: 'นายก' },
  ]);
});

test('a page is seen after it stood before the eyes for a second, not when it is leafed past', async () => {
  await bed.say({ kind: 'side', side: 'thumbnails' });
  await bed.open('long', pdf);
  await bed.say({ kind: 'seen', pages: [4] });
  await bed.hear('opened');
  const seen = async () => (await bed.heard('page-seen')).map(({ page }) => page);
  // Where the machine itself stood still on the way, nobody leafed: further on once more.
  const ways = [20, 100, 180, 240].map((first) => [first, first + 10, first + 20, first + 30]);
  let leafed: readonly number[] = [];
  for (const way of ways) {
    leafed = way;
    if ((await leaf(way)) < 900) break;
  }
  await expect.poll(seen, patience).toContain(leafed.at(-1));
  for (const page of leafed.slice(0, -1)) expect(await seen()).not.toContain(page);
  await bed.say({ kind: 'go', page: 1, mark: null });
  await expect
    .poll(() => bed.frame.locator('.thumbnail.seen').evaluateAll((all) => all.map((one) => one.textContent)), patience)
    .toContain('4');
  await expect.poll(() => bed.frame.locator('#ruler s').count(), patience).toBeGreaterThan(1);
});

test('a scan of 300 pages and 200 MB is read by ranges: its first page and a jump take a small part of it', async () => {
  const heavy = await makeScan(300, { quality: 86, numbered: false });
  files.set('heavy', heavy);
  const megabyte = 1024 * 1024;
  expect(heavy.length).toBeGreaterThan(200 * megabyte);
  await bed.open('heavy', pdf);
  await expect.poll(() => bed.frame.locator('[data-page="1"][data-drawn="true"]').count(), patience).toBe(1);
  const read = async () => (await bed.heard('range')).reduce((sum, { begin, end }) => sum + end - begin, 0);
  // One range for each page's place in the tree, which pdf.js looks at to count them.
  expect(await read()).toBeLessThan(heavy.length / 8);
  await bed.say({ kind: 'go', page: 290, mark: null });
  await expect.poll(() => bed.frame.locator('[data-page="290"][data-drawn="true"]').count(), patience).toBe(1);
  // What the file carries besides its pages was looked for, too.
  await bed.hear('facts');
  expect(await read()).toBeLessThan(heavy.length / 6);
  expect(bed.problems).toEqual([]);
  files.delete('heavy');
}, 120_000);

/** Goes through these pages; how long one of them but the last stood there at most, in ms. */
async function leaf(pages: readonly number[]): Promise<number> {
  let [longest, since] = [0, Infinity];
  for (const page of pages) {
    await bed.say({ kind: 'go', page, mark: null });
    const now = performance.now();
    longest = Math.max(longest, now - since);
    since = now;
    await bed.page.waitForTimeout(300);
  }
  return longest;
}

/** As Chromium prints it: text that looks right and loses vowels when it is read out. */
async function printThai(sheets: readonly string[]): Promise<Buffer> {
  const font = readFileSync(join(root, 'node_modules/@fontsource/sarabun/files/sarabun-thai-400-normal.woff2'));
  const page = await browser.newPage();
  const style = `@font-face { font-family: S; src: url(data:font/woff2;base64,${font.toString('base64')}) }`;
  const text = sheets.map((sheet) => `<p style="break-after: page">${sheet}</p>`).join('');
  await page.setContent(`<style>${style} p { font: 20px S }</style>${text}`);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const bytes = await page.pdf({ format: 'A4' });
  await page.close();
  return bytes;
}

/** The words under a highlight of the browser. */
const shownWords = (name: string): Promise<string[]> =>
  bed.frame.evaluate((of) => [...(CSS.highlights.get(of) ?? [])].map(String), name);

const redAtFoot = (): Promise<boolean> =>
  bed.frame.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('[data-page="1"] canvas');
    const pixel = canvas?.getContext('2d')?.getImageData(canvas.width / 2, canvas.height * 0.9, 1, 1).data;
    return pixel !== undefined && pixel[0]! > 200 && pixel[1]! < 60;
  });

import type { Browser } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ViewerDocument } from '#common/contract/viewer.ts';
import { makePdf, makeScan } from '#tests/support/evidence-pdfs.ts';
import { launchForFrames, openFrame, type FrameBed } from '#tests/support/frame-bed.ts';

/** What the frame opens before anybody asks for it. */
const pdf = 'application/pdf';
const files = new Map<string, Buffer>();
let browser: Browser;
let bed: FrameBed;

beforeAll(async () => {
  browser = await launchForFrames();
  files.set('now', await makePdf({ pages: 2 }));
  files.set('next', await makePdf({ pages: 4 }));
  files.set('scan', await makeScan(2));
  files.set('text', Buffer.from('ข้อความธรรมดา'));
  files.set('closed', await makePdf({ pages: 1, password: 'ปลัด-2566' }));
}, 120_000);
beforeEach(async () => {
  bed = await openFrame(browser, files);
  await bed.open('now', pdf);
  await bed.hear('opened');
});
afterEach(() => bed.page.close());
afterAll(() => browser.close());

const documentOf = (name: string): ViewerDocument => ({
  ...{ evidence: name, mediaType: pdf, title: name, stream: null },
  size: files.get(name)?.length ?? 5000,
});
const prepare = (...names: string[]) => bed.say({ kind: 'prepare', documents: names.map(documentOf) });
const asked = async (name: string) => (await bed.heard('range')).filter(({ evidence }) => evidence === name).length;

/** Until nothing of this file was asked for during two seconds: a busy machine rests for half of one. */
async function settled(name: string): Promise<number> {
  for (let [before, rests] = [-1, 0]; ;) {
    const now = await asked(name);
    rests = now === before && now > 0 ? rests + 1 : 0;
    if (rests === 8) return now;
    before = now;
    await bed.page.waitForTimeout(250);
  }
}
const drawn = (page: number) => bed.frame.locator(`[data-page="${String(page)}"][data-drawn=true]`);

test.each(['next', 'scan'])(
  '%s is open and drawn before it is asked for: nothing more is read for it',
  async (name) => {
    await prepare(name);
    const before = await settled(name);
    // What is shown meanwhile is what was opened.
    expect(await bed.frame.locator('.page').count()).toBe(2);
    await bed.open(name, pdf);
    await bed.hear('opened', 2);
    await drawn(1).waitFor();
    expect(await bed.frame.locator('[data-page="1"] canvas').count()).toBe(1);
    const first = await bed.frame.locator('[data-page="1"] canvas').evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      return data.some((value, index) => index % 4 < 3 && value < 128);
    });
    expect(first).toBe(true);
    if (name === 'next') expect(await asked(name)).toBe(before);
  },
);

test('a prepared document is as whole as any other: text, zoom, further pages, and the one before again', async () => {
  await prepare('next');
  await settled('next');
  await bed.open('next', pdf);
  await bed.hear('opened', 2);
  await drawn(1).waitFor();
  await expect.poll(() => bed.frame.locator('[data-page="1"] .textLayer').count()).toBe(1);
  await bed.say({ kind: 'zoom', zoom: 2 });
  await bed.hearLast('moved', { zoom: 2 });
  await bed.say({ kind: 'go', page: 4, mark: null });
  await drawn(4).waitFor();
  await prepare('now');
  await settled('now');
  await bed.open('now', pdf);
  await bed.hear('opened', 3);
  await drawn(1).waitFor();
  expect(bed.problems).toEqual([]);
});

test('what is not wanted any more is forgotten, and opens as if nothing had been', async () => {
  await prepare('next');
  const before = await settled('next');
  await prepare();
  await bed.open('next', pdf);
  await bed.hear('opened', 2);
  await drawn(1).waitFor();
  expect(await asked('next')).toBeGreaterThan(before);
});

test('what cannot be prepared stands in nobody’s way and says what is wrong only when it is opened', async () => {
  await prepare('text', 'closed', 'nowhere', 'next');
  const before = await settled('next');
  expect(await bed.heard('failed')).toEqual([]);
  await bed.open('next', pdf);
  await bed.hear('opened', 2);
  expect(await asked('next')).toBe(before);
  await bed.open('closed', pdf);
  expect((await bed.hear('failed')).code).toBe('password');
  await bed.open('text', 'text/plain');
  await bed.hear('opened', 3);
});

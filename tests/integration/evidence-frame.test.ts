import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchForFrames, openFrame, origins, type FrameBed } from '#tests/support/frame-bed.ts';

/** What the real frame opens, refuses and reaches. */
const patience = { timeout: 15_000 };
const folder = mkdtempSync(join(tmpdir(), 'lpa-frame-'));
const files = new Map<string, Buffer>();
let browser: Browser | undefined;
let bed: FrameBed;

beforeAll(async () => {
  browser = await launchForFrames();
  const printing = await browser.newPage();
  const sheets = Array.from(
    { length: 30 },
    (_, index) => `<h1 style="break-after:page">Sheet ${String(index + 1)}</h1>`,
  );
  await printing.setContent(sheets.join(''));
  files.set('pdf', await printing.pdf({ format: 'A4' }));
  await printing.close();
  const plain = join(folder, 'plain.pdf');
  const closed = join(folder, 'closed.pdf');
  writeFileSync(plain, files.get('pdf') ?? '');
  execFileSync('qpdf', ['--encrypt', 'reader', 'owner', '256', '--', plain, closed]);
  files.set('closed', readFileSync(closed));
  files.set('cut', (files.get('pdf') ?? Buffer.alloc(0)).subarray(0, 700));
  const photo = sharp({ create: { width: 400, height: 300, channels: 3, background: '#88aacc' } });
  files.set(
    'photo',
    await photo
      .withExif({ IFD2: { DateTimeOriginal: '2023:05:15 10:22:00' } })
      .jpeg()
      .toBuffer(),
  );
  files.set('half', (files.get('photo') ?? Buffer.alloc(0)).subarray(0, 700));
  const huge = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  huge.writeUInt32BE(60_000, 16);
  huge.writeUInt32BE(60_000, 20);
  files.set('huge', huge);
  files.set('program', Buffer.from('MZ\x90\0\x03 not a document', 'latin1'));
  files.set('old', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000)]));
  files.set('empty', Buffer.alloc(0));
}, 120_000);

beforeEach(async () => {
  bed = await openFrame(browser!, files);
});

afterEach(() => bed.page.close());

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

test('a PDF opens by ranges, draws only what is near, and knows its pages', async () => {
  await bed.open('pdf', 'application/pdf');
  expect((await bed.hear('opened')).pages).toBe(30);
  await expect.poll(() => bed.frame.locator('canvas').count(), patience).toBeGreaterThan(0);
  expect(await bed.frame.locator('.page').count()).toBe(30);
  expect(await bed.frame.locator('canvas').count()).toBeLessThan(6);
  const size = files.get('pdf')?.length ?? 0;
  for (const range of await bed.heard('range')) expect(range.end).toBeLessThanOrEqual(size);
  await bed.say({ kind: 'go', page: 20, mark: null });
  await expect.poll(async () => (await bed.heard('moved')).at(-1)?.page, patience).toBe(20);
  await expect.poll(() => bed.frame.locator('[data-page="20"] canvas').count(), patience).toBe(1);
  expect(await bed.frame.locator('[data-page="1"] canvas').count()).toBe(0);
  expect(bed.problems).toEqual([]);
});

test('a rectangle is drawn by the mouse and by the keyboard alone, and reported in page units', async () => {
  await bed.open('pdf', 'application/pdf');
  await bed.hear('opened');
  await bed.say({ kind: 'tool', tool: 'rectangle', colour: 'blue', stamp: '', readOnly: false });
  const box = (await bed.frame.locator('[data-page="1"]').boundingBox())!;
  const points = 595.92 / box.width; // A4 as Chromium prints it
  await bed.page.mouse.move(box.x + 100, box.y + 200);
  await bed.page.mouse.down();
  await bed.page.mouse.move(box.x + 300, box.y + 250, { steps: 4 });
  await bed.page.mouse.up();
  const [rect] = (await bed.hear('drawn')).rects;
  expect(rect?.x).toBeCloseTo(100 * points, 0);
  expect(rect?.width).toBeCloseTo(200 * points, 0);
  await bed.frame.locator('#stage').focus();
  await bed.page.keyboard.press('Enter');
  const placed = await bed.hear('drawn', 2);
  const mark = {
    id: 'm1',
    page: placed.page,
    kind: placed.mark,
    rects: placed.rects,
    strokes: [],
    colour: placed.colour,
    stamp: '',
    quote: null,
    comment: '',
    caption: '',
    cited: 1,
  };
  await bed.say({ kind: 'marks', marks: [mark] });
  await bed.say({ kind: 'select', mark: 'm1' });
  await expect.poll(() => bed.frame.locator('.mark.selected').count(), patience).toBe(1);
  await bed.page.keyboard.press('ArrowRight');
  await bed.page.keyboard.press('Shift+ArrowDown');
  const [moved] = (await bed.hear('changed')).rects;
  expect(moved?.x).toBeGreaterThan(placed.rects[0]!.x);
  expect(moved?.height).toBeGreaterThan(placed.rects[0]!.height);
  await bed.page.keyboard.press('c');
  expect(await bed.hear('key')).toMatchObject({ code: 'KeyC', ctrl: false });
});

test('selected text becomes a highlight with its words', async () => {
  await bed.open('pdf', 'application/pdf');
  await bed.hear('opened');
  await bed.frame.locator('[data-page="1"] .textLayer span').first().dblclick();
  await bed.say({ kind: 'mark-selection', mark: 'highlight' });
  expect(await bed.hear('drawn')).toMatchObject({ page: 1, mark: 'highlight', quote: { exact: 'Sheet', suffix: '1' } });
});

test.each([
  ['closed', 'application/pdf', 'password'],
  ['cut', 'application/pdf', 'damaged'],
  ['huge', 'image/png', 'too-large'],
  ['program', 'application/pdf', 'unsupported'],
  ['old', 'application/pdf', 'unsupported'],
  ['empty', 'application/pdf', 'damaged'],
] as const)('%s as %s is refused: %s, and the next file opens', async (evidence, mediaType, code) => {
  await bed.open(evidence, mediaType);
  expect((await bed.hear('failed')).code).toBe(code);
  await bed.open('photo', 'image/jpeg');
  expect((await bed.hear('opened')).pages).toBe(1);
});

test('a file opens as what it is, whatever it is called, and says so', async () => {
  await bed.open('photo', 'application/pdf');
  expect((await bed.hear('about')).about).toEqual({ type: 'jpeg', shape: 'pages', notices: [] });
  expect((await bed.hear('opened')).pages).toBe(1);
  await bed.open('pdf', 'image/jpeg');
  expect((await bed.hear('opened', 2)).pages).toBe(30);
});

test('a file whose bytes the page does not give is said to be unreadable', async () => {
  await bed.say({
    kind: 'open',
    document: { evidence: 'nowhere', mediaType: 'application/pdf', size: 5000, title: 'nowhere', stream: null },
    marks: [],
  });
  expect((await bed.hear('failed')).code).toBe('unreadable');
});

test.each([
  ['pdf', 'application/pdf', 'drawn'],
  ['photo', 'image/jpeg', 'drawn'],
  ['half', 'image/jpeg', 'damaged'],
  ['cut', 'application/pdf', 'damaged'],
  ['closed', 'application/pdf', 'password'],
  ['huge', 'image/png', 'too-large'],
  ['photo', 'application/pdf', 'drawn'],
  ['pdf', 'application/msword', 'drawn'],
  ['old', 'application/pdf', 'unsupported'],
  ['nowhere', 'application/pdf', 'unreadable'],
] as const)(
  '%s as %s is only tried out: %s; nothing of it stays, and others open and are tried after it',
  async (evidence, mediaType, outcome) => {
    const size = files.get(evidence)?.length ?? 5000;
    await bed.say({ kind: 'probe', document: { evidence, mediaType, size, title: evidence, stream: null } });
    expect(await bed.hear('probed')).toEqual({ kind: 'probed', evidence, outcome });
    expect(await bed.frame.evaluate(() => document.querySelectorAll('canvas, .page, img').length)).toBe(0);
    await bed.say({
      kind: 'probe',
      document: {
        evidence: 'pdf',
        mediaType: 'application/pdf',
        size: files.get('pdf')!.length,
        title: '',
        stream: null,
      },
    });
    expect((await bed.hear('probed', 2)).outcome).toBe('drawn');
    await bed.open('photo', 'image/jpeg');
    await bed.hear('opened');
    expect(await bed.heard('failed')).toEqual([]);
    expect(bed.problems.filter((problem) => !problem.includes('404'))).toEqual([]);
  },
);

test('a photo tells its size and when it was taken', async () => {
  await bed.open('photo', 'image/jpeg');
  expect((await bed.hear('photo')).photo).toEqual({
    width: 400,
    height: 300,
    taken: '2023-05-15T10:22:00',
    place: null,
  });
});

test('files opened in quick succession do not disturb each other', async () => {
  for (const [evidence, type] of [
    ['pdf', 'application/pdf'],
    ['photo', 'image/jpeg'],
    ['pdf', 'application/pdf'],
  ] as const) {
    await bed.open(evidence, type);
  }
  await expect.poll(async () => (await bed.heard('opened')).at(-1)?.pages, patience).toBe(30);
  await expect.poll(() => bed.frame.locator('canvas').count(), patience).toBeGreaterThan(0);
  expect(await bed.heard('failed')).toEqual([]);
  expect(bed.problems).toEqual([]);
});

test('the frame reaches neither the page, nor its origin, nor a bridge', async () => {
  const reached = await bed.frame.evaluate(
    async (app) => ({
      bridge: 'desktop' in window,
      parent: ((): string => {
        try {
          return window.parent.document.title;
        } catch (error) {
          return (error as Error).name;
        }
      })(),
      origin: await fetch(`${app}/file/pdf`).then(
        () => 'reached',
        () => 'refused',
      ),
    }),
    origins.app,
  );
  expect(reached).toEqual({ bridge: false, parent: 'SecurityError', origin: 'refused' });
});

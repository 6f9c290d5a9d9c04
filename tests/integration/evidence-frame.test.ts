import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Frame, type Page } from 'playwright';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { FromViewer, ToViewer } from '#common/contract/viewer.ts';
import { buildIfStale } from '#main/build.ts';
import { requireBrowser } from '#main/host/chromium/find-browser.ts';
import type { AppPath } from '#main/host/host.ts';
import { createAssets } from '#main/lib/assets.ts';
import { securityHeaders } from '#main/lib/csp.ts';
import { root } from '#tests/support/paths.ts';

/** The real frame, built and served under the real policy, in real Chromium; only the page around it is a stand-in. */
const origins = {
  app: 'https://app.invalid',
  evidence: 'https://evidence.invalid',
  reading: 'https://reading.invalid',
} as const;
const patience = { timeout: 15_000 };
const folder = mkdtempSync(join(tmpdir(), 'lpa-frame-'));
const files = new Map<string, Buffer>();
const problems: string[] = [];
let browser: Browser | undefined;
let page: Page;

const outside = `<!doctype html><body style="margin:0">
<iframe id="frame" style="border:0;width:700px;height:600px" sandbox="allow-scripts allow-same-origin" src="${origins.evidence}/viewer.html"></iframe>
<script>
  window.heard = [];
  addEventListener('message', (event) => {
    if (event.origin !== '${origins.evidence}' || event.data !== 'lpa-evidence-frame') return;
    const channel = new MessageChannel();
    channel.port1.onmessage = async ({ data }) => {
      heard.push(data);
      if (data.kind !== 'range') return;
      const answer = await fetch('/file/' + data.evidence + '?' + data.begin + '-' + data.end);
      const bytes = answer.ok ? await answer.arrayBuffer() : null;
      channel.port1.postMessage({ kind: 'bytes', request: data.request, bytes }, bytes ? [bytes] : []);
    };
    window.say = (message) => channel.port1.postMessage(message);
    event.source.postMessage('lpa-evidence-port', '${origins.evidence}', [channel.port2]);
  });
</script>`;

beforeAll(async () => {
  await buildIfStale();
  browser = await chromium.launch({
    executablePath: requireBrowser(),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--host-resolver-rules=MAP * ~NOTFOUND'],
  });
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
  const assets = createAssets(join(root, 'out', 'renderer'));
  problems.length = 0;
  page = await browser!.newPage();
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (line) => {
    if (line.type() === 'error') problems.push(line.text());
  });
  await page.context().route('**/*', async (route) => {
    const url = new URL(route.request().url());
    if (url.origin === origins.app) {
      const file = files.get(url.pathname.replace('/file/', ''));
      const [begin = 0, end = 0] = url.search.slice(1).split('-').map(Number);
      if (url.pathname === '/') await route.fulfill({ contentType: 'text/html', body: outside });
      else if (file) await route.fulfill({ body: file.subarray(begin, end) });
      else await route.fulfill({ status: 404 });
      return;
    }
    const served = await assets.serve({ origin: 'evidence', path: url.pathname as AppPath });
    const headers = { ...served.headers, ...securityHeaders('evidence', origins) };
    await route.fulfill({ status: served.status, headers, body: Buffer.from(served.body) });
  });
  await page.goto(`${origins.app}/`);
  await hear('ready');
});

afterEach(() => page.close());

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

const say = (message: ToViewer) =>
  page.evaluate((sent) => {
    (window as unknown as { say(message: unknown): void }).say(sent);
  }, message);

const heard = <K extends FromViewer['kind']>(kind: K): Promise<Extract<FromViewer, { kind: K }>[]> =>
  page.evaluate((wanted) => {
    const all = (window as unknown as { heard: FromViewer[] }).heard;
    return all.filter((message) => message.kind === wanted);
  }, kind) as Promise<Extract<FromViewer, { kind: K }>[]>;

/** Waits for the n-th message of a kind. */
async function hear<K extends FromViewer['kind']>(kind: K, count = 1): Promise<Extract<FromViewer, { kind: K }>> {
  await expect.poll(async () => (await heard(kind)).length, patience).toBeGreaterThanOrEqual(count);
  return (await heard(kind))[count - 1]!;
}

const open = (evidence: string, mediaType: string, size = files.get(evidence)?.length ?? 0) =>
  say({ kind: 'open', document: { evidence, mediaType, size, title: evidence, stream: null }, marks: [] });

const frame = (): Frame => page.frames()[1]!;

test('a PDF opens by ranges, draws only what is near, and knows its pages', async () => {
  await open('pdf', 'application/pdf');
  expect((await hear('opened')).pages).toBe(30);
  await expect.poll(() => frame().locator('canvas').count(), patience).toBeGreaterThan(0);
  expect(await frame().locator('.page').count()).toBe(30);
  expect(await frame().locator('canvas').count()).toBeLessThan(6);
  const size = files.get('pdf')?.length ?? 0;
  for (const range of await heard('range')) expect(range.end).toBeLessThanOrEqual(size);
  await say({ kind: 'go', page: 20, mark: null });
  await expect.poll(async () => (await heard('moved')).at(-1)?.page, patience).toBe(20);
  await expect.poll(() => frame().locator('[data-page="20"] canvas').count(), patience).toBe(1);
  expect(await frame().locator('[data-page="1"] canvas').count()).toBe(0);
  expect(problems).toEqual([]);
});

test('a rectangle is drawn by the mouse and by the keyboard alone, and reported in page units', async () => {
  await open('pdf', 'application/pdf');
  await hear('opened');
  await say({ kind: 'tool', tool: 'rectangle', colour: 'blue', stamp: '', readOnly: false });
  const box = (await frame().locator('[data-page="1"]').boundingBox())!;
  const points = 595.92 / box.width; // A4 as Chromium prints it
  await page.mouse.move(box.x + 100, box.y + 200);
  await page.mouse.down();
  await page.mouse.move(box.x + 300, box.y + 250, { steps: 4 });
  await page.mouse.up();
  const [rect] = (await hear('drawn')).rects;
  expect(rect?.x).toBeCloseTo(100 * points, 0);
  expect(rect?.width).toBeCloseTo(200 * points, 0);
  await frame().locator('#stage').focus();
  await page.keyboard.press('Enter');
  const placed = await hear('drawn', 2);
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
  await say({ kind: 'marks', marks: [mark] });
  await say({ kind: 'select', mark: 'm1' });
  await expect.poll(() => frame().locator('.mark.selected').count(), patience).toBe(1);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowDown');
  const [moved] = (await hear('changed')).rects;
  expect(moved?.x).toBeGreaterThan(placed.rects[0]!.x);
  expect(moved?.height).toBeGreaterThan(placed.rects[0]!.height);
  await page.keyboard.press('c');
  expect(await hear('key')).toMatchObject({ code: 'KeyC', ctrl: false });
});

test('selected text becomes a highlight with its words', async () => {
  await open('pdf', 'application/pdf');
  await hear('opened');
  await frame().locator('[data-page="1"] .textLayer span').first().dblclick();
  await say({ kind: 'mark-selection', mark: 'highlight' });
  expect(await hear('drawn')).toMatchObject({ page: 1, mark: 'highlight', quote: { exact: 'Sheet', suffix: '1' } });
});

test.each([
  ['closed', 'application/pdf', 'password'],
  ['cut', 'application/pdf', 'damaged'],
  ['huge', 'image/png', 'too-large'],
  ['program', 'application/pdf', 'unsupported'],
  ['old', 'application/pdf', 'unsupported'],
  ['empty', 'application/pdf', 'damaged'],
] as const)('%s as %s is refused: %s, and the next file opens', async (evidence, mediaType, code) => {
  await open(evidence, mediaType);
  expect((await hear('failed')).code).toBe(code);
  await open('photo', 'image/jpeg');
  expect((await hear('opened')).pages).toBe(1);
});

test('a file opens as what it is, whatever it is called, and says so', async () => {
  await open('photo', 'application/pdf');
  expect((await hear('about')).about).toEqual({ type: 'jpeg', shape: 'pages', notices: [] });
  expect((await hear('opened')).pages).toBe(1);
  await open('pdf', 'image/jpeg');
  expect((await hear('opened', 2)).pages).toBe(30);
});

test('a file whose bytes the page does not give is said to be unreadable', async () => {
  await open('nowhere', 'application/pdf', 5000);
  expect((await hear('failed')).code).toBe('unreadable');
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
    await say({ kind: 'probe', document: { evidence, mediaType, size, title: evidence, stream: null } });
    expect(await hear('probed')).toEqual({ kind: 'probed', evidence, outcome });
    expect(await frame().evaluate(() => document.querySelectorAll('canvas, .page, img').length)).toBe(0);
    await say({
      kind: 'probe',
      document: {
        evidence: 'pdf',
        mediaType: 'application/pdf',
        size: files.get('pdf')!.length,
        title: '',
        stream: null,
      },
    });
    expect((await hear('probed', 2)).outcome).toBe('drawn');
    await open('photo', 'image/jpeg');
    await hear('opened');
    expect(await heard('failed')).toEqual([]);
    expect(problems.filter((problem) => !problem.includes('404'))).toEqual([]);
  },
);

test('a photo tells its size and when it was taken', async () => {
  await open('photo', 'image/jpeg');
  expect((await hear('photo')).photo).toEqual({ width: 400, height: 300, taken: '2023-05-15T10:22:00', place: null });
});

test('files opened in quick succession do not disturb each other', async () => {
  for (const [evidence, type] of [
    ['pdf', 'application/pdf'],
    ['photo', 'image/jpeg'],
    ['pdf', 'application/pdf'],
  ] as const) {
    await open(evidence, type);
  }
  await expect.poll(async () => (await heard('opened')).at(-1)?.pages, patience).toBe(30);
  await expect.poll(() => frame().locator('canvas').count(), patience).toBeGreaterThan(0);
  expect(await heard('failed')).toEqual([]);
  expect(problems).toEqual([]);
});

test('the frame reaches neither the page, nor its origin, nor a bridge', async () => {
  const reached = await frame().evaluate(
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

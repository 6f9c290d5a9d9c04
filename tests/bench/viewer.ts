import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { makePdf, makeScan } from '#tests/support/evidence-pdfs.ts';
import { launchForFrames, openFrame, type FrameBed } from '#tests/support/frame-bed.ts';
import { root } from '#tests/support/paths.ts';
import { median, percentile, print } from './measure.ts';

const rounds = 7;
const flips = 40;
const opened = 200;
const baseline = 'bare pdf.js, same browser and ranges, canvas only';

/** First page, leafing and memory of the evidence frame, against a page with nothing but pdf.js that gets the same bytes. */
export async function benchViewer(): Promise<void> {
  const text = await makePdf({
    pages: 352,
    text: (number) =>
      Array.from({ length: 24 }, (_, line) => `Page ${String(number)}, line ${String(line)} of words`).join('\n'),
  });
  const files = new Map([
    ['scan', await makeScan(60)],
    ['text', text],
    ['small', await makePdf({ pages: 3 })],
  ]);
  const browser = await launchForFrames();
  const bed = await openFrame(browser, files);
  const bare = await openBare(browser, files);
  for (const [name, what] of [
    ['scan', 'first page, scan of 60 pages'],
    ['text', 'first page, text of 352 pages'],
  ] as const) {
    const ours: number[] = [];
    const theirs: number[] = [];
    await firstPage(bed, 'small');
    const width = await firstPage(bed, name).then(() => canvasWidth(bed));
    for (let round = 0; round < rounds; round += 1) {
      await firstPage(bed, 'small');
      ours.push(await firstPage(bed, name));
      theirs.push(await bareFirst(bare, { name, size: files.get(name)!.length, width }));
    }
    print({ what, ours: median(ours), baseline: median(theirs), baselineName: baseline, unit: 'ms' });
    await firstPage(bed, name);
    const total = name === 'scan' ? 60 : 352;
    const pages = Array.from({ length: flips }, (_, index) => 2 + ((index * 7) % (total - 2)));
    const leafed: number[] = [];
    for (const page of pages) leafed.push(await flip(bed, page));
    const bareLeafed = await bareFlips(bare, { pages, width });
    print({
      what: `leafing to a page (p95), ${name}`,
      ours: percentile(leafed, 95),
      baseline: percentile(bareLeafed, 95),
      baselineName: baseline,
      unit: 'ms',
    });
  }
  await bare.close();
  const memory: number[] = [];
  for (let index = 1; index <= opened; index += 1) {
    await firstPage(bed, ['scan', 'small', 'text'][index % 3]!);
    if (index % (opened / 4) === 0) memory.push(await treeMemory(browser));
  }
  // The first quarter is the browser's own growing to its size.
  print({
    what: `memory of the browser after ${String(opened)} files in turn`,
    ours: memory[3]!,
    baseline: memory[1]!,
    baselineName: `after ${String(opened / 2)} files`,
    unit: 'MB',
    note: `after each ${String(opened / 4)}: ${memory.map((one) => one.toFixed(0)).join(', ')}`,
  });
  await browser.close();
}

/** From the word "open" until the first page's picture stands. */
async function firstPage(bed: FrameBed, name: string): Promise<number> {
  await bed.say({ kind: 'close' });
  await bed.frame.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
  const standing = pictureOf(bed, 1);
  const begin = Date.now();
  await bed.open(name, 'application/pdf');
  return (await standing) - begin;
}

async function flip(bed: FrameBed, page: number): Promise<number> {
  const standing = pictureOf(bed, page);
  const begin = Date.now();
  await bed.say({ kind: 'go', page, mark: null });
  return (await standing) - begin;
}

/** When it stands; looked at with each change in the frame, not by asking from outside. */
const pictureOf = (bed: FrameBed, page: number): Promise<number> =>
  bed.frame.evaluate(
    (number) =>
      new Promise<number>((resolve) => {
        const look = () => document.querySelector(`[data-page="${String(number)}"] canvas`) !== null;
        const watcher = new MutationObserver(() => {
          if (!look()) return;
          watcher.disconnect();
          resolve(Date.now());
        });
        if (look()) resolve(Date.now());
        else watcher.observe(document.body, { childList: true, subtree: true });
      }),
    page,
  );

const canvasWidth = (bed: FrameBed): Promise<number> =>
  bed.frame.evaluate(() => document.querySelector<HTMLCanvasElement>('[data-page="1"] canvas')?.width ?? 600);

const barePage = `<!doctype html><script type="module">
  import * as pdfjs from '/pdfjs/pdf.min.mjs';
  pdfjs.GlobalWorkerOptions.workerSrc = '/pdfjs/pdf.worker.min.mjs';
  class Ranges extends pdfjs.PDFDataRangeTransport {
    constructor(name, size) { super(size, null); this.name = name; }
    async requestDataRange(begin, end) {
      const answer = await fetch('/file/' + this.name + '?' + begin + '-' + end);
      this.onDataRange(begin, new Uint8Array(await answer.arrayBuffer()));
    }
  }
  let open = null;
  window.draw = async (number, width) => {
    const page = await open.getPage(number);
    const scale = width / page.getViewport({ scale: 1 }).width;
    const viewport = page.getViewport({ scale });
    const canvas = document.createElement('canvas');
    canvas.width = viewport.width; canvas.height = viewport.height;
    await page.render({ canvas, viewport }).promise;
    document.body.replaceChildren(canvas);
  };
  window.first = async ({ name, size, width }) => {
    await open?.loadingTask.destroy();
    const begin = performance.now();
    open = await pdfjs.getDocument({ range: new Ranges(name, size), rangeChunkSize: 65536, disableAutoFetch: true, disableStream: true, standardFontDataUrl: '/pdfjs/standard_fonts/', wasmUrl: '/pdfjs/wasm/' }).promise;
    await draw(1, width);
    return performance.now() - begin;
  };
  window.isReady = true;
</script><body></body>`;

async function openBare(browser: Browser, files: ReadonlyMap<string, Buffer>): Promise<Page> {
  const page = await browser.newPage();
  await page.route('**/*', async (route) => {
    const url = new URL(route.request().url());
    const file = files.get(url.pathname.replace('/file/', ''));
    const [begin = 0, end = 0] = url.search.slice(1).split('-').map(Number);
    if (url.pathname === '/') await route.fulfill({ contentType: 'text/html', body: barePage });
    else if (file) await route.fulfill({ body: file.subarray(begin, end) });
    else {
      const name = url.pathname.replace('/pdfjs/', '');
      const folder = name.includes('/') ? '' : 'build';
      const body = await readFile(join(root, 'node_modules/pdfjs-dist', folder, name));
      await route.fulfill({
        contentType: name.endsWith('.mjs') ? 'text/javascript' : 'application/octet-stream',
        body,
      });
    }
  });
  await page.goto('https://bare.invalid/');
  await page.waitForFunction('window.isReady === true');
  return page;
}

interface Bare {
  first(wanted: { readonly name: string; readonly size: number; readonly width: number }): Promise<number>;
  draw(page: number, width: number): Promise<void>;
}

const bareFirst = (page: Page, wanted: Parameters<Bare['first']>[0]): Promise<number> =>
  page.evaluate((what) => (window as unknown as Bare).first(what), wanted);

const bareFlips = (page: Page, wanted: { readonly pages: readonly number[]; readonly width: number }) =>
  page.evaluate(async ({ pages, width }) => {
    const all: number[] = [];
    for (const number of pages) {
      const begin = performance.now();
      await (window as unknown as Bare).draw(number, width);
      all.push(performance.now() - begin);
    }
    return all;
  }, wanted);

/** Megabytes (proportional set size) of all processes of the browser. */
async function treeMemory(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  let sum = 0;
  for (const { id } of processInfo) {
    const told = await readFile(`/proc/${String(id)}/smaps_rollup`, 'utf8').catch(() => '');
    sum += Number(/^Pss:\s+(\d+)/m.exec(told)?.[1] ?? 0);
  }
  await session.detach();
  return sum / 1024;
}

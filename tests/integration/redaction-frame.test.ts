import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PrintJob } from '#common/contract/print-job.ts';
import { buildPaper } from '#common/domain/paper/build-paper.ts';
import { buildIfStale } from '#main/build.ts';
import { createPrinter, type Printer } from '#main/host/chromium/printer.ts';
import type { ServeRequest, Served } from '#main/host/host.ts';
import { serveBytes } from '#main/lib/byte-range.ts';
import { createAssets } from '#main/lib/assets.ts';
import { createPrintData } from '#main/lib/print-data.ts';
import { systemClock, systemIds } from '#main/lib/system.ts';
import { root } from '#tests/support/paths.ts';
import { readPdf } from '#tests/support/read-pdf.ts';
import { samplePapers } from '#tests/support/sample-papers.ts';
import { screenshotOf } from '#tests/support/screenshots.ts';
import { newFolder, removeFolder } from '#tests/support/test-app.ts';

let folder: string;
let printer: Printer;
beforeAll(async () => {
  await buildIfStale();
  folder = await newFolder();
  printer = createPrinter({ profilesFolder: join(folder, 'profile') });
}, 240_000);
afterAll(async () => {
  await printer.close();
  await removeFolder(folder);
});

/** What a document would say that got hold of its frame. */
const takenOver = (pages: readonly Buffer[], [width, height]: readonly [number, number]) => `
  addEventListener('message', ({ ports: [port] }) => {
    const pages = ${JSON.stringify(pages.map((page) => page.toString('base64')))};
    port.onmessage = ({ data }) => {
      if (data.kind !== 'redact') return;
      const picture = Uint8Array.from(atob(pages[data.page - 1]), (one) => one.charCodeAt(0)).buffer;
      const redacted = { evidence: data.document.evidence, page: data.page, pages: pages.length, width: ${width}, height: ${height}, picture };
      port.postMessage({ kind: 'page-redacted', redacted });
    };
    port.postMessage({ kind: 'ready' });
  });
  parent.postMessage('lpa-evidence-frame', 'https://app.invalid');
`;

/** Printed by our own page, while the frame hands out these pictures. `evidence`: what the page itself may read. */
async function printJob(
  job: PrintJob,
  { pages, claimed, evidence }: { pages: readonly Buffer[]; claimed: readonly [number, number]; evidence?: Buffer },
): Promise<Uint8Array> {
  const assets = createAssets(join(root, 'out', 'renderer'));
  const printData = createPrintData(systemIds(systemClock));
  const answer = (type: string, body: string | Uint8Array): Served => ({
    status: 200,
    headers: { 'content-type': type },
    body: Buffer.from(body),
  });
  const serve = async (request: ServeRequest): Promise<Served> => {
    if (request.origin === 'reading')
      return request.path.endsWith('.js')
        ? answer('text/javascript', takenOver(pages, claimed))
        : answer('text/html', '<!doctype html><script src="/hostile.js"></script>');
    if (evidence !== undefined && request.path.startsWith('/evidence/'))
      return serveBytes(
        { size: evidence.length, read: async (begin, end) => evidence.subarray(begin, end) },
        request.range,
        {},
      );
    const ticket = /^\/print-data\/([^/]+)\.json$/.exec(request.path)?.[1];
    const offered = ticket === undefined ? undefined : printData.take(ticket);
    return offered === undefined ? assets.serve(request) : answer('application/json', offered);
  };
  return printer.print({ serve }, `/print.html?ticket=${printData.offer(job)}`, { format: 'A4' });
}

async function printFrom(
  pages: readonly Buffer[],
  claimed: readonly [number, number] = [400, 300],
): Promise<{ readonly said: unknown; readonly sheets: number }> {
  const document = { ticket: 'x', mediaType: 'application/pdf', size: 10, title: 'x' };
  const areas = [{ page: 1, rects: [{ x: 100, y: 50, width: 120, height: 60 }] }];
  const job: PrintJob = { kind: 'redaction', language: 'th', digits: 'arabic', document, first: 1, count: 8, areas };
  const printed = await PDFDocument.load(await printJob(job, { pages, claimed }), { updateMetadata: false });
  return { said: JSON.parse(printed.getTitle() ?? 'null'), sheets: printed.getPageCount() };
}

const page = (fill: string) =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600"><rect width="800" height="600" fill="#fff"/>${fill}</svg>`,
    ),
  )
    .jpeg({ quality: 88 })
    .toBuffer();
const black = '<rect x="198" y="98" width="246" height="126"/>';

test('pictures that are black where they should be are printed', async () => {
  const pages = [await page(black), await page('')];
  expect(await printFrom(pages)).toEqual({
    said: {
      pages: 2,
      sheets: [
        [400, 300],
        [400, 300],
      ],
    },
    sheets: 2,
  });
}, 120_000);

test.each([
  ['not black', ''],
  ['black with one word in it', `${black}<text x="260" y="170" font-size="30" fill="#888">ABC</text>`],
  ['black beside the place', '<rect x="98" y="98" width="246" height="126"/>'],
])(
  'a frame that hands out a picture that is %s gets nothing printed',
  async (_what, fill) => {
    const { said } = await printFrom([await page(fill)]);
    expect(said).toEqual({ failed: 'damaged' });
  },
  60_000,
);

test('what is no picture is not printed', async () => {
  expect((await printFrom([Buffer.from('%PDF-1.7 all of it')])).said).toEqual({ failed: 'damaged' });
}, 120_000);

test.each([
  ['a page of a million units', 1e6, 1e6],
  ['a page that ends before the area', 90, 300],
])(
  'a frame that claims %s gets nothing printed',
  async (_what, width, height) => {
    const { said } = await printFrom([await page('')], [width, height]);
    expect(said).toEqual({ failed: 'damaged' });
  },
  60_000,
);

describe('on a paper, a frame that hands out for a screenshot', () => {
  const print = async (picture: Buffer) => {
    const evidence = await page('');
    const input = samplePapers({ liveChecks: 1, screenshots: [screenshotOf(1, evidence)] });
    const pdf = await printJob(buildPaper('live-checks', input), { pages: [picture], claimed: [800, 600], evidence });
    const { images, pages } = readPdf(pdf);
    return { images, isSaid: pages.join('').replace(/\s+/g, '').includes('ไฟล์ภาพนี้เสียหายเปิดไม่ได้จึงไม่พิมพ์ภาพ') };
  };
  const drawing = (side: number) => sharp({ create: { width: side, height: side, channels: 3, background: '#abc' } });

  test('a JPEG of the size that was asked for has it printed', async () => {
    expect(await print(await page(''))).toEqual({ images: 1, isSaid: false });
  }, 60_000);

  test.each<[string, () => Promise<Buffer>]>([
    ['a picture that is larger than asked for', () => drawing(1700).jpeg().toBuffer()],
    ['a picture of another kind', () => drawing(300).png().toBuffer()],
    ['a drawing with words in it', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['half a picture', async () => (await drawing(300).jpeg().toBuffer()).subarray(0, 300)],
  ])(
    '%s gets a sentence printed instead',
    async (_what, make) => {
      expect(await print(await make())).toEqual({ images: 0, isSaid: true });
    },
    60_000,
  );
});

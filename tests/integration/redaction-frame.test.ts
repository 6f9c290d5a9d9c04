import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildIfStale } from '#main/build.ts';
import { createPrinter, type Printer } from '#main/host/chromium/printer.ts';
import type { ServeRequest, Served } from '#main/host/host.ts';
import { createAssets } from '#main/lib/assets.ts';
import { createPrintData } from '#main/lib/print-data.ts';
import { systemClock, systemIds } from '#main/lib/system.ts';
import { root } from '#tests/support/paths.ts';
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

/** Printed by our own page, while the frame hands out these pictures. */
async function printFrom(
  pages: readonly Buffer[],
  claimed: readonly [number, number] = [400, 300],
): Promise<{ readonly said: unknown; readonly sheets: number }> {
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
    const ticket = /^\/print-data\/([^/]+)\.json$/.exec(request.path)?.[1];
    const job = ticket === undefined ? undefined : printData.take(ticket);
    return job === undefined ? assets.serve(request) : answer('application/json', job);
  };
  const document = { ticket: 'x', mediaType: 'application/pdf', size: 10, title: 'x' };
  const areas = [{ page: 1, rects: [{ x: 100, y: 50, width: 120, height: 60 }] }];
  const ticket = printData.offer({
    ...{ kind: 'redaction', language: 'th', digits: 'arabic', document, first: 1, count: 8, areas },
  });
  const pdf = await printer.print({ serve }, `/print.html?ticket=${ticket}`, { format: 'A4' });
  const printed = await PDFDocument.load(pdf, { updateMetadata: false });
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
